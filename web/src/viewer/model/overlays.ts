/** Overlay planes of images: single bits that are drawn over a picture (PS3.3 C.9.2 and C.9.3). */
import { number, numbers, text, type DicomJson } from "../../lib/dicom/json";
import { bitsOf } from "./samples";

/** A plane as it lies over one frame. */
export interface Overlay {
  /** Tag of its data, in what has them. */
  tag: string;
  rows: number;
  columns: number;
  /** Where its first pixel is in the image, from 0. */
  left: number;
  top: number;
  /** Of the data, where the frame's bits begin. */
  firstBit: number;
  /** Bytes of the data, of all its frames. */
  bytes: number;
  /** What it shows, in the words of who made it; may be empty. */
  label: string;
  /** Of planes in bits of the samples that no value uses: which bit, of samples of how many. */
  inSamples?: { bit: number; bits: number };
}

const FIRST_GROUP = 0x6000;
const LAST_GROUP = 0x601e;
const BITS_OF_BYTE = 8;
/** Of a frame: more than any detector has. */
const MOST_PIXELS = 64_000_000;

/** The plane's own frame for one of the image; a plane that counts none lies over all. */
function frameFor(tag: (element: string) => string, instance: DicomJson, frame: number): number {
  const count = number(instance, tag("0015"));
  const first = number(instance, tag("0051")) ?? 1;
  if (count === undefined) {
    return 0;
  }
  const own = frame - first;
  return own >= 0 && own < count ? own : -1;
}

/** Planes of old were kept beside the values (PS3.3 C.9.2 of 2004 and before). */
function unusedBit(
  instance: DicomJson,
  tag: (element: string) => string,
): Overlay["inSamples"] | undefined {
  const [bits, bit] = [number(instance, tag("0100")), number(instance, tag("0102"))];
  const allocated = number(instance, "00280100");
  const stored = number(instance, "00280101") ?? allocated ?? 0;
  const high = number(instance, "00280102") ?? stored - 1;
  if (bits === undefined || bit === undefined || bits !== allocated || ![8, 16].includes(bits)) {
    return undefined;
  }
  const isUsed = bit <= high && bit > high - stored;
  return isUsed || bit < 0 || bit >= bits || number(instance, "00280002") !== 1
    ? undefined
    : { bit, bits };
}

/** It is as large as the image, and has a frame for each of it. */
function inSamples(
  instance: DicomJson,
  tag: (element: string) => string,
): Pick<Overlay, "rows" | "columns" | "bytes" | "inSamples"> | undefined {
  const place = unusedBit(instance, tag);
  const rows = number(instance, "00280010") ?? 0;
  const columns = number(instance, "00280011") ?? 0;
  const fits =
    (number(instance, tag("0010")) ?? rows) === rows &&
    (number(instance, tag("0011")) ?? columns) === columns;
  return place === undefined || !fits
    ? undefined
    : { rows, columns, bytes: (rows * columns * place.bits) / BITS_OF_BYTE, inSamples: place };
}

function overlayOf(instance: DicomJson, group: number, frame: number): Overlay[] {
  const tag = (element: string) => `${group.toString(16).toUpperCase()}${element}`;
  const rows = number(instance, tag("0010")) ?? 0;
  const columns = number(instance, tag("0011")) ?? 0;
  const own = frameFor(tag, instance, frame);
  const pixels = rows * columns;
  const label = text(instance, tag("1500")) || text(instance, tag("0022"));
  if (instance[tag("3000")] === undefined) {
    const beside = inSamples(instance, tag);
    return beside === undefined
      ? []
      : [{ ...beside, tag: tag("3000"), left: 0, top: 0, firstBit: 0, label }];
  }
  if (pixels < 1 || pixels > MOST_PIXELS || own < 0) {
    return [];
  }
  const [top = 1, left = 1] = numbers(instance, tag("0050"));
  const frames = Math.max(1, number(instance, tag("0015")) ?? 1);
  return [
    {
      ...{ tag: tag("3000"), rows, columns, left: left - 1, top: top - 1 },
      firstBit: own * pixels,
      bytes: Math.ceil((pixels * frames) / BITS_OF_BYTE),
      label,
    },
  ];
}

/** The planes over a frame of an image, from the first group to the last. */
export function overlaysOf(instance: DicomJson, frame: number): Overlay[] {
  const all: Overlay[] = [];
  for (let group = FIRST_GROUP; group <= LAST_GROUP; group += 2) {
    all.push(...overlayOf(instance, group, frame));
  }
  return all;
}

/** Which pixels are drawn: 1 or 0 for each. */
export interface Mask {
  rows: number;
  columns: number;
  bits: Uint8Array;
}

function ofSamples(data: Uint8Array, bit: number, bits: number): Uint8Array {
  const width = bits / BITS_OF_BYTE;
  const [byte, shift] = [Math.floor(bit / BITS_OF_BYTE), bit % BITS_OF_BYTE];
  return Uint8Array.from(
    { length: Math.floor(data.length / width) },
    (_, at) => ((data[at * width + byte] ?? 0) >> shift) & 1,
  );
}

/**
 * Undefined when the data end early.
 *
 * @param data of the plane, or samples of its frame where it is in those
 */
export function maskOf(of: Overlay, data: Uint8Array): Mask | undefined {
  const { rows, columns, firstBit, inSamples: place } = of;
  const pixels = rows * columns;
  if (place !== undefined) {
    return data.length < of.bytes
      ? undefined
      : { rows, columns, bits: ofSamples(data, place.bit, place.bits).subarray(0, pixels) };
  }
  return data.length * BITS_OF_BYTE < firstBit + pixels
    ? undefined
    : { rows, columns, bits: bitsOf(data, firstBit, pixels) };
}

/** Half as large: what is drawn in one of four pixels is drawn, so that thin lines stay to be seen. */
export function halved({ rows, columns, bits }: Mask): Mask {
  const [high, wide] = [Math.ceil(rows / 2), Math.ceil(columns / 2)];
  const half = new Uint8Array(high * wide);
  for (const [at, bit] of bits.entries()) {
    if (bit === 1) {
      half[(Math.floor(at / columns) >> 1) * wide + ((at % columns) >> 1)] = 1;
    }
  }
  return { rows: high, columns: wide, bits: half };
}
