/** What mouse and fingers do on a picture: they pull it, look through it or measure on it. */
import type { Buttons } from "../buttons";
import { isKind, type Tool } from "../commands";
import { Pinch } from "../engine/pinch";
import { Pull, toolOf, Wheel } from "../engine/pointer";
import type { StackView } from "../engine/stack-view";
import type { Marking } from "./use-marking";

const WHEEL_ZOOM = 1.1;

export interface Surroundings {
  canvas: () => HTMLElement | null;
  view: () => StackView | undefined;
  tool: () => Tool;
  buttons: () => Buttons;
  marking: Marking;
}

export interface Pointer {
  down: (event: PointerEvent) => void;
  moved: (event: PointerEvent) => void;
  released: (event: PointerEvent) => void;
  cancelled: (event: PointerEvent) => void;
  wheeled: (event: WheelEvent) => void;
  /** A point of a measurement is taken hold of. */
  grab: (id: number, point: number, pointer: number) => void;
}

export function usePointer({ canvas, view, tool, buttons, marking }: Surroundings): Pointer {
  const wheel = new Wheel();
  const pinch = new Pinch();
  let pull: Pull | undefined;

  function at(event: PointerEvent): [number, number] {
    const box = canvas()?.getBoundingClientRect();
    return [event.clientX - (box?.left ?? 0), event.clientY - (box?.top ?? 0)];
  }

  function down(event: PointerEvent): void {
    if (event.pointerType === "touch" && pinch.down(event.pointerId, at(event))) {
      canvas()?.setPointerCapture(event.pointerId);
      pull = undefined;
      marking.cancel();
      return;
    }
    const chosen = toolOf(event, tool(), buttons());
    if (chosen === undefined) {
      return;
    }
    canvas()?.setPointerCapture(event.pointerId);
    if (!isKind(chosen)) {
      pull = new Pull(chosen, at(event));
    }
    if (event.button === 0) {
      marking.down(at(event));
    }
  }

  /** From here on the pointer's movements come to the picture, wherever they began. */
  function grab(id: number, point: number, pointer: number): void {
    canvas()?.setPointerCapture(pointer);
    marking.grab(id, point);
  }

  function released(event: PointerEvent): void {
    pinch.up(event.pointerId);
    if (pull === undefined) {
      marking.up(at(event));
    }
    pull = undefined;
  }

  function moved(event: PointerEvent): void {
    const stack = view();
    if (stack !== undefined && !pinch.to(stack, event.pointerId, at(event))) {
      pull?.to(stack, at(event));
      marking.move(at(event));
    }
  }

  function wheeled(event: WheelEvent): void {
    if (event.ctrlKey || buttons().wheel === "zoom") {
      view()?.zoom(event.deltaY < 0 ? WHEEL_ZOOM : 1 / WHEEL_ZOOM);
      return;
    }
    const steps = wheel.add(event.deltaY);
    if (steps !== 0) {
      view()?.step(steps);
    }
  }

  const cancelled = (event: PointerEvent): void => {
    pinch.up(event.pointerId);
    pull = undefined;
  };
  return { down, moved, released, cancelled, wheeled, grab };
}
