/** What of an image is left to be seen; the rest is covered (PS3.3 C.7.6.11). */
import type { Point } from "../../api/image-notes";
import { number, numbers, texts, type DicomJson } from "../../lib/dicom/json";
import { colorIn } from "./colors";

export interface Shutter {
  /** As DICOM names them. */
  shapes: readonly string[];
  /** Outlines in the image's own places; only what lies in all of them is seen. */
  openings: readonly (readonly Point[])[];
  color: string;
  /** Whether a shape is said that cannot be drawn. */
  broken: boolean;
}

const PARTS = 96;
const CORNERS = 3;

function rectangle(item: DicomJson): Point[] | undefined {
  const [left, right, top, bottom] = ["00181602", "00181604", "00181606", "00181608"].map((tag) =>
    number(item, tag),
  );
  if (left === undefined || right === undefined || top === undefined || bottom === undefined) {
    return undefined;
  }
  // the edges are the first and the last pixels that are seen
  const [x1, x2, y1, y2] = [left - 1.5, right - 0.5, top - 1.5, bottom - 0.5];
  return [
    [x1, y1],
    [x2, y1],
    [x2, y2],
    [x1, y2],
  ];
}

/** @param aspect height of a pixel, for one of its width */
function circle(item: DicomJson, aspect: number): Point[] | undefined {
  const [row, column] = numbers(item, "00181610");
  const radius = number(item, "00181612");
  if (row === undefined || column === undefined || radius === undefined || radius <= 0) {
    return undefined;
  }
  return Array.from({ length: PARTS }, (_, part): Point => {
    const angle = (2 * Math.PI * part) / PARTS;
    return [column - 1 + radius * Math.cos(angle), row - 1 + (radius * Math.sin(angle)) / aspect];
  });
}

function polygon(item: DicomJson): Point[] | undefined {
  const all = numbers(item, "00181620");
  const corners = Array.from({ length: Math.floor(all.length / 2) }, (_, at): Point => [
    (all[2 * at + 1] ?? 0) - 1,
    (all[2 * at] ?? 0) - 1,
  ]);
  return corners.length < CORNERS ? undefined : corners;
}

const SHAPES: Partial<Record<string, (item: DicomJson, aspect: number) => Point[] | undefined>> = {
  RECTANGULAR: rectangle,
  CIRCULAR: circle,
  POLYGONAL: polygon,
};

export function shutterOf(item: DicomJson, aspect = 1): Shutter {
  const shapes = texts(item, "00181600");
  const outlines = shapes.map((shape) => SHAPES[shape]?.(item, aspect));
  const openings = outlines.filter((one) => one !== undefined);
  return {
    shapes,
    openings,
    color: colorIn(item, "00181624", "00181622") ?? "rgb(0, 0, 0)",
    broken: openings.length < shapes.length,
  };
}
