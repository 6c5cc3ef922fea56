/** In which forms frames are asked for. */
import type { PixelForm } from "./pixel-form";

const JPEG_LS = "1.2.840.10008.1.2.4.80";
export const JPEG_BASELINE = "1.2.840.10008.1.2.4.50";
/** What decoders of the browser do quickly, the smallest first; without a loss of their own. */
const QUICK = [
  "1.2.840.10008.1.2.4.202",
  "1.2.840.10008.1.2.4.201",
  "1.2.840.10008.1.2.4.203",
  JPEG_LS,
  "1.2.840.10008.1.2.4.81",
  JPEG_BASELINE,
  "1.2.840.10008.1.2.4.70",
  "1.2.840.10008.1.2.5",
];
/** Takes four seconds for a chest, where JPEG-LS takes a third of one. */
const JPEG_2000 = ["1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.91"];
/** Whose pictures are large enough that sending them is what takes the time. */
const LARGE = 2_000_000;
/** Of a sample of JPEG-LS. */
const MOST_BITS = 16;
export const SAMPLES = "1.2.840.10008.1.2.1";

/** What colours are when the gateway has decoded them, for those that a browser makes RGB of. */
const DECODED: Partial<Record<string, string>> = {
  RGB: "RGB",
  YBR_RCT: "RGB",
  YBR_ICT: "RGB",
  YBR_FULL: "YBR_FULL",
  YBR_FULL_422: "YBR_FULL",
};

function isGrey({ samples, bitsAllocated }: PixelForm): boolean {
  return samples === 1 && bitsAllocated <= MOST_BITS;
}

function isColor({ samples, bitsAllocated, photometric }: PixelForm): boolean {
  return samples === 3 && bitsAllocated === 8 && photometric in DECODED;
}

function octets(syntax: string): string {
  return `application/octet-stream; transfer-syntax=${syntax}`;
}

/** Samples as they are kept, with the bits that no value uses. */
export const AS_SAMPLES = octets(SAMPLES);

/**
 * Forms of a frame, the best first: as it is kept where a browser decodes that quickly; one that takes long to come otherwise as JPEG-LS,
 * which the gateway makes without loss; else its samples.
 *
 * @param slow whether everything takes long to come
 */
export function formsOf(pixels: PixelForm, slow = false): string {
  if (pixels.bitsAllocated === 1 || (pixels.samples === 3 && pixels.bitsAllocated > 8)) {
    return octets(SAMPLES); // decoders of the browser have eight bits a colour, and at least eight a grey
  }
  const large = pixels.rows * pixels.columns >= LARGE && isGrey(pixels);
  const smaller = large || (slow && (isGrey(pixels) || isColor(pixels)));
  const all = [
    ...[...QUICK, ...(large ? [] : JPEG_2000)].map(octets),
    ...(smaller ? [`image/jls; transfer-syntax=${JPEG_LS}`] : []),
    octets(SAMPLES),
  ];
  return all.join(", ");
}

/** How colours are written that come as JPEG-LS, whatever they were before; undefined for what is as its image says. */
export function formIn(syntax: string, pixels: PixelForm): PixelForm | undefined {
  return syntax === JPEG_LS && isColor(pixels)
    ? { ...pixels, planar: 0, photometric: DECODED[pixels.photometric] ?? pixels.photometric }
    : undefined;
}

/** How many bytes the samples of a frame are. */
export function sampleBytes(pixels: PixelForm): number {
  return Math.ceil((pixels.rows * pixels.columns * pixels.samples * pixels.bitsAllocated) / 8);
}

/** Whether bytes of this form can be the frame; samples that end early would be shown as noise. */
export function isComplete(pixels: PixelForm, syntax: string, length: number): boolean {
  const subsampled = pixels.photometric.endsWith("_422");
  return syntax !== SAMPLES || subsampled ? length > 0 : length >= sampleBytes(pixels);
}
