/**
 * What people measure on an image. Points are the image's own, column and row, the middle of the first pixel at 0, so that a
 * measurement means the same whoever looks, however large the picture is.
 */
import type { Kind, Measurement, Point } from "../../api/image-notes";
import type { Spacing } from "./spacing";

/** How many points each has. */
export const POINTS: Record<Kind, number> = {
  length: 2,
  angle: 3,
  cobb: 4,
  cardiothoracic: 4,
  rectangle: 2,
  ellipse: 2,
  probe: 1,
};

/** A frame's values, in the unit of the image (HU for CT). */
export interface Values {
  columns: number;
  rows: number;
  /** Undefined outside of the image, and for what has colours. */
  at: (column: number, row: number) => number | undefined;
}

/** Of the values in a region. */
export interface Statistics {
  count: number;
  mean: number;
  /** Standard deviation of all values, not of a sample of them. */
  deviation: number;
  min: number;
  max: number;
}

function millimetres([x, y]: Point, spacing: Spacing): Point {
  return [x * spacing.column, y * spacing.row];
}

function between(a: Point, b: Point): Point {
  return [b[0] - a[0], b[1] - a[1]];
}

/** Millimetres, or pixels where the spacing is none. */
export function lengthBetween(a: Point, b: Point, spacing: Spacing): number {
  return Math.hypot(...millimetres(between(a, b), spacing));
}

const HALF_TURN = 180;

function angleOf(a: Point, b: Point): number {
  const radians = Math.atan2(a[0] * b[1] - a[1] * b[0], a[0] * b[0] + a[1] * b[1]);
  return (Math.abs(radians) * HALF_TURN) / Math.PI;
}

/** Degrees at the middle one of three points, 0 to 180. */
export function angleAt(points: readonly [Point, Point, Point], spacing: Spacing): number {
  const [a, corner, b] = points;
  return angleOf(
    millimetres(between(corner, a), spacing),
    millimetres(between(corner, b), spacing),
  );
}

/** Degrees between two lines, whichever way they were drawn: 0 to 90. */
export function cobbAngle(points: readonly [Point, Point, Point, Point], spacing: Spacing): number {
  const [a, b, c, d] = points;
  const angle = angleOf(millimetres(between(a, b), spacing), millimetres(between(c, d), spacing));
  return Math.min(angle, HALF_TURN - angle);
}

/** How wide heart and chest are, in the unit of the spacing, and how the first is to the second. */
export interface Cardiothoracic {
  heart: number;
  chest: number;
  /** Undefined of a chest without width. */
  ratio: number | undefined;
}

/** Of a line across the heart and one across the chest inside of the ribs. */
export function cardiothoracic(
  points: readonly [Point, Point, Point, Point],
  spacing: Spacing,
): Cardiothoracic {
  const heart = lengthBetween(points[0], points[1], spacing);
  const chest = lengthBetween(points[2], points[3], spacing);
  return { heart, chest, ratio: chest === 0 ? undefined : heart / chest };
}

/** Square millimetres of a region between two corners, or square pixels. */
export function areaOf(
  kind: "rectangle" | "ellipse",
  a: Point,
  b: Point,
  spacing: Spacing,
): number {
  const [width, height] = millimetres(between(a, b), spacing);
  const box = Math.abs(width * height);
  return kind === "rectangle" ? box : (box * Math.PI) / 4;
}

/** Whether the middle of a pixel lies in the region. */
function isInside(kind: "rectangle" | "ellipse", a: Point, b: Point, [x, y]: Point): boolean {
  if (kind === "rectangle") {
    return true; // the loop over its pixels ends at its sides
  }
  const [width, height] = between(a, b);
  const dx = (x - (a[0] + b[0]) / 2) / (width / 2);
  const dy = (y - (a[1] + b[1]) / 2) / (height / 2);
  return dx * dx + dy * dy <= 1;
}

/** The pixels whose middles lie between two places. */
function whole(from: number, to: number, last: number): [number, number] {
  return [
    Math.max(0, Math.ceil(Math.min(from, to))),
    Math.min(last, Math.floor(Math.max(from, to))),
  ];
}

/** Of the pixels whose middles lie in a region; undefined when there are none. */
export function statisticsOf(
  kind: "rectangle" | "ellipse",
  [a, b]: readonly [Point, Point],
  values: Values,
): Statistics | undefined {
  const [left, right] = whole(a[0], b[0], values.columns - 1);
  const [top, bottom] = whole(a[1], b[1], values.rows - 1);
  const found: number[] = [];
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const value = values.at(column, row);
      if (value !== undefined && isInside(kind, a, b, [column, row])) {
        found.push(value);
      }
    }
  }
  return found.length === 0 ? undefined : summary(found);
}

function summary(found: readonly number[]): Statistics {
  const mean = found.reduce((sum, one) => sum + one, 0) / found.length;
  const squares = found.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  return {
    count: found.length,
    mean,
    deviation: Math.sqrt(squares / found.length),
    min: found.reduce((least, one) => Math.min(least, one), Infinity),
    max: found.reduce((most, one) => Math.max(most, one), -Infinity),
  };
}

/** What a measurement says; lengths and areas in the unit of the spacing. */
export type Result =
  | { kind: "length"; length: number }
  | { kind: "angle" | "cobb"; degrees: number }
  | ({ kind: "cardiothoracic" } & Cardiothoracic)
  | { kind: "rectangle" | "ellipse"; area: number; values: Statistics | undefined }
  | { kind: "probe"; value: number | undefined };

/** Undefined while points are missing. */
export function resultOf(
  { kind, points }: Pick<Measurement, "kind" | "points">,
  spacing: Spacing,
  values: Values,
): Result | undefined {
  const [a, b, c, d] = points;
  if (a === undefined || points.length < POINTS[kind]) {
    return undefined;
  }
  if (kind === "probe") {
    return { kind, value: values.at(Math.round(a[0]), Math.round(a[1])) };
  }
  if (b === undefined) {
    return undefined;
  }
  if (kind === "length") {
    return { kind, length: lengthBetween(a, b, spacing) };
  }
  if (kind === "rectangle" || kind === "ellipse") {
    const area = areaOf(kind, a, b, spacing);
    return { kind, area, values: statisticsOf(kind, [a, b], values) };
  }
  if (c === undefined) {
    return undefined;
  }
  if (kind === "angle") {
    return { kind, degrees: angleAt([a, b, c], spacing) };
  }
  if (d === undefined) {
    return undefined;
  }
  return kind === "cobb"
    ? { kind, degrees: cobbAngle([a, b, c, d], spacing) }
    : { kind, ...cardiothoracic([a, b, c, d], spacing) };
}
