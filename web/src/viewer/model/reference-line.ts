/** Where the section of one image crosses another image. */
import type { Point } from "../../api/image-notes";
import type { Image } from "./image";
import type { Plane } from "./plane";
import { cross, dot, lengthOf, minus, type Vector } from "./vectors";

/** Sections that are closer to parallel than about three degrees have no useful line. */
const LEAST_SINE = 0.05;

type Placed = Image & { plane: Plane };

function isPlaced(image: Image): image is Placed {
  return image.plane !== undefined;
}

/** The corners of an image in the patient, round about. */
function corners({ plane, spacing, pixels }: Placed): Vector[] {
  const at = (column: number, row: number): Vector => {
    const along = column * spacing.column;
    const down = row * spacing.row;
    const part = (axis: 0 | 1 | 2): number =>
      plane.position[axis] + plane.row[axis] * along + plane.column[axis] * down;
    return [part(0), part(1), part(2)];
  };
  const [right, bottom] = [pixels.columns - 0.5, pixels.rows - 0.5];
  return [at(-0.5, -0.5), at(right, -0.5), at(right, bottom), at(-0.5, bottom)];
}

/** Where an edge goes through a plane. */
function crossing(a: Vector, b: Vector, plane: Plane): Vector | undefined {
  const height = (one: Vector): number => dot(plane.normal, minus(one, plane.position));
  const [over, under] = [height(a), height(b)];
  if (over > 0 === under > 0) {
    return undefined;
  }
  const part = over / (over - under);
  return [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part, a[2] + (b[2] - a[2]) * part];
}

/**
 * The line that the section of an image makes in another one, from edge to edge of the first; it may leave the other's picture.
 *
 * @return undefined where they do not meet, or cannot be compared
 */
export function referenceLine(of: Image, on: Image): readonly [Point, Point] | undefined {
  if (!isPlaced(of) || !isPlaced(on) || of.plane.frameOfReference === "") {
    return undefined;
  }
  const { plane, spacing } = on;
  const sine = lengthOf(cross(of.plane.normal, plane.normal));
  if (of.plane.frameOfReference !== plane.frameOfReference || sine < LEAST_SINE) {
    return undefined;
  }
  const around = corners(of);
  const [a, b] = around
    .map((corner, at) => crossing(corner, around[(at + 1) % around.length] ?? corner, plane))
    .filter((one) => one !== undefined)
    .map((one): Point => {
      const from = minus(one, plane.position);
      return [dot(from, plane.row) / spacing.column, dot(from, plane.column) / spacing.row];
    });
  return a === undefined || b === undefined ? undefined : [a, b];
}
