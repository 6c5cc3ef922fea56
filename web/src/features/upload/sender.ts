/** Sends the rows that are ready, a few at a time, and outlasts networks that come and go. Knows nothing of pages. */
import { asApiError, isAborted, type ApiError } from "../../api/errors";
import type { StoreResult } from "../../api/store";
import { Delays } from "../../lib/delays";
import type { Lasting } from "./memory";
import type { Row } from "./rows";

/** Requests under way at once. */
const AT_ONCE = 3;
/** Times that a file is tried which the gateway fails on by no fault of the network. */
const MOST_ATTEMPTS = 3;
/** As long the network may be away; then a person decides. */
const LONGEST_WAIT_MS = 2 * 3_600_000;
/** Of the gateway itself: it comes again, is full, or has too much to do. */
const PASSING = [408, 425, 429, 502, 503, 504, 507];

/** What the sender does now. `waiting` goes on by itself. */
export type Phase = "idle" | "running" | "paused" | "waiting" | "done";

/** Why it waits or stopped. */
export interface Trouble {
  error: ApiError;
  /** When it tries again. */
  until: number;
}

/** Whatever the sender needs of the outside. */
export interface Outside {
  store: (
    file: File,
    call: { signal: AbortSignal; sent: (bytes: number) => void },
  ) => Promise<StoreResult>;
  keep: (key: string, outcome: Lasting) => Promise<void>;
  /** Something has changed that may be shown. */
  changed: () => void;
  /** Nothing is left to send. */
  finished: () => void;
  delays?: Delays;
}

export class Sender {
  phase: Phase = "idle";
  trouble: Trouble | undefined;
  private readonly delays: Delays;
  private readonly underWay = new Map<Row, AbortController>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private awaySince: number | undefined;

  constructor(
    private readonly rows: () => readonly Row[],
    private readonly outside: Outside,
  ) {
    this.delays = outside.delays ?? new Delays(1000, 30_000);
  }

  start(): void {
    this.awaySince = undefined;
    this.delays.reset();
    this.proceed();
  }

  /** What is under way is broken off and sent again later. */
  pause(): void {
    this.to("paused");
    this.breakOff();
  }

  /** The network is back, or the session: no need to wait any longer. */
  nudge(): void {
    if (this.phase === "waiting") {
      this.proceed();
    }
  }

  private proceed(): void {
    this.trouble = undefined;
    this.to("running");
    this.fill();
  }

  private to(phase: Phase): void {
    clearTimeout(this.timer);
    this.phase = phase;
    this.outside.changed();
  }

  private breakOff(): void {
    for (const controller of this.underWay.values()) {
      controller.abort();
    }
  }

  private fill(): void {
    if (this.phase !== "running") {
      return;
    }
    for (const row of this.rows()) {
      if (this.underWay.size >= AT_ONCE) {
        return;
      }
      if (row.state === "ready" && !this.underWay.has(row)) {
        void this.send(row);
      }
    }
    if (this.underWay.size === 0) {
      this.to("done");
      this.outside.finished();
    }
  }

  private async send(row: Row): Promise<void> {
    const controller = new AbortController();
    this.underWay.set(row, controller);
    row.state = "sending";
    row.sent = 0;
    try {
      const sent = (bytes: number): void => {
        row.sent = bytes;
        this.outside.changed();
      };
      await this.took(row, await this.outside.store(row.file, { signal: controller.signal, sent }));
    } catch (fault) {
      this.failed(row, asApiError(fault), isAborted(fault));
    } finally {
      this.underWay.delete(row);
      this.outside.changed();
      this.fill();
    }
  }

  private async took(row: Row, result: StoreResult): Promise<void> {
    this.awaySince = undefined;
    this.delays.reset();
    row.sent = row.file.size;
    row.detail = result.why;
    if (result.outcome === "refused") {
      row.state = "refused";
      row.why = `reason-${result.reason.toString(16).padStart(4, "0")}`;
      return;
    }
    row.why = result.outcome === "parked" ? `reason-${result.reason.toString(16)}` : "";
    const outcome = result.outcome === "present" && row.unsure ? "stored" : result.outcome;
    await this.outside.keep(row.key, outcome);
    row.state = outcome;
  }

  private failed(row: Row, error: ApiError, aborted: boolean): void {
    row.state = "ready";
    if (aborted) {
      row.unsure = row.sent > 0;
      return;
    }
    const lost = error.kind === "offline" || error.kind === "deadline";
    row.unsure = row.unsure || lost;
    if (lost || error.status === 401 || PASSING.includes(error.status)) {
      this.wait(error);
    } else if (error.status === 403) {
      this.trouble = { error, until: 0 };
      this.pause();
    } else if (error.status >= 500 && ++row.attempts < MOST_ATTEMPTS) {
      this.wait(error);
    } else {
      row.state = error.status >= 400 && error.status < 500 ? "refused" : "failed";
      row.why = error.code;
      row.detail = error.detail;
    }
  }

  private wait(error: ApiError): void {
    if (this.phase !== "running") {
      return;
    }
    this.awaySince ??= Date.now();
    const pause = Math.max(this.delays.next(), (error.retryAfterSeconds ?? 0) * 1000);
    this.trouble = { error, until: Date.now() + pause };
    if (Date.now() - this.awaySince > LONGEST_WAIT_MS) {
      this.to("paused");
      return;
    }
    this.to("waiting");
    this.timer = setTimeout(() => {
      this.proceed();
    }, pause);
  }
}
