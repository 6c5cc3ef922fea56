/** Moves what is seen of a picture; the same for both ways of drawing. */
import type { StackViewport, Types } from "@cornerstonejs/core";
import { letters, lengthOf, minus, type Vector } from "../model/vectors";
import type { Edges } from "./stack-state";

/** Pixels that are measured over: far enough for numbers, near enough for any window. */
const SPAN = 100;
const SMALLEST_ZOOM = 0.02;
const LARGEST_ZOOM = 64;

function world(view: StackViewport, at: Types.Point2): Vector {
  return view.canvasToWorld(at);
}

/** Screen pixels for one pixel of the image. */
export function zoomOf(view: StackViewport, columnSpacing: number): number {
  const millimetres = lengthOf(minus(world(view, [SPAN, 0]), world(view, [0, 0])));
  return millimetres === 0 ? 1 : (SPAN * columnSpacing) / millimetres;
}

/** Makes the picture larger by a factor; what is in the middle stays there. */
export function zoom(view: StackViewport, factor: number, columnSpacing: number): void {
  const wanted = zoomOf(view, columnSpacing) * factor;
  const { parallelScale } = view.getCamera();
  if (parallelScale !== undefined && wanted > SMALLEST_ZOOM && wanted < LARGEST_ZOOM) {
    view.setCamera({ parallelScale: parallelScale / factor });
  }
}

/** Moves the picture along with the pointer. */
export function pan(view: StackViewport, from: Types.Point2, to: Types.Point2): void {
  const { focalPoint, position } = view.getCamera();
  const by = minus(world(view, from), world(view, to));
  if (focalPoint !== undefined && position !== undefined) {
    view.setCamera({ focalPoint: plus(focalPoint, by), position: plus(position, by) });
  }
}

function plus(a: Types.Point3, b: Vector): Types.Point3 {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

/** Where the sides of the picture point to in the patient. */
export function edgesOf(view: StackViewport): Edges {
  const corner = world(view, [0, 0]);
  const right = minus(world(view, [SPAN, 0]), corner);
  const down = minus(world(view, [0, SPAN]), corner);
  const back = (one: Vector): Vector => [-one[0], -one[1], -one[2]];
  return {
    left: letters(back(right)),
    right: letters(right),
    top: letters(back(down)),
    bottom: letters(down),
  };
}
