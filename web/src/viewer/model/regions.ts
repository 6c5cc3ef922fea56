/** The scales of an ultrasound image: each holds in its own region (PS3.3 C.8.5.5). */
import type { Point } from "../../api/image-notes";
import { items, number, type DicomJson } from "../../lib/dicom/json";
import { NO_SPACING, type Spacing } from "./spacing";

export interface Region {
  left: number;
  top: number;
  right: number;
  bottom: number;
  /** Millimetres of a pixel; undefined where an axis is no length, as of time or speed. */
  spacing: Spacing | undefined;
}

const REGIONS = "00186011";
const CENTIMETRES = 3;
const MM_IN_CM = 10;

function scaleOf(item: DicomJson): Spacing | undefined {
  const row = Math.abs(number(item, "0018602E") ?? 0) * MM_IN_CM;
  const column = Math.abs(number(item, "0018602C") ?? 0) * MM_IN_CM;
  const lengths = ["00186024", "00186026"].every((tag) => number(item, tag) === CENTIMETRES);
  return lengths && row > 0 && column > 0 ? { source: "ultrasound", row, column } : undefined;
}

export function regionsOf(instance: DicomJson): Region[] {
  return items(instance, REGIONS).flatMap((item) => {
    const [left, top, right, bottom] = ["00186018", "0018601A", "0018601C", "0018601E"].map((tag) =>
      number(item, tag),
    );
    return left === undefined || top === undefined || right === undefined || bottom === undefined
      ? []
      : [{ left, top, right, bottom, spacing: scaleOf(item) }];
  });
}

function holds(region: Region, [x, y]: Point): boolean {
  return x >= region.left && x <= region.right && y >= region.top && y <= region.bottom;
}

function area({ left, top, right, bottom }: Region): number {
  return (right - left) * (bottom - top);
}

/**
 * The spacing that holds for a measurement: of the smallest region that all of it lies in; pixels where it lies in none, or across
 * several.
 *
 * @param spacing of the image as a whole
 */
export function spacingAt(
  regions: readonly Region[],
  spacing: Spacing,
  points: readonly Point[],
): Spacing {
  if (regions.length === 0 || (spacing.source !== "ultrasound" && spacing.source !== "none")) {
    return spacing;
  }
  const around = regions
    .filter((one) => points.every((point) => holds(one, point)))
    .toSorted((a, b) => area(a) - area(b));
  return around[0]?.spacing ?? NO_SPACING;
}
