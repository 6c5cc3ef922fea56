/** Loads the frames of a stack: the one that is looked at first, then those around it, few at a time. Knows no library. */
import { asApiError, isAborted, type ApiError } from "../../api/errors";

export interface FrameLoading {
  isThere: (id: string) => boolean;
  /** Fails with an {@link ApiError}. */
  load: (id: string, background: boolean) => Promise<void>;
  cancel: (id: string) => void;
}

/** How much is loaded at most. */
export interface Limits {
  /** At the same time. */
  concurrent: number;
  /** Of one stack, so that one that is larger than memory does not push itself out. */
  ahead: number;
}

/** Places around a place, nearest first, where one is going before where one comes from. */
export function around(index: number, count: number, forward: boolean): number[] {
  const all: number[] = [];
  for (let far = 0; far < count; far++) {
    for (const place of forward ? [index + far, index - far] : [index - far, index + far]) {
      if (place >= 0 && place < count && !(far === 0 && all.length > 0)) {
        all.push(place);
      }
    }
  }
  return all;
}

/** One frame being loaded; what was given up is no longer among those that run. */
interface Turn {
  place: number;
}

export class FrameQueue {
  private ids: readonly string[] = [];
  private index = 0;
  private forward = true;
  private readonly running = new Map<string, Turn>();
  private readonly failures = new Map<string, ApiError>();

  constructor(
    private readonly loading: FrameLoading,
    private readonly limits: Limits,
    private readonly changed: () => void,
  ) {}

  /** Begins with another stack; what was being loaded of the last one is given up. */
  open(ids: readonly string[], index: number): void {
    this.close();
    this.ids = ids;
    this.index = index;
    this.forward = true;
    this.pump();
  }

  /** Loads nothing any more. */
  close(): void {
    this.ids = [];
    this.failures.clear();
    for (const id of [...this.running.keys()]) {
      this.give(id);
    }
  }

  /** What is looked at now. */
  want(index: number): void {
    this.forward = index >= this.index;
    this.index = index;
    this.makeRoom();
    this.pump();
  }

  /** Tries a frame again that failed. */
  retry(index: number): void {
    this.failures.delete(this.ids[index] ?? "");
    this.want(index);
  }

  /** Why a frame cannot be had. */
  failure(index: number): ApiError | undefined {
    return this.failures.get(this.ids[index] ?? "");
  }

  isThere(index: number): boolean {
    const id = this.ids[index];
    return id !== undefined && this.loading.isThere(id);
  }

  /** The nearest place that can be shown. */
  nearest(index: number): number | undefined {
    return around(index, this.ids.length, this.forward).find((place) => this.isThere(place));
  }

  counts(): { there: number; failed: number; all: number } {
    const there = this.ids.filter((id) => this.loading.isThere(id)).length;
    return { there, failed: this.failures.size, all: this.ids.length };
  }

  private give(id: string): void {
    this.running.delete(id);
    this.loading.cancel(id);
  }

  private isWaiting(id: string): boolean {
    return !this.running.has(id) && !this.failures.has(id) && !this.loading.isThere(id);
  }

  /** Whoever is looked at does not wait for those that are far away. */
  private makeRoom(): void {
    const wanted = this.ids[this.index];
    if (wanted === undefined || !this.isWaiting(wanted)) {
      return;
    }
    if (this.running.size >= this.limits.concurrent) {
      const [farthest] = [...this.running].toSorted(
        (a, b) => Math.abs(b[1].place - this.index) - Math.abs(a[1].place - this.index),
      );
      if (farthest !== undefined) {
        this.give(farthest[0]);
      }
    }
  }

  private pump(): void {
    const places = around(this.index, this.ids.length, this.forward).slice(0, this.limits.ahead);
    for (const place of places) {
      if (this.running.size >= this.limits.concurrent) {
        return;
      }
      const id = this.ids[place];
      if (id !== undefined && this.isWaiting(id)) {
        void this.run(id, place);
      }
    }
  }

  private async run(id: string, place: number): Promise<void> {
    const turn = { place };
    this.running.set(id, turn);
    let failure: ApiError | undefined;
    try {
      await this.loading.load(id, place !== this.index);
    } catch (fault) {
      failure = asApiError(fault);
    }
    if (this.running.get(id) !== turn) {
      return; // given up, for another stack or another place of this one
    }
    this.running.delete(id);
    if (failure !== undefined && !isAborted(failure)) {
      this.failures.set(id, failure);
    }
    this.changed();
    this.pump();
  }
}
