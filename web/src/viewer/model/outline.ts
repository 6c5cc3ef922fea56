/** The lines of a measurement, in the image's own places, so that they turn and grow with it. */
import type { Kind, Point } from "../../api/image-notes";

const PARTS = 48;

function corners([a, b]: readonly [Point, Point]): Point[] {
  return [a, [b[0], a[1]], b, [a[0], b[1]], a];
}

function ellipse([a, b]: readonly [Point, Point]): Point[] {
  const middle = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2] as const;
  return Array.from({ length: PARTS + 1 }, (_, part): Point => {
    const angle = (2 * Math.PI * part) / PARTS;
    return [
      middle[0] + (Math.abs(b[0] - a[0]) / 2) * Math.cos(angle),
      middle[1] + (Math.abs(b[1] - a[1]) / 2) * Math.sin(angle),
    ];
  });
}

/** One or more lines, each through its points; of a probe none. */
export function outline(kind: Kind, points: readonly Point[]): readonly (readonly Point[])[] {
  const [a, b, ...others] = points;
  if (a === undefined || b === undefined) {
    return [];
  }
  switch (kind) {
    case "rectangle":
      return [corners([a, b])];
    case "ellipse":
      return [ellipse([a, b])];
    case "cobb":
    case "cardiothoracic":
      return others.length > 1 ? [[a, b], others] : [[a, b]];
    default:
      return [points];
  }
}
