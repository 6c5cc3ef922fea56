/** Which look-up tables an image names, and where their data are. */
import { items, numbers, text, texts, type DicomJson } from "../../lib/dicom/json";
import type { PixelForm } from "./pixel-form";
import { described, type Described } from "./lut";
import type { Window } from "./windows";

/** A table whose data may be elsewhere. */
export interface NamedTable extends Described {
  explanation: string;
  /** What has the data, and under which tag. */
  item: DicomJson;
  tag: string;
  segmented: boolean;
}

const MODALITY = "00283000";
const INTEREST = "00283010";
const PRESENTATION = "20500010";
const DESCRIPTOR = "00283002";
const DATA = "00283006";
const EXPLANATION = "00283003";

function ofItem(item: DicomJson, signed: boolean): NamedTable | undefined {
  const form = described(numbers(item, DESCRIPTOR), signed);
  return form === undefined
    ? undefined
    : { ...form, explanation: text(item, EXPLANATION), item, tag: DATA, segmented: false };
}

export interface NamedTables {
  modality: NamedTable | undefined;
  /** Of values of interest, each another way to see the image. */
  interest: readonly NamedTable[];
  presentation: NamedTable | undefined;
  /** Red, green and blue; none where the image has no palette. */
  palette: readonly NamedTable[];
  /** Whether a table is there that cannot be understood. */
  broken: boolean;
}

const PALETTE = [
  ["00281101", "00281201", "00281221"],
  ["00281102", "00281202", "00281222"],
  ["00281103", "00281203", "00281223"],
] as const;

function palette(instance: DicomJson, signed: boolean): NamedTable[] {
  return PALETTE.flatMap(([descriptor, data, segments]) => {
    const form = described(numbers(instance, descriptor), signed);
    const segmented = instance[segments] !== undefined;
    const tag = segmented ? segments : data;
    return form === undefined ? [] : [{ ...form, explanation: "", item: instance, tag, segmented }];
  });
}

/** What an image says of values, by the functional groups of its frame. */
export interface ValueGroups {
  instance: DicomJson;
  transformation: DicomJson;
  voi: DicomJson;
  pixels: PixelForm;
}

/** Whether rescaling gives values below 0; a table gives none (PS3.3 C.11.2.1.1). */
function canBeNegative({ transformation, pixels }: ValueGroups): boolean {
  const slope = numbers(transformation, "00281053")[0] ?? 1;
  const intercept = numbers(transformation, "00281052")[0] ?? 0;
  const half = 2 ** (pixels.bitsStored - 1);
  const [lowest, highest] = pixels.signed ? [-half, half - 1] : [0, 2 * half - 1];
  return Math.min(lowest * slope, highest * slope) + intercept < 0;
}

export function tablesOf(groups: ValueGroups): NamedTables {
  const { instance, transformation, voi, pixels } = groups;
  const [first] = items(transformation, MODALITY);
  const modality = first === undefined ? undefined : ofItem(first, pixels.signed);
  const signed = modality === undefined && canBeNegative(groups);
  const all = items(voi, INTEREST).map((item) => ofItem(item, signed));
  const interest = all.filter((one) => one !== undefined);
  const [shape] = items(instance, PRESENTATION);
  const colors = pixels.photometric === "PALETTE COLOR" ? palette(instance, pixels.signed) : [];
  return {
    modality,
    interest,
    presentation: shape === undefined ? undefined : ofItem(shape, false),
    palette: colors.length === PALETTE.length ? colors : [],
    broken:
      (first !== undefined && modality === undefined) ||
      interest.length < all.length ||
      (pixels.photometric === "PALETTE COLOR" && colors.length < PALETTE.length),
  };
}

/** Tables of interest as windows: from the first value that they tell of to the last one. */
export function windowsOfTables(tables: NamedTables): (Window & { explanation: string })[] {
  return tables.interest.map(({ first, count, explanation }, table) => ({
    center: first + count / 2,
    width: Math.max(2, count),
    how: { table },
    explanation,
  }));
}

/** Values beside those of an image's own tissue, which fill it up to its edges (PS3.3 C.7.5.1.1.2); as stored. */
export interface Padding {
  lowest: number;
  highest: number;
}

export function paddingOf(instance: DicomJson, pixels: PixelForm): Padding | undefined {
  const [value] = numbers(instance, "00280120");
  if (value === undefined || texts(instance, "00280120").length === 0) {
    return undefined;
  }
  // its value representation may contradict that of the pixels
  const stored = (one: number): number => {
    const word = one & 0xffff;
    return pixels.bitsAllocated > 16
      ? one
      : pixels.signed && word > 0x7fff
        ? word - 0x1_0000
        : word;
  };
  const ends = [stored(value), stored(numbers(instance, "00280121")[0] ?? value)];
  return { lowest: Math.min(...ends), highest: Math.max(...ends) };
}
