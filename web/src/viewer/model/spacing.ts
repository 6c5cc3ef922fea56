/** How large a pixel is, and who says so: every measurement names it. */
import { items, number, numbers, text, type DicomJson } from "../../lib/dicom/json";

export type SpacingSource =
  /** Pixel Spacing of images that are made in the patient's space. */
  | "pixel"
  /** Pixel Spacing that was corrected for the geometry of a projection. */
  | "calibrated-geometry"
  /** Pixel Spacing that was corrected by an object of known size. */
  | "calibrated-fiducial"
  /** Pixel Spacing that differs from the detector's, corrected in a way that is not told. */
  | "calibrated"
  /** Size at the detector: everything in the patient seems larger than it is. */
  | "imager"
  /** Size at the detector, divided by the estimated magnification. */
  | "imager-magnified"
  /** Of a scanned film. */
  | "scanned"
  /** Region of an ultrasound image. */
  | "ultrasound"
  /** Of a section through a volume: pixels one way, slices the other. */
  | "reformatted"
  /** Nobody says: lengths are pixels. */
  | "none";

export interface Spacing {
  source: SpacingSource;
  /** Millimetres between two rows, and between two columns; 1 where nobody says. */
  row: number;
  column: number;
}

export const NO_SPACING: Spacing = { source: "none", row: 1, column: 1 };

const PIXEL_SPACING = "00280030";
const CALIBRATION_TYPE = "00280A02";
const IMAGER_SPACING = "00181164";
const MAGNIFICATION = "00181114";
const SCANNED_SPACING = "00182010";
const REGIONS = "00186011";
const UNITS_X = "00186024";
const UNITS_Y = "00186026";
const DELTA_X = "0018602C";
const DELTA_Y = "0018602E";
const CENTIMETRES = 3;
const MM_IN_CM = 10;
/** Two spacings that differ by less are the same, written differently. */
const SAME = 1e-4;

function pair(item: DicomJson, tag: string): [number, number] | undefined {
  const [row, column] = numbers(item, tag);
  return row !== undefined && column !== undefined && row > 0 && column > 0
    ? [row, column]
    : undefined;
}

function isSame(a: [number, number], b: [number, number]): boolean {
  return Math.abs(a[0] - b[0]) < SAME * b[0] && Math.abs(a[1] - b[1]) < SAME * b[1];
}

function spacing(source: SpacingSource, [row, column]: [number, number]): Spacing {
  return { source, row, column };
}

function calibration(instance: DicomJson): SpacingSource {
  const kind = text(instance, CALIBRATION_TYPE);
  return kind === "GEOMETRY"
    ? "calibrated-geometry"
    : kind === "FIDUCIAL"
      ? "calibrated-fiducial"
      : "calibrated";
}

function atDetector(instance: DicomJson, imager: [number, number]): Spacing {
  const factor = number(instance, MAGNIFICATION);
  return factor !== undefined && factor > 0 && factor !== 1
    ? spacing("imager-magnified", [imager[0] / factor, imager[1] / factor])
    : spacing("imager", imager);
}

/** Of an ultrasound image with one scale: with several, a length depends on where it lies. */
function ofUltrasound(instance: DicomJson): Spacing | undefined {
  const scales = items(instance, REGIONS).filter(
    (one) => number(one, UNITS_X) === CENTIMETRES && number(one, UNITS_Y) === CENTIMETRES,
  );
  const all = scales.map((one): [number, number] => [
    Math.abs(number(one, DELTA_Y) ?? 0) * MM_IN_CM,
    Math.abs(number(one, DELTA_X) ?? 0) * MM_IN_CM,
  ]);
  const [first] = all;
  return first !== undefined &&
    first[0] > 0 &&
    first[1] > 0 &&
    all.every((one) => isSame(one, first))
    ? spacing("ultrasound", first)
    : undefined;
}

/**
 * The spacing of an image (PS3.3 10.7.1.3).
 *
 * @param measures where Pixel Spacing stands: the instance itself, or a functional group of it
 */
export function spacingOf(instance: DicomJson, measures: DicomJson): Spacing {
  const pixel = pair(measures, PIXEL_SPACING);
  const imager = pair(instance, IMAGER_SPACING);
  if (pixel !== undefined) {
    const asDetector = imager !== undefined && isSame(pixel, imager);
    if (asDetector && text(instance, CALIBRATION_TYPE) === "") {
      return atDetector(instance, imager);
    }
    return spacing(imager === undefined ? "pixel" : calibration(instance), pixel);
  }
  if (imager !== undefined) {
    return atDetector(instance, imager);
  }
  const scanned = pair(instance, SCANNED_SPACING);
  return scanned === undefined
    ? (ofUltrasound(instance) ?? NO_SPACING)
    : spacing("scanned", scanned);
}
