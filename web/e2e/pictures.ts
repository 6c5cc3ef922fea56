/** Images with pixels for tests of the viewer: a made-up chest in slices, of which every value is known. */
import { file, dataSet, newUid, TODAY, type Field } from "./dicom";

const CT_STORAGE = "1.2.840.10008.5.1.4.1.1.2";
/** Pixels of a side, and millimetres of a pixel. */
export const SIDE = 128;
export const SPACING = 0.8;
/** Millimetres from slice to slice. */
export const GAP = 5;
/** Houndsfield units of air, lung, tissue and bone. */
export const HU = { air: -1000, lung: -700, tissue: 40, bone: 700 } as const;
/** The spine is a square of so many pixels, at the back in the middle. */
export const SPINE = { left: 58, top: 92, side: 12 } as const;

function inEllipse(x: number, y: number, cx: number, cy: number, rx: number, ry: number): boolean {
  return ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 < 1;
}

/** The value of a pixel in a slice; a round shadow grows in the right lung from slice to slice. */
export function valueAt(x: number, y: number, slice: number): number {
  const { left, top, side } = SPINE;
  if (x >= left && x < left + side && y >= top && y < top + side) {
    return HU.bone;
  }
  if (inEllipse(x, y, 40, 60, 4 + slice / 2, 4 + slice / 2)) {
    return HU.tissue;
  }
  if (inEllipse(x, y, 42, 60, 17, 28) || inEllipse(x, y, 86, 60, 17, 28)) {
    return HU.lung;
  }
  return inEllipse(x, y, 64, 64, 54, 42) ? HU.tissue : HU.air;
}

function pixels(slice: number, of: Stack): Uint8Array {
  const at = of.valueAt ?? valueAt;
  const values = new DataView(new ArrayBuffer(SIDE * SIDE * 2));
  for (let place = 0; place < SIDE * SIDE; place++) {
    const value = at(place % SIDE, Math.floor(place / SIDE), slice) + 1024;
    values.setInt16(place * 2, value, true);
  }
  return new Uint8Array(values.buffer);
}

/** What a slice is a part of. */
export interface Stack {
  study: string;
  series: string;
  patientId: string;
  patientName?: string;
  sex?: string;
  description?: string;
  seriesNumber?: number;
  modality?: string;
  /** Of the study: today, as long as nothing else is said. */
  date?: string;
  studyDescription?: string;
  accession?: string;
  /** As long as nothing else is said, the study's. */
  frameOfReference?: string;
  /** Seen from the side instead of from below: the pictures go from right to left. */
  sagittal?: boolean;
  /** Another picture than a chest. */
  valueAt?: (x: number, y: number, slice: number) => number;
  /** Rows and columns that are said, where they are more than there are. */
  claimed?: number;
}

/** Where a slice lies, and how. */
function planeOf({ sagittal }: Stack, place: number): [position: string, orientation: string] {
  return sagittal === true
    ? [`${String(place * GAP)}\\-51.2\\51.2`, "0\\1\\0\\0\\0\\-1"]
    : [`-51.2\\-51.2\\${String(place * GAP)}`, "1\\0\\0\\0\\1\\0"];
}

/**
 * A slice; numbers run against positions in no order, so that sorting shows.
 *
 * @param broken its pixel data end early
 */
export function slice(of: Stack, place: number, broken = false): Uint8Array<ArrayBuffer> {
  const instance = newUid();
  const number = (place * 7) % 101;
  const all = pixels(place, of);
  const [position, orientation] = planeOf(of, place);
  const fields: Field[] = [
    [0x00080005, "CS", "ISO_IR 192"],
    [0x00080016, "UI", CT_STORAGE],
    [0x00080018, "UI", instance],
    [0x00080020, "DA", of.date ?? TODAY],
    [0x00080030, "TM", "093000"],
    [0x00080050, "SH", of.accession ?? ""],
    [0x00080060, "CS", of.modality ?? "CT"],
    [0x00080080, "LO", "青山镇卫生院"],
    [0x00081030, "LO", of.studyDescription ?? "胸部平扫"],
    [0x0008103e, "LO", of.description ?? "肺 5mm"],
    [0x00100010, "PN", of.patientName ?? "Zhang^San=张^三"],
    [0x00100020, "LO", of.patientId],
    [0x00100030, "DA", "19560203"],
    [0x00100040, "CS", of.sex ?? "M"],
    [0x00180050, "DS", String(GAP)],
    [0x0020000d, "UI", of.study],
    [0x0020000e, "UI", of.series],
    [0x00200011, "IS", String(of.seriesNumber ?? 1)],
    [0x00200013, "IS", String(number)],
    [0x00200032, "DS", position],
    [0x00200037, "DS", orientation],
    [0x00200052, "UI", of.frameOfReference ?? of.study],
    [0x00280002, "US", 1],
    [0x00280004, "CS", "MONOCHROME2"],
    [0x00280010, "US", of.claimed ?? SIDE],
    [0x00280011, "US", of.claimed ?? SIDE],
    [0x00280030, "DS", `${String(SPACING)}\\${String(SPACING)}`],
    [0x00280100, "US", 16],
    [0x00280101, "US", 16],
    [0x00280102, "US", 15],
    [0x00280103, "US", 1],
    [0x00281050, "DS", "40"],
    [0x00281051, "DS", "350"],
    [0x00281052, "DS", "-1024"],
    [0x00281053, "DS", "1"],
    [0x7fe00010, "OW", broken ? all.subarray(0, 1000) : all],
  ];
  return file(CT_STORAGE, instance, dataSet(fields));
}
