/**
 * Keeps a report while it is written: soon after each change, one request at a time, again when the gateway was out of reach. What another
 * page has kept meanwhile is never overwritten: then the writer decides.
 */
import { asApiError, type ApiError } from "../../api/errors";
import { NO_TEXT, type DraftStore, type KeptDraft, type ReportText } from "../../api/reports";
import { Delays } from "../../lib/delays";

/**
 * Whether what is seen is what is kept. `unsaved` is tried again; `overtaken` means that there is another version, or that the study is in
 * another hand; `refused` waits for another text.
 */
export type Keeping = "loading" | "saved" | "saving" | "unsaved" | "overtaken" | "refused";

/** Where the report is shown. */
export interface Desk {
  told: (state: Keeping, error: ApiError | undefined) => void;
  /** It was kept, or fetched. */
  kept: (draft: KeptDraft) => void;
  /** Another text is to be seen. */
  took: (text: ReportText) => void;
}

/** A text that was not kept when its page went away, and the version that it was written on. */
export interface Memory {
  text: ReportText;
  etag: string;
}

const REST_MS = 1000;
const PRECONDITION = 412;
const TOO_MANY = 429;
const UNAUTHENTICATED = 401;

/** What time may mend. */
function isPassing({ kind, status }: ApiError): boolean {
  return kind !== "problem" || status >= 500 || [TOO_MANY, UNAUTHENTICATED].includes(status);
}

export class ReportKeeper {
  private base = NO_TEXT;
  private wanted = NO_TEXT;
  /** Undefined until it is known what is kept. */
  private etag: string | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | undefined;
  private halted = false;
  private closed = false;

  constructor(
    private readonly store: DraftStore,
    private readonly desk: Desk,
    private readonly delays = new Delays(1000),
  ) {}

  /**
   * Fetches what is kept.
   *
   * @param before what an earlier page could not keep
   */
  async open(before: Memory | undefined): Promise<void> {
    this.desk.told("loading", undefined);
    try {
      const draft = await this.store.load();
      this.etag = draft.etag;
      this.base = this.wanted = draft.text;
      this.halted = false;
      this.desk.kept(draft);
      this.desk.took(draft.text);
      this.desk.told("saved", undefined);
      if (before?.etag === draft.etag) {
        this.desk.took(before.text);
        this.keep(before.text);
      }
    } catch (fault) {
      const error = asApiError(fault);
      this.desk.told("unsaved", error);
      if (isPassing(error) && !this.closed) {
        this.timer = setTimeout(() => void this.open(before), this.delays.next());
      }
    }
  }

  /** The report as it is now. */
  keep(text: ReportText): void {
    this.wanted = text;
    if (this.etag === undefined || this.halted) {
      return;
    }
    this.desk.told("saving", undefined);
    this.soon(REST_MS);
  }

  /** Keeps the same once more, so that the study stays in hand. */
  touch(): void {
    if (!this.isUnsaved) {
      this.wanted = { ...this.wanted };
      this.soon(0);
    }
  }

  /** Does not wait any longer. Gives the version that is kept then; undefined when that failed. */
  async settle(): Promise<string | undefined> {
    clearTimeout(this.timer);
    await this.running;
    if (this.isUnsaved && !this.halted) {
      await this.run(false);
    }
    return this.isUnsaved || this.halted ? undefined : this.etag;
  }

  get isUnsaved(): boolean {
    return this.wanted !== this.base;
  }

  /** What would be lost. */
  get memory(): Memory | undefined {
    return this.isUnsaved && this.etag !== undefined
      ? { text: this.wanted, etag: this.etag }
      : undefined;
  }

  /** The page may go away at any moment. */
  leave(): void {
    if (this.isUnsaved && !this.halted && this.running === undefined) {
      clearTimeout(this.timer);
      void this.run(true);
    }
  }

  /** Keeps what is not kept yet, and stops. */
  close(): void {
    this.leave();
    this.closed = true;
    clearTimeout(this.timer);
  }

  private soon(wait: number): void {
    clearTimeout(this.timer);
    if (!this.closed) {
      this.timer = setTimeout(() => void this.run(false), wait);
    }
  }

  private run(leaving: boolean): Promise<void> {
    this.running ??= this.kept(leaving).finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  private async kept(leaving: boolean): Promise<void> {
    try {
      while (this.isUnsaved && this.etag !== undefined && !this.halted) {
        this.desk.told("saving", undefined);
        const sent = this.wanted;
        const draft = await this.store.save(sent, this.etag, leaving);
        this.etag = draft.etag;
        this.base = sent;
        this.desk.kept(draft);
      }
      this.delays.reset();
      this.desk.told("saved", undefined);
    } catch (fault) {
      this.failed(asApiError(fault));
    }
  }

  private failed(error: ApiError): void {
    if (error.status === PRECONDITION) {
      this.halted = true;
      this.desk.told("overtaken", error);
    } else if (isPassing(error)) {
      this.desk.told("unsaved", error);
      this.soon(this.delays.next());
    } else {
      this.desk.told("refused", error);
    }
  }
}
