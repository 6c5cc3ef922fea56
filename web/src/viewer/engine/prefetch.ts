/** Fetches frames that will be looked at later, while the line is free; gives way at once, and never pushes anything out of memory. */
import type { FrameLoading } from "./frame-queue";
import type { Line } from "./line";

const CONCURRENT = 2;

export class Prefetch {
  private plan: readonly string[] = [];
  private readonly running = new Set<string>();
  private readonly failed = new Set<string>();
  private readonly unwatch: () => void;

  /**
   * @param hasRoom whether there is memory that nobody uses
   * @param changed told when there is more, or nothing more to come
   */
  constructor(
    private readonly loading: FrameLoading,
    private readonly line: Line,
    private readonly hasRoom: () => boolean,
    private readonly changed: () => void,
  ) {
    this.unwatch = line.watch(() => {
      this.pump();
    });
  }

  /** Fetches these, in this order, and nothing that was planned before. */
  want(ids: readonly string[]): void {
    this.plan = ids;
    this.giveUp((id) => !ids.includes(id));
    this.pump();
  }

  close(): void {
    this.unwatch();
    this.want([]);
  }

  /** How many of those that are planned are here, and whether more will come. */
  get progress(): { there: number; all: number; done: boolean } {
    const there = this.plan.filter((id) => this.loading.isThere(id)).length;
    return { there, all: this.plan.length, done: this.next() === undefined && !this.isBusy };
  }

  private get isBusy(): boolean {
    return this.running.size > 0;
  }

  private next(): string | undefined {
    return this.hasRoom()
      ? this.plan.find(
          (id) => !this.running.has(id) && !this.failed.has(id) && !this.loading.isThere(id),
        )
      : undefined;
  }

  private giveUp(which: (id: string) => boolean): void {
    for (const id of [...this.running]) {
      if (which(id)) {
        this.running.delete(id);
        this.loading.cancel(id);
      }
    }
  }

  private pump(): void {
    if (!this.line.isFree) {
      // what somebody looks at meanwhile is theirs now
      this.giveUp((id) => !this.line.isWanted(id));
      this.running.clear();
      return;
    }
    let id = this.next();
    while (id !== undefined && this.running.size < CONCURRENT) {
      void this.run(id);
      id = this.next();
    }
  }

  private async run(id: string): Promise<void> {
    this.running.add(id);
    try {
      await this.loading.load(id, true);
    } catch {
      // whoever looks at it is told why
      if (this.running.has(id)) {
        this.failed.add(id);
      }
    }
    if (this.running.delete(id)) {
      this.changed();
      this.pump();
    }
  }
}
