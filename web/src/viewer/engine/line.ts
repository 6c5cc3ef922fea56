/** Megabits a second; below, images are made smaller for the way, without loss. */
const SLOW = 40;
/** What a browser says of a line that is no slower than it can tell. */
const BEST_GUESS = 10;
/** Kilobytes that say something of a line. */
const ENOUGH = 300;
const BITS_OF_BYTE = 8;
/** Between one image that is looked at and the next, the line is not free. */
const CALM_MS = 100;

/** What the browser thinks of its line, in megabits a second; undefined when it does not tell. */
function guess(): number | undefined {
  return (globalThis.navigator as { connection?: { downlink?: number } } | undefined)?.connection
    ?.downlink;
}

/** The line to the gateway: how fast it is; and what is looked at has it before what is only fetched ahead. */
export class Line {
  private coming = 0;
  private bytes = 0;
  private since = 0;
  private slow: boolean;

  /**
   * @param downlink megabits a second, as far as is known before anything has come
   * @param now milliseconds
   * @param afterCalm runs something when a moment has passed
   */
  constructor(
    downlink = guess(),
    private readonly now: () => number = () => performance.now(),
    private readonly afterCalm: (run: () => void) => void = (run) => {
      setTimeout(run, CALM_MS);
    },
  ) {
    this.slow = downlink !== undefined && downlink < BEST_GUESS;
  }

  /** Something begins to come, whoever wants it. @return to be called with how many bytes have come, at the end */
  receive(): (bytes: number) => void {
    if (this.coming === 0) {
      this.since = this.now();
      this.bytes = 0;
    }
    this.coming++;
    return (bytes) => {
      this.coming--;
      this.bytes += bytes;
      this.judge();
    };
  }

  /** Whether what comes is better made small. */
  get isSlow(): boolean {
    return this.slow;
  }

  private judge(): void {
    const took = this.now() - this.since;
    if (this.bytes >= ENOUGH * 1000 && took > 0) {
      this.slow = (this.bytes * BITS_OF_BYTE) / 1000 / took < SLOW;
    }
  }

  private readonly wanted = new Map<string, number>();
  private readonly listeners = new Set<() => void>();

  /** Something that is looked at begins to come. */
  begin(id: string): void {
    this.wanted.set(id, (this.wanted.get(id) ?? 0) + 1);
    this.tell();
  }

  /** It has come, or does not come. */
  end(id: string): void {
    const left = (this.wanted.get(id) ?? 0) - 1;
    if (left > 0) {
      this.wanted.set(id, left);
    } else {
      this.wanted.delete(id);
    }
    if (this.isFree) {
      this.afterCalm(() => {
        if (this.isFree) {
          this.tell();
        }
      });
    }
  }

  isWanted(id: string): boolean {
    return this.wanted.has(id);
  }

  get isFree(): boolean {
    return this.wanted.size === 0;
  }

  /** @return stops it */
  watch(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  private tell(): void {
    for (const one of [...this.listeners]) {
      one();
    }
  }
}

/** Of this page. */
export const line = new Line();
