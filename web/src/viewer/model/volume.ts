/** Whether the images of a series fill a regular grid in the patient, and which. */
import type { Image } from "./image";
import type { Plane } from "./plane";
import type { Series } from "./study";
import { dot, lengthOf, minus, type Vector } from "./vectors";

/** Of columns, rows and slices. */
type Three = readonly [number, number, number];

export interface Grid {
  size: Three;
  /** Millimetres. */
  spacing: Three;
  /** Directions of growing columns, rows and slices, at right angles. */
  axes: readonly [Vector, Vector, Vector];
  /** Middle of the first value. */
  origin: Vector;
  frameOfReference: string;
}

/** Why a series is no volume. */
export type RefusalReason =
  | "modality"
  | "few"
  | "form"
  | "values"
  | "place"
  | "orientation"
  | "spacing"
  | "doubled"
  | "missing"
  | "uneven"
  | "tilted"
  | "memory";

export interface Refusal {
  reason: RefusalReason;
  /** Of the first slice that does not fit, from 1. */
  place: number;
}

const MODALITIES: readonly string[] = ["CT", "MR"];
const LEAST_SLICES = 8;
export const BYTES_OF_VALUE = 2;
/** Numbers are written with few digits. */
const SAME = 1e-3;
/** Of a gap, that a position may be off. */
const UNEVEN = 0.1;
/** Millimetres within which two slices lie at one place. */
const ONE_PLACE = 0.01;
/** Of a pixel, that slices may be put beside each other. */
const ASIDE = 0.5;

type Placed = Image & { plane: Plane };
type Pair = readonly [first: Placed, other: Placed];

function near(a: Vector, b: Vector): boolean {
  return lengthOf(minus(a, b)) < SAME;
}

function isClose(a: number, b: number): boolean {
  return Math.abs(a - b) <= SAME * Math.abs(b);
}

function isGrey({ pixels, tables, frames }: Image): boolean {
  return (
    pixels.samples === 1 &&
    [8, 16].includes(pixels.bitsAllocated) &&
    pixels.photometric.startsWith("MONOCHROME") &&
    tables.modality === undefined &&
    frames >= 1
  );
}

function sameForm(a: Image, b: Image): boolean {
  const [one, other] = [a.pixels, b.pixels];
  return one.rows === other.rows && one.columns === other.columns && one.signed === other.signed;
}

/** What every slice has to have in common with the first one. */
const CHECKS: readonly [RefusalReason, (pair: Pair) => boolean][] = [
  ["form", ([first, other]) => isGrey(other) && sameForm(first, other)],
  [
    "values",
    ([first, other]) =>
      first.slope === other.slope && first.intercept === other.intercept && other.slope > 0,
  ],
  [
    "orientation",
    ([first, other]) =>
      near(first.plane.row, other.plane.row) &&
      near(first.plane.column, other.plane.column) &&
      first.plane.frameOfReference === other.plane.frameOfReference,
  ],
  [
    "spacing",
    ([first, other]) =>
      other.spacing.source !== "none" &&
      isClose(first.spacing.row, other.spacing.row) &&
      isClose(first.spacing.column, other.spacing.column),
  ],
];

function unlike(images: readonly Placed[], first: Placed): Refusal | undefined {
  for (const [at, other] of images.entries()) {
    const failed = CHECKS.find(([, holds]) => !holds([first, other]));
    if (failed !== undefined) {
      return { reason: failed[0], place: at + 1 };
    }
  }
  return undefined;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function wrongStep(step: number, gap: number): RefusalReason | undefined {
  if (step < ONE_PLACE) {
    return "doubled";
  }
  if (Math.abs(step - gap) <= UNEVEN * gap) {
    return undefined;
  }
  const gaps = step / gap;
  return Math.round(gaps) > 1 && Math.abs(gaps - Math.round(gaps)) <= UNEVEN ? "missing" : "uneven";
}

/** Where slices lie along the normal, from the first one. */
function heights(images: readonly Placed[], { plane }: Placed): number[] {
  return images.map((one) => dot(plane.normal, minus(one.plane.position, plane.position)));
}

function unevenly(along: readonly number[]): Refusal | undefined {
  const steps = along.slice(1).map((height, at) => Math.abs(height - (along[at] ?? 0)));
  const gap = median(steps);
  for (const [at, step] of steps.entries()) {
    const reason = wrongStep(step, gap);
    if (reason !== undefined) {
      return { reason, place: at + 1 };
    }
  }
  // small steps in one direction add up
  const mean = (along.at(-1) ?? 0) / steps.length;
  const off = along.findIndex((height, at) => Math.abs(height - at * mean) > gap / 2);
  return off < 0 ? undefined : { reason: "uneven", place: off + 1 };
}

/** Slices of a tilted gantry lie beside each other. */
function aside(images: readonly Placed[], { plane, spacing }: Placed): Refusal | undefined {
  const most = ASIDE * Math.min(spacing.row, spacing.column);
  const at = images.findIndex((one) => {
    const by = minus(one.plane.position, plane.position);
    return Math.hypot(dot(by, plane.row), dot(by, plane.column)) > most;
  });
  return at < 0 ? undefined : { reason: "tilted", place: at + 1 };
}

function gridOf(series: Series, first: Placed, along: readonly number[]): Grid {
  const { plane, spacing, pixels } = first;
  const whole = along.at(-1) ?? 0;
  const part = Math.sign(whole);
  const { normal } = plane;
  return {
    size: [pixels.columns, pixels.rows, along.length],
    spacing: [spacing.column, spacing.row, Math.abs(whole) / (along.length - 1)],
    axes: [plane.row, plane.column, [normal[0] * part, normal[1] * part, normal[2] * part]],
    origin: plane.position,
    // images of one series that name none are comparable with each other only
    frameOfReference: plane.frameOfReference || series.uid,
  };
}

/** Bytes that a volume takes. */
export function bytesOf({ size }: Grid): number {
  return size[0] * size[1] * size[2] * BYTES_OF_VALUE;
}

function isPlaced(image: Image): image is Placed {
  return image.plane !== undefined;
}

/**
 * The grid of a series, or why it has none.
 *
 * @param mostBytes that a volume may take
 */
export function volumeOf(series: Series, mostBytes: number): Grid | Refusal {
  const placed = series.images.filter(isPlaced);
  const [first] = placed;
  if (!MODALITIES.includes(series.modality)) {
    return { reason: "modality", place: 1 };
  }
  if (series.images.length < LEAST_SLICES) {
    return { reason: "few", place: series.images.length };
  }
  if (first === undefined || placed.length < series.images.length) {
    return { reason: "place", place: series.images.findIndex((one) => !isPlaced(one)) + 1 };
  }
  const along = heights(placed, first);
  const refusal = unlike(placed, first) ?? unevenly(along) ?? aside(placed, first);
  if (refusal !== undefined) {
    return refusal;
  }
  const grid = gridOf(series, first, along);
  return bytesOf(grid) > mostBytes ? { reason: "memory", place: 1 } : grid;
}

export function isRefusal(found: Grid | Refusal): found is Refusal {
  return "reason" in found;
}
