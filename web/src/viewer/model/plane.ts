/** Where an image lies in the patient. */
import type { DicomJson } from "../../lib/dicom/json";
import { numbers } from "../../lib/dicom/json";
import { cross, dot, lengthOf, vectorAt, type Vector } from "./vectors";

export interface Plane {
  /** Middle of the first pixel. */
  position: Vector;
  /** Along a row, to larger columns. */
  row: Vector;
  /** Along a column, to larger rows. */
  column: Vector;
  normal: Vector;
  /** Positions are comparable within one only. */
  frameOfReference: string;
}

const POSITION = "00200032";
const ORIENTATION = "00200037";
/** Directions are written with few digits. */
const TOLERANCE = 0.01;

function isUnit(one: Vector): boolean {
  return Math.abs(lengthOf(one) - 1) < TOLERANCE;
}

/** Undefined where the image does not tell, or tells what makes no plane. */
export function planeOf(
  position: DicomJson,
  orientation: DicomJson,
  frameOfReference: string,
): Plane | undefined {
  const at = vectorAt(numbers(position, POSITION));
  const row = vectorAt(numbers(orientation, ORIENTATION));
  const column = vectorAt(numbers(orientation, ORIENTATION), 3);
  if (at === undefined || row === undefined || column === undefined) {
    return undefined;
  }
  if (!isUnit(row) || !isUnit(column) || Math.abs(dot(row, column)) > TOLERANCE) {
    return undefined;
  }
  return { position: at, row, column, normal: cross(row, column), frameOfReference };
}

/** Whether two images lie side by side in one direction. */
export function isParallel(a: Plane, b: Plane): boolean {
  return a.frameOfReference === b.frameOfReference && dot(a.normal, b.normal) > 1 - TOLERANCE;
}

/** Where an image lies along a direction, in millimetres. */
export function placeAlong(normal: Vector, plane: Plane): number {
  return dot(normal, plane.position);
}
