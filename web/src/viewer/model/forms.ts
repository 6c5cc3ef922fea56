/** In which forms frames are asked for. */
import type { PixelForm } from "./image";

/** What decoders of the browser do quickly, the smallest first; without a loss of their own. */
const QUICK = [
  "1.2.840.10008.1.2.4.202",
  "1.2.840.10008.1.2.4.201",
  "1.2.840.10008.1.2.4.203",
  "1.2.840.10008.1.2.4.80",
  "1.2.840.10008.1.2.4.81",
  "1.2.840.10008.1.2.4.50",
  "1.2.840.10008.1.2.4.70",
  "1.2.840.10008.1.2.5",
];
/** Takes four seconds for a chest, where JPEG-LS takes a third of one. */
const JPEG_2000 = ["1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.91"];
/** Whose pictures are large enough that sending them is what takes the time. */
const LARGE = 2_000_000;
const SAMPLES = "1.2.840.10008.1.2.1";

function octets(syntax: string): string {
  return `application/octet-stream; transfer-syntax=${syntax}`;
}

/**
 * Forms of a frame, the best first: as it is kept where a browser decodes that quickly; one that takes long to come otherwise as JPEG-LS,
 * which the gateway makes without loss; else its samples.
 *
 * @param slow whether everything takes long to come
 */
export function formsOf(pixels: PixelForm, slow = false): string {
  const grey = pixels.samples === 1;
  const large = pixels.rows * pixels.columns >= LARGE && grey;
  const all = [
    ...[...QUICK, ...(large ? [] : JPEG_2000)].map(octets),
    ...(large || (slow && grey) ? ["image/jls; transfer-syntax=1.2.840.10008.1.2.4.80"] : []),
    octets(SAMPLES),
  ];
  return all.join(", ");
}

/** How many bytes the samples of a frame are. */
export function sampleBytes(pixels: PixelForm): number {
  return Math.ceil((pixels.rows * pixels.columns * pixels.samples * pixels.bitsAllocated) / 8);
}

/** Whether bytes of this form can be the frame; samples that end early would be shown as noise. */
export function isComplete(pixels: PixelForm, syntax: string, length: number): boolean {
  const subsampled = pixels.photometric === "YBR_FULL_422";
  return syntax !== SAMPLES || subsampled ? length > 0 : length >= sampleBytes(pixels);
}
