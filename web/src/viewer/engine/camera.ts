/** Moves what is seen of a picture; the same for both ways of drawing. */
import { getShouldUseCPURendering, type StackViewport, type Types } from "@cornerstonejs/core";
import type { Image } from "../model/image";
import type { Point } from "../../api/image-notes";
import type { Plane } from "../model/plane";
import { dot, letters, lengthOf, minus, type Vector } from "../model/vectors";
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
  const { parallelScale, scale } = view.getCamera();
  if (parallelScale === undefined || wanted <= SMALLEST_ZOOM || wanted >= LARGEST_ZOOM) {
    return;
  }
  // the processor's way sets another parallel scale than it tells, where pixels are no squares
  view.setCamera(
    scale === undefined ? { parallelScale: parallelScale / factor } : { scale: scale * factor },
  );
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

/** Where an image that tells no plane is laid by the registry. */
const NOWHERE: Pick<Plane, "position" | "row" | "column"> = {
  position: [0, 0, 0],
  row: [1, 0, 0],
  column: [0, 1, 0],
};
/** The processor's way of drawing counts from a pixel's corner, the card's from its middle. */
function shift(): number {
  return getShouldUseCPURendering() ? 0.5 : 0;
}

/** The image's own place under a place of the screen. */
export function toImage(view: StackViewport, image: Image, at: Types.Point2): Point {
  const { position, row, column } = image.plane ?? NOWHERE;
  const from = minus(world(view, at), position);
  return [
    dot(from, row) / image.spacing.column - shift(),
    dot(from, column) / image.spacing.row - shift(),
  ];
}

/** Where a place of the image is on the screen. */
export function toCanvas(view: StackViewport, image: Image, [x, y]: Point): Types.Point2 {
  const { position, row, column } = image.plane ?? NOWHERE;
  const along = (x + shift()) * image.spacing.column;
  const down = (y + shift()) * image.spacing.row;
  return view.worldToCanvas([
    position[0] + row[0] * along + column[0] * down,
    position[1] + row[1] * along + column[1] * down,
    position[2] + row[2] * along + column[2] * down,
  ]);
}
