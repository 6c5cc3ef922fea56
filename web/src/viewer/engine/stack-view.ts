/** One stack of images on the screen: what is wanted of it, and what of it is seen. */
import { Enums, type RenderingEngine, type StackViewport } from "@cornerstonejs/core";
import type { Point } from "../../api/image-notes";
import type { Opening } from "../model/desk";
import type { Values } from "../model/measurement";
import type { PaneLook } from "../model/pane-look";
import type { Series } from "../model/study";
import type { Preset } from "../model/windows";
import { atPace, timeOf, timingOf, type Timing } from "../model/timing";
import { Appearance, type Presenting } from "./appearance";
import { toCanvas, toImage } from "./camera";
import { Cine } from "./cine";
import type { Limits } from "./frame-queue";
import { valuesOf } from "./frame-pixels";
import { cached } from "./loader";
import { Showing } from "./showing";
import { NOTHING, type StackState } from "./stack-state";

/** Where it is drawn. */
export interface Place {
  engine: RenderingEngine;
  id: string;
  element: HTMLDivElement;
}

export class StackView {
  private readonly view: StackViewport;
  private readonly showing: Showing;
  private readonly appearance: Appearance;
  private readonly cine = new Cine(
    () => {
      this.beat();
    },
    () => timeOf(this.timing, this.showing.image?.at.frame ?? 1),
  );
  /** Frames a second that a person wants; undefined for what the images say. */
  private pace: number | undefined;

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
    const changes = () => {
      this.tell();
    };
    this.showing = new Showing(this.view, limits, {
      changed: changes,
      taken: () => {
        this.appearance.follow();
        this.appearance.begin();
      },
    });
    this.appearance = new Appearance(this.view, this.showing, changes);
    element.addEventListener(Enums.Events.IMAGE_RENDERED, this.rendered);
  }

  open(series: Series, index: number, opening?: Opening): void {
    this.cine.stop();
    this.pace = undefined;
    this.appearance.open(opening);
    this.showing.open(series, index);
  }

  /** Lets go of everything. */
  close(): void {
    this.cine.stop();
    this.showing.close();
    this.place.element.removeEventListener(Enums.Events.IMAGE_RENDERED, this.rendered);
    this.place.engine.disableElement(this.place.id);
  }

  /** The window was made larger or smaller. */
  resized(): void {
    this.appearance.resized();
  }

  go(index: number): void {
    this.showing.go(index);
  }

  step(by: number): void {
    this.showing.step(by);
  }

  retry(): void {
    this.showing.retry();
  }

  play(): void {
    if (this.cine.playing) {
      this.cine.stop();
    } else if (this.showing.count > 1) {
      this.cine.start();
    }
    this.tell();
  }

  /** Plays so many frames a second, now and from now on. */
  setPace(rate: number): void {
    this.pace = rate;
    this.tell();
  }

  setWindow(window: Preset["window"]): void {
    this.appearance.setWindow(window);
  }

  pullWindow(dx: number, dy: number): void {
    this.appearance.pullWindow(dx, dy);
  }

  invert(): void {
    this.appearance.invert();
  }

  rotate(by: number): void {
    this.appearance.rotate(by);
  }

  flip(way: "flippedHorizontally" | "flippedVertically"): void {
    this.appearance.flip(way);
  }

  zoom(factor: number): void {
    this.appearance.zoom(factor);
  }

  pan(from: [number, number], to: [number, number]): void {
    this.appearance.pan(from, to);
  }

  /** From now on images are first seen as a presentation state says. */
  presentAs(presenting: Presenting): void {
    this.appearance.presentAs(presenting);
  }

  /** As it came: upright, whole, in its own window; or as a state says. */
  reset(): void {
    this.appearance.reset();
  }

  /** How it is seen now; undefined while nothing is. */
  get seenAs(): PaneLook | undefined {
    return this.appearance.seenAs;
  }

  /** Shows it as it was seen elsewhere; now, or with the first image. */
  showAs(look: PaneLook): void {
    this.appearance.showAs(look);
  }

  /** The image's own place under a place of the screen; undefined while there is none. */
  toImage(at: [number, number]): Point | undefined {
    const image = this.showing.paintedImage;
    return image === undefined ? undefined : toImage(this.view, image, at);
  }

  toScreen(at: Point): [number, number] | undefined {
    const image = this.showing.paintedImage;
    return image === undefined ? undefined : toCanvas(this.view, image, at);
  }

  /** The values of the image that is seen. */
  get values(): Values | undefined {
    const shown = this.showing.shownImage;
    const image = shown === undefined ? undefined : cached(shown.id);
    return image === undefined ? undefined : valuesOf(image);
  }

  private readonly rendered = (): void => {
    this.showing.rendered();
  };

  private get timing(): Timing {
    return atPace(this.showing.image?.timing ?? timingOf({}, 1), this.pace);
  }

  private beat(): void {
    const next = this.showing.next;
    if (this.showing.isSettled(next)) {
      this.go(next);
    }
  }

  private tell(): void {
    if (this.showing.isOpen) {
      this.changed({
        ...NOTHING,
        ...this.showing.state,
        ...this.appearance.state,
        playing: this.cine.playing,
        pace: { rate: this.timing.rate, source: this.timing.source },
      });
    }
  }
}
