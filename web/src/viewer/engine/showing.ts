/**
 * Which image of a stack is wanted and which one is seen. Showing never waits for loading: what is not there yet is told, and the nearest
 * image that is there stays to be seen.
 */
import type { StackViewport } from "@cornerstonejs/core";
import type { ApiError } from "../../api/errors";
import type { Image } from "../model/image";
import type { Series } from "../model/study";
import { FrameQueue, type Limits } from "./frame-queue";
import { frames } from "./loader";

/** Who wants to know. */
export interface Watching {
  /** Something of what is told is another. */
  changed: () => void;
  /** The library has another image, whose window and colours are not applied yet. */
  taken: () => void;
}

export class Showing {
  private readonly queue: FrameQueue;
  private series: Series | undefined;
  private index = 0;
  /** Place of the image that the library has, or is taking. */
  private drawn: number | undefined;
  /** Place of the image that the library has, so that it can be asked where its parts are. */
  private painted: number | undefined;
  /** Place of the image that is on the screen. */
  private seen: number | undefined;

  constructor(
    private readonly view: StackViewport,
    limits: Limits,
    private readonly watching: Watching,
  ) {
    this.queue = new FrameQueue(frames, limits, () => {
      this.refresh();
    });
  }

  open(series: Series, index: number): void {
    this.series = series;
    this.index = index;
    this.drawn = undefined;
    this.painted = undefined;
    this.seen = undefined;
    this.queue.open(
      series.images.map((one) => one.id),
      index,
    );
    this.refresh();
  }

  /** Loads nothing any more. */
  close(): void {
    this.queue.close();
    this.series = undefined;
  }

  go(index: number): void {
    const last = this.count - 1;
    const to = Math.min(last, Math.max(0, index));
    if (to !== this.index && last >= 0) {
      this.index = to;
      this.queue.want(to);
      this.refresh();
    }
  }

  step(by: number): void {
    this.go(this.index + by);
  }

  /** Tries again what failed. */
  retry(): void {
    this.queue.retry(this.index);
    this.refresh();
  }

  /** Whether an image can be gone to without waiting, or will never come. */
  isSettled(index: number): boolean {
    return this.queue.isThere(index) || this.queue.failure(index) !== undefined;
  }

  get isOpen(): boolean {
    return this.series !== undefined;
  }

  get count(): number {
    return this.series?.images.length ?? 0;
  }

  /** Place of what is played next: clips go round in themselves, trimmed; single images all in turn. */
  get next(): number {
    const { image, index, count } = this;
    if (image === undefined || image.frames < 2) {
      return (index + 1) % count;
    }
    const { first, last } = image.timing;
    const { frame } = image.at;
    const wanted = frame >= last || frame < first ? first : frame + 1;
    const found = this.series?.images.findIndex(
      ({ at }) => at.instance === image.at.instance && at.frame === wanted,
    );
    return found === undefined || found < 0 ? (index + 1) % count : found;
  }

  /** The image that is wanted. */
  get image(): Image | undefined {
    return this.series?.images[this.index];
  }

  /** The image that the library has, or is taking. */
  get shownImage(): Image | undefined {
    return this.drawn === undefined ? undefined : this.series?.images[this.drawn];
  }

  /** The image whose parts the library can be asked for. */
  get paintedImage(): Image | undefined {
    return this.painted === undefined ? undefined : this.shownImage;
  }

  /** What of it is told. */
  get state(): {
    index: number;
    count: number;
    shown: number | undefined;
    failure: ApiError | undefined;
    loaded: number;
    failed: number;
  } {
    const { there, failed } = this.queue.counts();
    const failure = this.queue.failure(this.index);
    const { index, count, seen } = this;
    return { index, count, shown: seen, failure, loaded: there, failed };
  }

  /** The library has drawn. */
  rendered(): void {
    if (this.painted === this.drawn && this.seen !== this.drawn) {
      this.seen = this.drawn;
      this.watching.changed();
    }
  }

  /** Shows the wanted image when it is there, or the nearest one. */
  private refresh(): void {
    const ids = this.series?.images.map((one) => one.id) ?? [];
    const at = this.queue.isThere(this.index) ? this.index : this.queue.nearest(this.index);
    if (at === undefined || at === this.drawn) {
      this.watching.changed();
      return;
    }
    const first = this.drawn === undefined;
    this.drawn = at;
    const showing = first ? this.view.setStack(ids, at) : this.view.setImageIdIndex(at);
    void showing.then(() => {
      if (this.drawn === at) {
        this.painted = at;
        this.watching.taken();
      }
    });
  }
}
