/** Samples that are not compressed, and that the library does not take as they are: single bits, and colours. */
import type { PixelForm } from "./pixel-form";

/** The same picture, written as the library takes it. */
export interface Plain {
  bytes: Uint8Array<ArrayBuffer>;
  form: PixelForm;
}

function inEights(pixels: PixelForm): PixelForm {
  return { ...pixels, bitsAllocated: 8, bitsStored: 8, highBit: 7, planar: 0 };
}

/** A byte of each bit, the lowest one of a byte first (PS3.5 8.1.1). */
export function bitsOf(bytes: Uint8Array, first: number, count: number): Uint8Array<ArrayBuffer> {
  const bits = new Uint8Array(count);
  for (let at = 0; at < count; at++) {
    const bit = first + at;
    bits[at] = ((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1;
  }
  return bits;
}

function ofBits(bytes: Uint8Array, pixels: PixelForm): Plain {
  const plain = bitsOf(bytes, 0, pixels.rows * pixels.columns);
  return { bytes: plain, form: { ...inEights(pixels), signed: false } };
}

/** The eight highest bits of each sample. */
function eights(bytes: Uint8Array, { bitsAllocated, bitsStored }: PixelForm): Uint8Array {
  if (bitsAllocated <= 8) {
    return bytes;
  }
  const width = bitsAllocated / 8;
  const shift = Math.max(0, bitsStored - 8);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint8Array.from({ length: Math.floor(bytes.length / width) }, (_, at) => {
    const sample = width === 2 ? view.getUint16(at * 2, true) : view.getUint32(at * 4, true);
    return (sample >>> shift) & 0xff;
  });
}

const MIDDLE = 128;

/** PS3.3 C.7.6.3.1.2. */
function fromFull(y: number, cb: number, cr: number): [number, number, number] {
  const [blue, red] = [cb - MIDDLE, cr - MIDDLE];
  return [y + 1.402 * red, y - 0.344136 * blue - 0.714136 * red, y + 1.772 * blue];
}

function fromPartial(y: number, cb: number, cr: number): [number, number, number] {
  const light = 1.1644 * (y - 16);
  const [blue, red] = [cb - MIDDLE, cr - MIDDLE];
  return [light + 1.596 * red, light - 0.3917 * blue - 0.813 * red, light + 2.0173 * blue];
}

function unchanged(red: number, green: number, blue: number): [number, number, number] {
  return [red, green, blue];
}

/** Where the three samples of a pixel are. */
function placesOf(pixels: PixelForm, length: number): (at: number) => [number, number, number] {
  const count = pixels.rows * pixels.columns;
  if (pixels.photometric.endsWith("_422") && length < 3 * count) {
    // two pixels are their luminances, and the colours that they share
    return (at) => {
      const pair = (at >> 1) * 4;
      return [pair + (at & 1), pair + 2, pair + 3];
    };
  }
  return pixels.planar === 1
    ? (at) => [at, at + count, at + 2 * count]
    : (at) => [3 * at, 3 * at + 1, 3 * at + 2];
}

function ofColors(bytes: Uint8Array, pixels: PixelForm): Plain {
  const samples = eights(bytes, pixels);
  const places = placesOf(pixels, samples.length);
  const { photometric } = pixels;
  const colors = photometric.startsWith("YBR_PARTIAL")
    ? fromPartial
    : photometric.startsWith("YBR_FULL")
      ? fromFull
      : unchanged;
  const plain = new Uint8ClampedArray(pixels.rows * pixels.columns * 3);
  for (let at = 0; at < plain.length; at += 3) {
    const [first, second, third] = places(at / 3);
    plain.set(colors(samples[first] ?? 0, samples[second] ?? 0, samples[third] ?? 0), at);
  }
  return { bytes: new Uint8Array(plain.buffer), form: { ...inEights(pixels), photometric: "RGB" } };
}

/** Whole samples of what is stored: the bits above it hold other things, which decoders take for values. */
function ofStored(bytes: Uint8Array, pixels: PixelForm): Plain | undefined {
  const { bitsStored, signed } = pixels;
  const above = 16 - bitsStored;
  const words = new Int16Array(bytes.slice(0, bytes.length & ~1).buffer);
  let changed = false;
  for (const [at, word] of words.entries()) {
    const value = signed ? (word << (16 + above)) >> (16 + above) : word & (0xffff >> above);
    changed ||= value !== word;
    words[at] = value;
  }
  return changed ? { bytes: new Uint8Array(words.buffer), form: pixels } : undefined;
}

/** Undefined for what the library takes as it is. */
export function plainOf(bytes: Uint8Array, pixels: PixelForm): Plain | undefined {
  if (pixels.bitsAllocated === 1) {
    return ofBits(bytes, pixels);
  }
  const { samples, bitsAllocated, bitsStored, highBit } = pixels;
  if (samples === 1 && bitsAllocated === 16 && bitsStored < 16 && highBit === bitsStored - 1) {
    return ofStored(bytes, pixels);
  }
  return samples === 3 ? ofColors(bytes, pixels) : undefined;
}
