/**
 * One stack of images on the screen: which is wanted, which is seen, and how. Showing never waits for loading: what is not there yet is
 * told, and the nearest image that is there stays to be seen.
 */
import { Enums, type RenderingEngine, type StackViewport } from "@cornerstonejs/core";
import type { Image } from "../model/image";
import type { Point } from "../../api/image-notes";
import type { Values } from "../model/measurement";
import type { Series } from "../model/study";
import { limitsOf, pulled, windowBetween, type Preset, type Window } from "../model/windows";
import { edgesOf, pan, toCanvas, toImage, zoom, zoomOf } from "./camera";
import { Cine, rateOf } from "./cine";
import { FrameQueue, type Limits } from "./frame-queue";
import { cached, frames, valuesOf } from "./loader";
import { NOTHING, type StackState } from "./stack-state";

/** How the picture is turned. */
interface Look {
  /** Undefined for what each image brings. */
  window: Window | undefined;
  inverted: boolean;
  rotation: number;
  flippedHorizontally: boolean;
  flippedVertically: boolean;
}

const UPRIGHT: Look = {
  window: undefined,
  inverted: false,
  rotation: 0,
  flippedHorizontally: false,
  flippedVertically: false,
};
const FULL_TURN = 360;

/** Where it is drawn. */
export interface Place {
  engine: RenderingEngine;
  id: string;
  element: HTMLDivElement;
}

export class StackView {
  private readonly view: StackViewport;
  private readonly queue: FrameQueue;
  private readonly cine = new Cine(() => {
    this.beat();
  });
  private series: Series | undefined;
  private index = 0;
  /** Place of the image that the library has, or is taking. */
  private drawn: number | undefined;
  private look = UPRIGHT;
  private moved = false;
  /** Place of the image that the library has, so that it can be asked where its parts are. */
  private painted: number | undefined;
  /** Place of the image that is on the screen. */
  private seen: number | undefined;

  constructor(
    private readonly place: Place,
    limits: Limits,
    private readonly changed: (state: StackState) => void,
  ) {
    const { engine, id, element } = place;
    engine.enableElement({
      viewportId: id,
      type: Enums.ViewportType.STACK,
      element,
      defaultOptions: { background: [0, 0, 0] },
    });
    this.view = engine.getViewport<StackViewport>(id);
    element.addEventListener(Enums.Events.IMAGE_RENDERED, this.rendered);
    this.queue = new FrameQueue(frames, limits, () => {
      this.refresh();
    });
  }

  open(series: Series, index: number): void {
    this.cine.stop();
    this.series = series;
    this.index = index;
    this.drawn = undefined;
    this.look = UPRIGHT;
    this.moved = false;
    this.painted = undefined;
    this.seen = undefined;
    this.queue.open(
      series.images.map((one) => one.id),
      index,
    );
    this.refresh();
  }

  /** Lets go of everything. */
  close(): void {
    this.cine.stop();
    this.queue.close();
    this.series = undefined;
    this.place.element.removeEventListener(Enums.Events.IMAGE_RENDERED, this.rendered);
    this.place.engine.disableElement(this.place.id);
  }

