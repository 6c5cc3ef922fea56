/** What is drawn and written on images by presentation states (PS3.3 C.10.5). */
import type { Point } from "../../api/image-notes";
import { items, number, numbers, text, type DicomJson } from "../../lib/dicom/json";
import { colorIn } from "./colors";

/** In pixels of the image, or in parts of what of it is to be seen. */
export type Units = "PIXEL" | "DISPLAY";

export interface Graphic {
  type: string;
  units: string;
  points: readonly Point[];
  filled: boolean;
  /** Undefined for the colour of its layer. */
  color: string | undefined;
}

export interface Lettering {
  text: string;
  box: { from: Point; to: Point; units: string } | undefined;
  /** Where in its box it stands. */
  align: "start" | "middle" | "end";
  anchor: { at: Point; units: string; visible: boolean } | undefined;
  color: string | undefined;
}

export interface Annotation {
  layer: string;
  graphics: readonly Graphic[];
  letterings: readonly Lettering[];
}

export interface Layer {
  name: string;
  order: number;
  color: string | undefined;
}

/** An outline in the image's own places; of a point, its place alone. */
export interface Shape {
  points: readonly Point[];
  filled: boolean;
}

const PARTS = 72;
const PARTS_BETWEEN = 12;
/** Of a graphic: more are no help to anybody. */
const MOST_POINTS = 20_000;
const LAB = "00700251";
const TEXT_LAB = "00700241";

function pointAt(all: readonly number[]): Point | undefined {
  const [x, y] = all;
  return x === undefined || y === undefined ? undefined : [x, y];
}

function colorOf(item: DicomJson, style: string, lab: string): string | undefined {
  const [of] = items(item, style);
  return of === undefined ? undefined : colorIn(of, lab, "");
}

function graphicOf(item: DicomJson): Graphic {
  const all = numbers(item, "00700022");
  const told = number(item, "00700021") ?? all.length / 2;
  const count = Math.min(MOST_POINTS, told, Math.floor(all.length / 2));
  const points = Array.from({ length: count }, (_, at): Point => [
    all[2 * at] ?? 0,
    all[2 * at + 1] ?? 0,
  ]);
  return {
    type: text(item, "00700023"),
    units: text(item, "00700005"),
    points,
    filled: text(item, "00700024") === "Y",
    color: colorOf(item, "00700232", LAB),
  };
}

const ALIGNED: Partial<Record<string, Lettering["align"]>> = { CENTER: "middle", RIGHT: "end" };

function letteringOf(item: DicomJson): Lettering {
  const [from, to] = [numbers(item, "00700010"), numbers(item, "00700011")].map(pointAt);
  const at = pointAt(numbers(item, "00700014"));
  return {
    text: text(item, "00700006"),
    box:
      from === undefined || to === undefined
        ? undefined
        : { from, to, units: text(item, "00700003") },
    align: ALIGNED[text(item, "00700012")] ?? "start",
    anchor:
      at === undefined
        ? undefined
        : { at, units: text(item, "00700004"), visible: text(item, "00700015") === "Y" },
    color: colorOf(item, "00700231", TEXT_LAB),
  };
}

export function annotationOf(item: DicomJson): Annotation {
  return {
    layer: text(item, "00700002"),
    graphics: items(item, "00700009").map(graphicOf),
    letterings: items(item, "00700008").map(letteringOf),
  };
}

function layerOf(item: DicomJson): Layer {
  return {
    name: text(item, "00700002"),
    order: number(item, "00700062") ?? 0,
    color: colorIn(item, "00700401", "00700066"),
  };
}

/** From the lowest, which is drawn first. */
export function layersOf(data: DicomJson): Layer[] {
  return items(data, "00700060")
    .map(layerOf)
    .toSorted((a, b) => a.order - b.order);
}

/** How a shape's places are the image's own. */
export interface Ground {
  place: (point: Point, units: string) => Point | undefined;
  /** Height of a pixel, for one of its width. */
  aspect: number;
}

function round(middle: Point, along: Point, across: Point): Point[] {
  return Array.from({ length: PARTS + 1 }, (_, part): Point => {
    const angle = (2 * Math.PI * (part % PARTS)) / PARTS; // it ends where it began
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    return [middle[0] + along[0] * c + across[0] * s, middle[1] + along[1] * c + across[1] * s];
  });
}

/** Of its middle and a place on it. */
function circle([middle, edge]: readonly Point[], aspect: number): Point[] | undefined {
  if (middle === undefined || edge === undefined) {
    return undefined;
  }
  const radius = Math.hypot(edge[0] - middle[0], (edge[1] - middle[1]) * aspect);
  return round(middle, [radius, 0], [0, radius / aspect]);
}

/** Of the ends of its longer axis, then of the other. */
function ellipse([a, b, c, d]: readonly Point[]): Point[] | undefined {
  if (a === undefined || b === undefined || c === undefined || d === undefined) {
    return undefined;
  }
  const half = (from: Point, to: Point): Point => [(to[0] - from[0]) / 2, (to[1] - from[1]) / 2];
  const middle: Point = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  return round(middle, half(a, b), half(c, d));
}

/** A curve through all places (Catmull-Rom). */
function curve(points: readonly Point[]): Point[] {
  const closed = isClosed(points);
  const ring = closed ? points.slice(0, -1) : points;
  const at = (place: number): Point => {
    const inside = closed
      ? (place + ring.length) % ring.length
      : Math.min(ring.length - 1, Math.max(0, place));
    return ring[inside] ?? [0, 0];
  };
  const all: Point[] = [];
  for (let place = 0; place < points.length - 1; place++) {
    const [a, b, c, d] = [at(place - 1), at(place), at(place + 1), at(place + 2)];
    for (let part = 0; part < PARTS_BETWEEN; part++) {
      const t = part / PARTS_BETWEEN;
      const along = (axis: 0 | 1) => between([a[axis], b[axis], c[axis], d[axis]], t);
      all.push([along(0), along(1)]);
    }
  }
  return [...all, ...points.slice(-1)];
}

function between([a, b, c, d]: readonly [number, number, number, number], t: number): number {
  const [second, third] = [2 * a - 5 * b + 4 * c - d, 3 * b - a - 3 * c + d];
  return (2 * b + (c - a) * t + second * t ** 2 + third * t ** 3) / 2;
}

function isClosed(points: readonly Point[]): boolean {
  const [first, last] = [points[0], points.at(-1)];
  return points.length > 2 && first?.[0] === last?.[0] && first?.[1] === last?.[1];
}

function outlineOf(type: string, points: readonly Point[], aspect: number): Point[] | undefined {
  switch (type) {
    case "POINT":
      return points.slice(0, 1);
    case "POLYLINE":
      return points.length > 1 ? [...points] : undefined;
    case "INTERPOLATED":
      return points.length > 1 ? curve(points) : undefined;
    case "CIRCLE":
      return circle(points, aspect);
    case "ELLIPSE":
      return ellipse(points);
    default:
      return undefined;
  }
}

/** Undefined for what cannot be drawn. */
export function shapeOf(graphic: Graphic, { place, aspect }: Ground): Shape | undefined {
  const points = graphic.points.flatMap((one) => {
    const there = place(one, graphic.units);
    return there === undefined ? [] : [there];
  });
  if (points.length === 0 || points.length < graphic.points.length) {
    return undefined;
  }
  const outline = outlineOf(graphic.type, points, aspect);
  const filled = graphic.filled && outline !== undefined && isClosed(outline);
  return outline === undefined ? undefined : { points: outline, filled };
}
