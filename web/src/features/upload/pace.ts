/** Moments that count for the present rate. */
const WINDOW_MS = 15_000;

/** How fast it goes, by what was done in the last seconds of sending; pauses do not count. */
export class Pace {
  private notes: { at: number; bytes: number }[] = [];

  constructor(private readonly now: () => number = Date.now) {}

  begin(bytes: number): void {
    this.notes = [{ at: this.now(), bytes }];
  }

  note(bytes: number, moving: boolean): void {
    const at = this.now();
    if (!moving) {
      this.notes = [];
      return;
    }
    this.notes.push({ at, bytes });
    while (this.notes.length > 2 && at - (this.notes[0]?.at ?? at) > WINDOW_MS) {
      this.notes.shift();
    }
  }

  /** Bytes in a second; undefined while that cannot be said. */
  get rate(): number | undefined {
    const first = this.notes[0];
    const last = this.notes.at(-1);
    if (first === undefined || last === undefined || last.at - first.at < 1000) {
      return undefined;
    }
    return Math.max(0, ((last.bytes - first.bytes) * 1000) / (last.at - first.at));
  }

  /** Seconds for so many bytes; undefined while that cannot be said. */
  secondsFor(bytes: number): number | undefined {
    const rate = this.rate;
    return rate === undefined || rate === 0 ? undefined : Math.ceil(bytes / rate);
  }
}
