/** How a stack's images are seen: window and colours, turned, moved and enlarged. */
import { getShouldUseCPURendering, type StackViewport } from "@cornerstonejs/core";
import type { Opening } from "../model/desk";
import { greysOf } from "../model/greys";
import type { Image } from "../model/image";
import type { PaneLook } from "../model/pane-look";
import type { Presented } from "../model/presented";
import { pulled, windowBetween, type Preset, type Window } from "../model/windows";
import { edgesOf, pan, zoom, zoomOf } from "./camera";
import { drawGreys } from "./drawn-greys";
import { rangeOf } from "./frame-pixels";
import { cached } from "./loader";
import { putAgainst, sectionOf, showArea, showSection } from "./look";
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

type Told = "window" | "zoom" | "asItCame" | "altered" | "edges" | "lacksTable";

/** What a state that is in force says of an image. */
export type Presenting = (image: Image) => Presented | undefined;

/** Two images that are framed alike keep what a person made of it. */
function framingOf({ turn, area }: Presented): string {
  return JSON.stringify([turn, area]);
}

/** The stack that is looked at. */
export interface Looked {
  /** The image that is wanted. */
  readonly image: Image | undefined;
  /** The image that the library has, or is taking. */
  readonly shownImage: Image | undefined;
  /** The image whose parts the library can be asked for. */
  readonly paintedImage: Image | undefined;
}

/** Pictures are turned, then mirrored; the processor's way mirrors first. */
function drawnRotation({ rotation, flippedHorizontally, flippedVertically }: Look): number {
  const mirrored = flippedHorizontally !== flippedVertically;
  return mirrored && getShouldUseCPURendering() ? (FULL_TURN - rotation) % FULL_TURN : rotation;
}

export class Appearance {
  private look = UPRIGHT;
  private moved = false;
  /** How the first image is to be seen. */
  private opening: Opening | undefined;
  /** Side of the pane that the picture lies against, as long as nobody moves it. */
  private against: Opening["against"];
  private presenting: Presenting = () => undefined;
  /** How the picture is framed by a state; undefined while by none. */
  private framing: string | undefined;
  /** How it was seen before that. */
  private before: PaneLook | undefined;

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
    this.framing = undefined;
    this.before = undefined;
  }

  /** From now on images are first seen as a state says. */
  presentAs(presenting: Presenting): void {
    const image = this.stack.paintedImage;
    const touched = image && (this.presenting(image) ?? presenting(image));
    this.presenting = presenting;
    if (touched !== undefined) {
      this.framing &&= "another"; // what is framed alike is framed anew
      this.follow();
    }
  }

  /** Turns and places what is seen as its own state says, or as it was before there was one. */
  follow(): void {
    const image = this.stack.paintedImage;
    if (image === undefined) {
      return;
    }
    const now = this.presenting(image);
    const framing = now && framingOf(now);
    if (framing !== this.framing) {
      this.before = this.framing === undefined ? this.seenAs : this.before;
      this.framing = framing;
      this.frame(now);
    }
    this.paint();
  }

  private frame(now: Presented | undefined): void {
    if (now !== undefined) {
      this.present(now);
    } else if (this.before !== undefined) {
      this.show(this.before);
    }
  }

  private show(look: PaneLook): void {
    const image = this.stack.paintedImage;
    if (image !== undefined) {
      const { window, inverted, rotation, flippedHorizontally, flippedVertically } = look;
      this.turn({ window, inverted, rotation, flippedHorizontally, flippedVertically });
      showSection(this.view, image, look);
      this.moved = true;
    }
  }

  private present({ turn }: Presented): void {
    const { rotation, flipped } = turn;
    this.view.resetCamera();
    this.turn({ ...UPRIGHT, rotation, flippedHorizontally: flipped });
    this.moved = false;
    this.against = undefined;
    this.lay();
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
    const area = image && this.presenting(image)?.area;
    if (image !== undefined && area !== undefined) {
      showArea(this.view, image, area);
      this.view.render();
    } else if (image !== undefined && this.against !== undefined) {
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
    this.opening = this.isFramedLater(image) ? opening : undefined;
    if (opening.look !== undefined) {
      this.show(opening.look);
    }
    if (opening.window !== undefined) {
      this.look = { ...this.look, window: opening.window };
    }
    if (opening.flippedHorizontally === true) {
      this.turn({ ...this.look, flippedHorizontally: true });
    }
    this.against = opening.against;
    if (opening.look === undefined) {
      this.lay();
    }
    this.paint();
  }

  /** Whether the wanted image is yet to come, and will be framed by a state first. */
  private isFramedLater(painted: Image): boolean {
    const wanted = this.stack.image;
    return wanted !== undefined && wanted !== painted && this.presenting(wanted) !== undefined;
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

  /** As it came: upright, whole, in its own window; or as a state says. */
  reset(): void {
    const image = this.stack.paintedImage;
    const now = image && this.presenting(image);
    if (now !== undefined) {
      this.present(now);
      this.paint();
      return;
    }
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
      const wanted = this.presenting(shown)?.greys;
      const interest = [...(tables?.interest ?? []), ...(wanted?.interest ?? [])];
      const table = wanted?.inverse === undefined ? tables?.presentation : wanted.presentation;
      const inverse = wanted?.inverse ?? shown.inverse;
      drawGreys(this.view, image, greysOf(window, interest, table), inverse !== this.look.inverted);
      this.view.render();
    }
    this.changed();
  }

  /** What of it is told. */
  get state(): Omit<Look, "window"> & Pick<StackState, Told> {
    const { window: own, ...look } = this.look;
    const there = this.stack.paintedImage;
    const presented = there && this.presenting(there);
    const { rotation, flipped } = presented?.turn ?? { rotation: 0, flipped: false };
    const turned =
      look.rotation !== rotation || look.flippedHorizontally !== flipped || look.flippedVertically;
    const altered = turned || own !== undefined || look.inverted;
    return {
      ...look,
      window: this.window ?? own,
      zoom: there === undefined ? 1 : zoomOf(this.view, there.spacing.column),
      altered,
      asItCame: presented === undefined && !altered && !this.moved && this.against === undefined,
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
    const wanted = shown && this.presenting(shown)?.greys.window;
    return window === "full"
      ? whole
      : (wanted ?? shown?.windows[0] ?? (image.color ? COLOR : whole));
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
    this.view.setViewPresentation({ rotation: drawnRotation(look) });
    this.view.setCamera({
      flipHorizontal: look.flippedHorizontally,
      flipVertical: look.flippedVertically,
    });
    this.view.render();
    this.changed();
  }
}
