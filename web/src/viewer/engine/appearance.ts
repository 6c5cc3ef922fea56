/** How a stack's images are seen: window and colours, turned, moved and enlarged. */
import type { StackViewport } from "@cornerstonejs/core";
import type { Opening } from "../model/desk";
import { greysOf } from "../model/greys";
import type { Image } from "../model/image";
import type { PaneLook } from "../model/pane-look";
import { pulled, windowBetween, type Preset, type Window } from "../model/windows";
import { edgesOf, pan, zoom, zoomOf } from "./camera";
import { drawGreys } from "./drawn-greys";
import { rangeOf } from "./frame-pixels";
import { cached } from "./loader";
import { putAgainst, sectionOf, showSection } from "./look";
import { NOTHING, type StackState } from "./stack-state";
import { tablesThere } from "./tables";

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

type Told = "window" | "zoom" | "asItCame" | "edges" | "lacksTable";

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
  /** How the first image is to be seen. */
  private opening: Opening | undefined;
  /** Side of the pane that the picture lies against, as long as nobody moves it. */
  private against: Opening["against"];

  constructor(
    private readonly view: StackViewport,
    private readonly stack: Looked,
    private readonly changed: () => void,
  ) {}

  /** As a new stack comes. */
  open(opening?: Opening): void {
    this.look = UPRIGHT;
    this.moved = false;
    this.opening = opening;
    this.against = undefined;
  }

  /** The pane has another size: what was not moved is seen whole again. */
  resized(): void {
    if (!this.moved && this.stack.paintedImage !== undefined) {
      this.view.resetCamera();
      this.turn(this.look);
      this.lay();
    }
    this.changed();
  }

  private lay(): void {
    const image = this.stack.paintedImage;
    if (image !== undefined && this.against !== undefined) {
      putAgainst(this.view, image, this.against);
      this.view.render();
    }
  }

  /** How it is seen now; undefined while nothing is. */
  get seenAs(): PaneLook | undefined {
    const image = this.stack.paintedImage;
    return image === undefined ? undefined : { ...this.look, ...sectionOf(this.view, image) };
  }

  /** Shows it as it was seen elsewhere; now, or with the first image. */
  showAs(look: PaneLook): void {
    this.opening = { look };
    this.begin();
  }

  /** Shows the first image as it was wanted. */
  begin(): void {
    const [opening, image] = [this.opening, this.stack.paintedImage];
    if (opening === undefined || image === undefined) {
      return;
    }
    this.opening = undefined;
    if (opening.look !== undefined) {
      const { window, inverted, rotation, flippedHorizontally, flippedVertically } = opening.look;
      this.turn({ window, inverted, rotation, flippedHorizontally, flippedVertically });
      showSection(this.view, image, opening.look);
      this.moved = true;
    }
    if (opening.window !== undefined) {
      this.look = { ...this.look, window: opening.window };
    }
    if (opening.flippedHorizontally === true) {
      this.turn({ ...this.look, flippedHorizontally: true });
    }
    this.against = opening.against;
    this.lay();
    this.paint();
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
      const { lowest, highest } = rangeOf(image);
      this.setWindow(pulled(window, highest - lowest, dx, dy));
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
    this.against = undefined;
    this.paint();
  }

  /** Applies window and colours, which differ from image to image. */
  paint(): void {
    const shown = this.stack.shownImage;
    const image = shown === undefined ? undefined : cached(shown.id);
    const window = this.window;
    if (shown !== undefined && image !== undefined && window !== undefined) {
      const tables = tablesThere(shown);
      const greys = greysOf(window, tables?.interest ?? [], tables?.presentation);
      drawGreys(this.view, image, greys, shown.inverse !== this.look.inverted);
      this.view.render();
    }
    this.changed();
  }

  /** What of it is told. */
  get state(): Omit<Look, "window"> & Pick<StackState, Told> {
    const { window: own, ...look } = this.look;
    const there = this.stack.paintedImage;
    const turned = look.rotation !== 0 || look.flippedHorizontally || look.flippedVertically;
    return {
      ...look,
      window: this.window ?? own,
      zoom: there === undefined ? 1 : zoomOf(this.view, there.spacing.column),
      asItCame:
        !turned && !this.moved && this.against === undefined && own === undefined && !look.inverted,
      edges: there?.plane === undefined ? NOTHING.edges : edgesOf(this.view),
      lacksTable: there !== undefined && tablesThere(there)?.missing === true,
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
    const { lowest, highest } = rangeOf(image);
    const whole = windowBetween(lowest, highest);
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
