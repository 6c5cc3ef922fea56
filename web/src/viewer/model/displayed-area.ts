/** Which part of an image is to be seen, how large, and which way up (PS3.3 C.10.4 and C.10.6). */
import type { Point } from "../../api/image-notes";
import { number, numbers, text, type DicomJson } from "../../lib/dicom/json";

/** Edges, in the image's own places: its first pixel is from -0.5 to 0.5. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface DisplayedArea extends Box {
  /** `fit`: as large as there is room for. */
  size: "fit" | { millimetres: number } | { magnification: number };
}

/** How a picture is turned: first to the right, then mirrored. */
export interface Turn {
  /** 0, 90, 180 or 270 degrees. */
  rotation: number;
  flipped: boolean;
}

export function boxOf({ rows, columns }: { rows: number; columns: number }): Box {
  return { left: -0.5, top: -0.5, right: columns - 0.5, bottom: rows - 0.5 };
}

function sizeOf(item: DicomJson): DisplayedArea["size"] | undefined {
  const mode = text(item, "00700100");
  if (mode === "TRUE SIZE") {
    const millimetres = numbers(item, "00700101")[1];
    return millimetres === undefined || millimetres <= 0 ? undefined : { millimetres };
  }
  if (mode === "MAGNIFY") {
    const magnification = number(item, "00700103");
    return magnification === undefined || magnification <= 0 ? undefined : { magnification };
  }
  return "fit";
}

/** Undefined for what is no part of any image. */
export function displayedAreaOf(item: DicomJson): DisplayedArea | undefined {
  // corners of what is seen after turning: of the image itself they may be any two
  const [x1, y1] = numbers(item, "00700052");
  const [x2, y2] = numbers(item, "00700053");
  const size = sizeOf(item);
  if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined) {
    return undefined;
  }
  return size === undefined
    ? undefined
    : {
        left: Math.min(x1, x2) - 1.5,
        top: Math.min(y1, y2) - 1.5,
        right: Math.max(x1, x2) - 0.5,
        bottom: Math.max(y1, y2) - 0.5,
        size,
      };
}

/** The image's own place at parts of what is seen, from its left and from its top. */
export function placeIn(box: Box, turn: Turn, [right, down]: Point): Point {
  const u = turn.flipped ? 1 - right : right;
  const [x, y] = TURNED[turn.rotation]?.(u, down) ?? [u, down];
  return [box.left + x * (box.right - box.left), box.top + y * (box.bottom - box.top)];
}

const TURNED: Partial<Record<number, (u: number, v: number) => Point>> = {
  90: (u, v) => [v, 1 - u],
  180: (u, v) => [1 - u, 1 - v],
  270: (u, v) => [1 - v, u],
};
