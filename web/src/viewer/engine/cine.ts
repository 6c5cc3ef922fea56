/** Steps by itself, each step at its own time, while what comes next is there. */

/** Of a machine that cannot keep up, so much is forgotten rather than hurried. */
const LATE_MS = 250;

export class Cine {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private due = 0;

  /**
   * @param step goes on
   * @param time milliseconds until the next step
   */
  constructor(
    private readonly step: () => void,
    private readonly time: () => number,
  ) {}

  get playing(): boolean {
    return this.timer !== undefined;
  }

  start(): void {
    this.stop();
    this.due = performance.now();
    this.wait();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** Timers come late by a little each: what counts is when a step was due. */
  private wait(): void {
    const now = performance.now();
    this.due = now - this.due > LATE_MS ? now : this.due;
    this.due += this.time();
    this.timer = setTimeout(() => {
      this.step();
      this.wait();
    }, this.due - now);
  }
}
