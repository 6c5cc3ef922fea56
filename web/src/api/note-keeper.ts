/** Keeps the notes of a study while they are made: soon after each change, one request at a time, again when the gateway was out of reach. */
import { Delays } from "../lib/delays";
import { asApiError, type ApiError } from "./errors";
import { NO_NOTES, type ImageNotes, type NoteStore } from "./image-notes";

/** Whether what is seen is what is kept. `refused` is not tried again by itself. */
export type Keeping = "loading" | "saved" | "saving" | "unsaved" | "refused";

/** What was not saved when a page ended, by study. */
export interface Drafts {
  get: (study: string) => Draft | undefined;
  set: (study: string, draft: Draft | undefined) => void;
}

export interface Draft {
  /** What was kept when it was begun. */
  base: ImageNotes;
  notes: ImageNotes;
}

/** Where the notes are shown. */
export interface Desk {
  /** Adds what another page has kept since `base` to what is here; gives what is here then. */
  adopt: (base: ImageNotes, theirs: ImageNotes) => ImageNotes;
  told: (state: Keeping) => void;
}

/** Times that another page may be quicker before the line is left alone for a while. */
const MOST_OVERTAKEN = 3;
/** A hand that draws a second mark at once makes one request. */
const REST_MS = 300;
const PRECONDITION = 412;
const TOO_MANY = 429;
const UNAUTHENTICATED = 401;

/** What time may mend. */
function isPassing({ kind, status }: ApiError): boolean {
  return (
    kind !== "problem" ||
    status >= 500 ||
    [TOO_MANY, UNAUTHENTICATED, PRECONDITION].includes(status)
  );
}

export class NoteKeeper {
  private base = NO_NOTES;
  private wanted = NO_NOTES;
  /** Undefined until it is known what is kept. */
  private version: string | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running = false;
  private closed = false;
  private stale = false;
  /** Times in a row that another page was quicker. */
  private overtaken = 0;

  constructor(
    private readonly store: NoteStore,
    private readonly study: string,
    private readonly desk: Desk,
    private readonly drafts: Drafts,
    private readonly delays = new Delays(1000),
  ) {}

  /** Fetches what is kept, and what an earlier page could not save. */
  open(): void {
    const draft = this.drafts.get(this.study);
    this.desk.told("loading");
    if (draft !== undefined) {
      this.wanted = this.desk.adopt(NO_NOTES, draft.notes);
      this.base = draft.base;
    }
    this.soon(0);
  }

  /** Notes as they are now. */
  keep(notes: ImageNotes): void {
    if (notes === this.wanted) {
      return;
    }
    this.wanted = notes;
    this.drafts.set(this.study, { base: this.base, notes });
    if (this.version !== undefined) {
      this.desk.told("saving");
    }
    this.soon(REST_MS);
  }

  /** Another page has kept something: it is to be seen here, too. */
  refresh(): void {
    this.stale = true;
    this.soon(0);
  }

  /** Does not wait any longer, such as when the line is there again. */
  flush(): void {
    if (this.isUnsaved) {
      this.soon(0);
    }
  }

  /** Whether something would be lost with the memory of this browser. */
  get isUnsaved(): boolean {
    return this.running || this.version === undefined || this.wanted !== this.base;
  }

  /** Saves what is not saved yet, and stops. */
  close(): void {
    const unsaved = this.version !== undefined && this.wanted !== this.base;
    clearTimeout(this.timer);
    this.closed = true;
    if (unsaved && !this.running) {
      void this.run();
    }
  }

  private soon(wait: number): void {
    clearTimeout(this.timer);
    if (!this.closed) {
      this.timer = setTimeout(() => void this.run(), wait);
    }
  }

  private async run(): Promise<void> {
    if (this.running) {
      return;
    }
    this.running = true;
    try {
      while (this.version === undefined || this.stale || this.wanted !== this.base) {
        await this.step();
      }
      this.overtaken = 0;
      this.delays.reset();
      this.drafts.set(this.study, undefined);
      this.desk.told("saved");
    } catch (fault) {
      this.failed(asApiError(fault));
    } finally {
      this.running = false;
    }
  }

  private async step(): Promise<void> {
    if (this.version === undefined || this.stale) {
      await this.load();
      return;
    }
    this.desk.told("saving");
    const sent = this.wanted;
    try {
      this.version = await this.store.save(this.study, sent, this.version);
      this.base = sent;
    } catch (fault) {
      if (asApiError(fault).status !== PRECONDITION) {
        throw fault;
      }
      this.stale = true;
      if (++this.overtaken >= MOST_OVERTAKEN) {
        throw fault;
      }
    }
  }

  private async load(): Promise<void> {
    const { notes, version } = await this.store.load(this.study);
    this.stale = false;
    this.version = version;
    const isNew = JSON.stringify(this.wanted) !== JSON.stringify(this.base);
    const now = this.desk.adopt(this.base, notes);
    this.base = isNew ? notes : now;
    this.wanted = now;
  }

  private failed(error: ApiError): void {
    if (isPassing(error)) {
      this.desk.told("unsaved");
      this.soon(this.delays.next());
    } else {
      this.desk.told("refused");
    }
  }
}
