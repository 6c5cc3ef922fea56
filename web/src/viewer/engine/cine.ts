/** Steps by itself, at a pace, while what comes next is there. */
export class Cine {
  private timer: ReturnType<typeof setInterval> | undefined;

  /** @param step called at every beat */
  constructor(private readonly step: () => void) {}

  get playing(): boolean {
    return this.timer !== undefined;
  }

  start(perSecond: number): void {
    this.stop();
    this.timer = setInterval(this.step, 1000 / perSecond);
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }
}

const USUAL_RATE = 10;
const SLOWEST = 1;
const FASTEST = 60;

/** Images a second: as the image says, else a pace that eyes follow. */
export function rateOf(frameTime: number | undefined): number {
  const rate = frameTime === undefined || frameTime <= 0 ? USUAL_RATE : 1000 / frameTime;
  return Math.min(FASTEST, Math.max(SLOWEST, rate));
}
