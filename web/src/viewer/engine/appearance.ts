/** How a stack's images are seen: window and colours, turned, moved and enlarged. */
import type { StackViewport } from "@cornerstonejs/core";
import type { Image } from "../model/image";
import { limitsOf, pulled, windowBetween, type Preset, type Window } from "../model/windows";
import { edgesOf, pan, zoom, zoomOf } from "./camera";
import { cached } from "./loader";
import { NOTHING, type StackState } from "./stack-state";

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
const COLOR: Window = { center: 128, width: 256 };

/** The stack that is looked at. */
export interface Looked {
  /** The image that the library has, or is taking. */
  readonly shownImage: Image | undefined;
  /** The image whose parts the library can be asked for. */
  readonly paintedImage: Image | undefined;
}

export class Appearance {
  private look = UPRIGHT;
  private moved = false;

  constructor(
    private readonly view: StackViewport,
    private readonly stack: Looked,
    private readonly changed: () => void,
  ) {}

  /** As a new stack comes. */
  open(): void {
    this.look = UPRIGHT;
    this.moved = false;
  }

  setWindow(window: Preset["window"]): void {
    this.look = { ...this.look, window: this.windowFor(window) };
    this.paint();
  }

  pullWindow(dx: number, dy: number): void {
    const shown = this.stack.shownImage;
    const image = shown === undefined ? undefined : cached(shown.id);
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
      zoom(this.view, factor, this.stack.shownImage?.spacing.column ?? 1);
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

  /** Applies window and colours, which differ from image to image. */
  paint(): void {
    const image = this.stack.shownImage;
    const window = this.window;
    if (image !== undefined && window !== undefined) {
      const negative = image.pixels.photometric === "MONOCHROME1";
      this.view.setProperties({
        voiRange: limitsOf(window),
        invert: negative !== this.look.inverted,
      });
      this.view.render();
    }
    this.changed();
  }

  /** What of it is told. */
  get state(): Pick<StackState, "window" | "zoom" | "asItCame" | "edges"> & Omit<Look, "window"> {
    const { window: own, ...look } = this.look;
    const there = this.stack.paintedImage;
    const turned = look.rotation !== 0 || look.flippedHorizontally || look.flippedVertically;
    return {
      ...look,
      window: this.window ?? own,
      zoom: there === undefined ? 1 : zoomOf(this.view, there.spacing.column),
      asItCame: !turned && !this.moved && own === undefined && !look.inverted,
      edges: there?.plane === undefined ? NOTHING.edges : edgesOf(this.view),
    };
  }

  /** The window that is seen now. */
  private get window(): Window | undefined {
    return this.look.window ?? this.windowFor("own", true);
  }

  private windowFor(window: Preset["window"], own = false): Window | undefined {
    if (typeof window !== "string") {
      return window;
    }
    const shown = this.stack.shownImage;
    const image = shown === undefined ? undefined : cached(shown.id);
    if (image === undefined || (window === "own" && !own)) {
      return undefined;
    }
    const whole = windowBetween(image.minPixelValue, image.maxPixelValue);
    return window === "full" ? whole : (shown?.windows[0] ?? (image.color ? COLOR : whole));
  }

  private move(change: () => void): void {
    if (this.stack.shownImage === undefined) {
      return;
    }
    change();
    this.moved = true;
    this.view.render();
    this.changed();
  }

  private turn(look: Look): void {
    this.look = look;
    if (this.stack.shownImage === undefined) {
      return;
    }
    this.view.setViewPresentation({ rotation: look.rotation });
    this.view.setCamera({
      flipHorizontal: look.flippedHorizontally,
      flipVertical: look.flippedVertically,
    });
    this.view.render();
    this.changed();
  }
}