  /** The window was made larger or smaller. */
  resized(): void {
    this.tell();
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

  retry(): void {
    this.queue.retry(this.index);
    this.refresh();
  }

  play(): void {
    if (this.cine.playing) {
      this.cine.stop();
    } else if (this.count > 1) {
      this.cine.start(rateOf(this.image?.frameTime));
    }
    this.tell();
  }

  setWindow(window: Preset["window"]): void {
    this.look = { ...this.look, window: this.windowFor(window) };
    this.paint();
  }

  pullWindow(dx: number, dy: number): void {
    const image = this.shownImage === undefined ? undefined : cached(this.shownImage.id);
    const window = this.window;
    if (image !== undefined && window !== undefined) {
      const range = image.maxPixelValue - image.minPixelValue;
      this.setWindow(pulled(window, range, dx, dy));
    }
  }

  invert(): void {
    this.look = { ...this.look, inverted: !this.look.inverted };
    this.paint();
  }

  rotate(by: number): void {
    const rotation = (this.look.rotation + by + FULL_TURN) % FULL_TURN;
    this.turn({ ...this.look, rotation });
  }

  flip(way: "flippedHorizontally" | "flippedVertically"): void {
    this.turn({ ...this.look, [way]: !this.look[way] });
  }

  zoom(factor: number): void {
    this.move(() => {
      zoom(this.view, factor, this.shownImage?.spacing.column ?? 1);
    });
  }

  pan(from: [number, number], to: [number, number]): void {
    this.move(() => {
      pan(this.view, from, to);
    });
  }

  /** As it came: upright, whole, in its own window. */
  reset(): void {
    this.turn(UPRIGHT);
    this.view.resetCamera();
    this.moved = false;
    this.paint();
  }

  /** The image's own place under a place of the screen; undefined while there is none. */
  toImage(at: [number, number]): Point | undefined {
    const image = this.shownImage;
    return image === undefined || this.painted === undefined
      ? undefined
      : toImage(this.view, image, at);
  }

  toScreen(at: Point): [number, number] | undefined {
    const image = this.shownImage;
    return image === undefined || this.painted === undefined
      ? undefined
      : toCanvas(this.view, image, at);
  }

  /** The values of the image that is seen. */
  get values(): Values | undefined {
    const image = this.shownImage === undefined ? undefined : cached(this.shownImage.id);
    return image === undefined ? undefined : valuesOf(image);
  }

  private readonly rendered = (): void => {
    if (this.painted === this.drawn && this.seen !== this.drawn) {
      this.seen = this.drawn;
      this.tell();
    }
  };

  private get count(): number {
    return this.series?.images.length ?? 0;
  }

  private get image(): Image | undefined {
    return this.series?.images[this.index];
  }

  private get shownImage(): Image | undefined {
    return this.drawn === undefined ? undefined : this.series?.images[this.drawn];
  }

  /** The window that is seen now. */
  private get window(): Window | undefined {
    return this.look.window ?? this.windowFor("own", true);
  }

  private windowFor(window: Preset["window"], own = false): Window | undefined {
    if (typeof window !== "string") {
      return window;
    }
    const shown = this.shownImage;
    const image = shown === undefined ? undefined : cached(shown.id);
    if (image === undefined || (window === "own" && !own)) {
      return undefined;
    }
    const whole = windowBetween(image.minPixelValue, image.maxPixelValue);
    return window === "full" ? whole : (shown?.windows[0] ?? (image.color ? COLOR : whole));
  }

  private beat(): void {
    const next = (this.index + 1) % this.count;
    if (this.queue.isThere(next) || this.queue.failure(next) !== undefined) {
      this.go(next);
    }
  }

  private move(change: () => void): void {
    if (this.drawn === undefined) {
      return;
    }
    change();
    this.moved = true;
    this.view.render();
    this.tell();
  }

  private turn(look: Look): void {
    this.look = look;
    if (this.drawn === undefined) {
      return;
    }
    this.view.setViewPresentation({ rotation: look.rotation });
    this.view.setCamera({
      flipHorizontal: look.flippedHorizontally,
      flipVertical: look.flippedVertically,
    });
    this.view.render();
    this.tell();
  }

  /** Shows the wanted image when it is there, or the nearest one. */
  private refresh(): void {
    const ids = this.series?.images.map((one) => one.id) ?? [];
    const at = this.queue.isThere(this.index) ? this.index : this.queue.nearest(this.index);
    if (at === undefined || at === this.drawn) {
      this.tell();
      return;
    }
    const first = this.drawn === undefined;
    this.drawn = at;
    const showing = first ? this.view.setStack(ids, at) : this.view.setImageIdIndex(at);
    void showing.then(() => {
      if (this.drawn === at) {
        this.painted = at;
        this.paint();
      }
    });
  }

  /** Applies window and colours, which differ from image to image. */
  private paint(): void {
    const image = this.shownImage;
    const window = this.window;
    if (image !== undefined && window !== undefined && this.series !== undefined) {
      const negative = image.pixels.photometric === "MONOCHROME1";
      this.view.setProperties({
        voiRange: limitsOf(window),
        invert: negative !== this.look.inverted,
      });
      this.view.render();
    }
    this.tell();
  }

  private tell(): void {
    if (this.series === undefined) {
      return;
    }
    const counts = this.queue.counts();
    const shown = this.shownImage;
    const { window: own, ...look } = this.look;
    const turned = look.rotation !== 0 || look.flippedHorizontally || look.flippedVertically;
    const there = shown !== undefined && this.painted !== undefined;
    this.changed({
      ...NOTHING,
      ...look,
      index: this.index,
      count: this.count,
      shown: this.seen,
      failure: this.queue.failure(this.index),
      window: this.window ?? own,
      zoom: there ? zoomOf(this.view, shown.spacing.column) : 1,
      asItCame: !turned && !this.moved && own === undefined && !look.inverted,
      edges: there && shown.plane !== undefined ? edgesOf(this.view) : NOTHING.edges,
      loaded: counts.there,
      failed: counts.failed,
      playing: this.cine.playing,
    });
  }
}

const COLOR: Window = { center: 128, width: 256 };
