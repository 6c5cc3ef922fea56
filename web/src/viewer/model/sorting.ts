/** In which order the images of a series are looked through. */
import type { Image } from "./image";
import { isParallel, placeAlong, type Plane } from "./plane";

/** An image of which it is known where it lies. */
type Placed = Image & { plane: Plane };

function isPlaced(image: Image): image is Placed {
  return image.plane !== undefined;
}

function byNumber(a: Image, b: Image): number {
  return (
    a.number - b.number || a.at.instance.localeCompare(b.at.instance) || a.at.frame - b.at.frame
  );
}

/** Stacks of images that lie side by side, in the order of their first numbers: a scout of three directions is three stacks. */
function stacks(images: readonly Placed[]): Placed[][] {
  const all: Placed[][] = [];
  for (const image of images) {
    const stack = all.find(
      ([first]) => first !== undefined && isParallel(first.plane, image.plane),
    );
    if (stack === undefined) {
      all.push([image]);
    } else {
      stack.push(image);
    }
  }
  return all;
}

/** By place along the normal; from the end that the numbers begin at, as whoever took them meant it. */
function alongNormal(stack: readonly Placed[]): Placed[] {
  const [first] = stack;
  if (first === undefined) {
    return [];
  }
  const place = new Map(stack.map((one) => [one.id, placeAlong(first.plane.normal, one.plane)]));
  const at = (one: Placed): number => place.get(one.id) ?? 0;
  const last = stack.at(-1) ?? first;
  const direction = at(last) < at(first) ? -1 : 1;
  return stack.toSorted((a, b) => direction * (at(a) - at(b)) || byNumber(a, b));
}

/**
 * By position where all images tell one, else by Instance Number: numbers are often missing, doubled or in the order of
 * reconstruction.
 */
export function sorted(images: readonly Image[]): Image[] {
  const numbered = images.toSorted(byNumber);
  return numbered.every(isPlaced) ? stacks(numbered).flatMap(alongNormal) : numbered;
}

/** Millimetres from one image to the next, where they lie side by side. */
export function distance(a: Image | undefined, b: Image | undefined): number | undefined {
  if (a?.plane === undefined || b?.plane === undefined || !isParallel(a.plane, b.plane)) {
    return undefined;
  }
  return Math.abs(placeAlong(a.plane.normal, b.plane) - placeAlong(a.plane.normal, a.plane));
}
