/** Turns what mouse and fingers do on a picture into steps of the stack. */
import { USUAL_BUTTONS, type Buttons } from "../buttons";
import type { Tool } from "../commands";
import type { StackView } from "./stack-view";

/** Pixels of a pull for the next image. */
const SCROLL_STEP = 8;
/** Pixels of a pull that make the picture twice as large, about. */
const ZOOM_PULL = 150;
/** Pixels that a hand trembles. */
const CLICK = 3;
/** What one notch of a wheel is at least; touch pads send much less at a time. */
const NOTCH = 40;

/** Steps out of movements that are smaller than one. */
export class Steps {
  private rest = 0;

  constructor(private readonly size: number) {}

  /** Whole steps, forwards or backwards. */
  add(by: number): number {
    if (Math.sign(by) !== Math.sign(this.rest)) {
      this.rest = 0;
    }
    this.rest += by;
    const steps = Math.trunc(this.rest / this.size) || 0;
    this.rest -= steps * this.size;
    return steps;
  }
}

/** A wheel's steps: a notch is one, however far the browser says that it is. */
export class Wheel {
  private readonly small = new Steps(NOTCH);

  add(delta: number): number {
    return Math.abs(delta) >= NOTCH ? Math.sign(delta) : this.small.add(delta);
  }
}

/** Whether a place is so far from another that it was meant to be elsewhere. */
export function isFar(a: readonly [number, number], b: readonly [number, number]): boolean {
  return Math.hypot(b[0] - a[0], b[1] - a[1]) > CLICK;
}

/** Which tool a button is: the left one, or a finger, what is chosen. */
export function toolOf(
  event: Pick<PointerEvent, "button">,
  chosen: Tool,
  { middle, right }: Buttons = USUAL_BUTTONS,
): Tool | undefined {
  return [chosen, middle, right][event.button];
}

/** One pull, from where a button went down. */
export class Pull {
  private readonly steps = new Steps(SCROLL_STEP);
  private last: [number, number];

  constructor(
    private readonly tool: Tool,
    from: [number, number],
  ) {
    this.last = from;
  }

  to(view: StackView, at: [number, number]): void {
    const dx = at[0] - this.last[0];
    const dy = at[1] - this.last[1];
    if (this.tool === "window") {
      view.pullWindow(dx, dy);
    } else if (this.tool === "pan") {
      view.pan(this.last, at);
    } else if (this.tool === "zoom") {
      view.zoom(2 ** (-dy / ZOOM_PULL));
    } else if (this.tool === "scroll") {
      const steps = this.steps.add(dy);
      if (steps !== 0) {
        view.step(steps);
      }
    }
    this.last = at;
  }
}
