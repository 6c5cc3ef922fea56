/** Which image of one stack belongs to an image of another, so that both can be looked through together. */
import type { Image } from "./image";
import { placeAlong, type Plane } from "./plane";
import { dot } from "./vectors";

/** Directions that differ by less than about 18 degrees show the same sections. */
const ALONG = 0.95;

/** Where a pane stood when the panes were linked. */
export interface Standing {
  images: readonly Image[];
  index: number;
}

function planeAt({ images, index }: Standing): Plane | undefined {
  return images[index]?.plane;
}

/** 1 or -1 for stacks that run in one direction or against each other; 0 for those that cross. */
function direction(a: Plane, b: Plane): number {
  const cosine = dot(a.normal, b.normal);
  return Math.abs(cosine) < ALONG ? 0 : Math.sign(cosine);
}

/** The image that is nearest to a place along the normal of one of them; only images that lie like that one. */
function nearest(images: readonly Image[], like: Plane, place: number): number | undefined {
  let best: number | undefined;
  let least = Infinity;
  images.forEach(({ plane }, at) => {
    if (plane !== undefined && direction(like, plane) !== 0) {
      const far = Math.abs(placeAlong(like.normal, plane) - place);
      if (far < least) {
        least = far;
        best = at;
      }
    }
  });
  return best;
}

function bounded(index: number, { length }: readonly Image[]): number {
  return Math.min(length - 1, Math.max(0, index));
}

/**
 * Place of the image that another stack is to show: the one at the same position where both tell positions in one frame of reference, else
 * as far from where it stood when the stacks were linked as this one has gone.
 *
 * @param moved where the leading stack stood then
 * @param now where it stands
 * @param other where the following stack stood then
 * @return undefined for stacks in crossing directions
 */
export function partner(moved: Standing, now: number, other: Standing): number | undefined {
  const [from, to, theirs] = [planeAt(moved), moved.images[now]?.plane, planeAt(other)];
  if (from === undefined || to === undefined || theirs === undefined) {
    return bounded(other.index + now - moved.index, other.images);
  }
  const way = direction(to, theirs);
  if (way === 0) {
    return undefined;
  }
  if (to.frameOfReference !== "" && to.frameOfReference === theirs.frameOfReference) {
    return nearest(other.images, theirs, placeAlong(theirs.normal, to));
  }
  const gone = placeAlong(from.normal, to) - placeAlong(from.normal, from);
  return nearest(other.images, theirs, placeAlong(theirs.normal, theirs) + way * gone);
}
