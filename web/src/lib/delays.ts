/** Growing pauses between attempts, with jitter so that a thousand browsers do not come back in the same moment. */
export class Delays {
  private attempt = 0;

  constructor(
    private readonly first = 500,
    private readonly longest = 30_000,
    private readonly random: () => number = Math.random,
  ) {}

  /** Milliseconds to wait before the next attempt. */
  next(): number {
    const full = Math.min(this.longest, this.first * 2 ** this.attempt);
    this.attempt = Math.min(this.attempt + 1, 16);
    return Math.round(full / 2 + (full / 2) * this.random());
  }

  /** After a success. */
  reset(): void {
    this.attempt = 0;
  }
}
