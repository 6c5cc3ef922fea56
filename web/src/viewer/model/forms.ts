/** In which forms frames are asked for. */
import type { PixelForm } from "./pixel-form";

const JPEG_BASELINE = "1.2.840.10008.1.2.4.50";
/** What decoders of the browser do quickly, the smallest first; without a loss of their own. */
const QUICK = [
  "1.2.840.10008.1.2.4.202",
  "1.2.840.10008.1.2.4.201",
  "1.2.840.10008.1.2.4.203",
  "1.2.840.10008.1.2.4.80",
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

/** Browsers take every JPEG for one of luminance and colour unless it says otherwise, which is not asked of DICOM's. */
function quickFor({ photometric }: PixelForm): readonly string[] {
  return photometric === "RGB" ? QUICK.filter((one) => one !== JPEG_BASELINE) : QUICK;
}

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
  if (pixels.bitsAllocated === 1 || (pixels.samples === 3 && pixels.bitsAllocated > 8)) {
    return octets(SAMPLES); // decoders of the browser have eight bits a colour, and at least eight a grey
  }
  const grey = pixels.samples === 1 && pixels.bitsAllocated <= MOST_BITS;
  const large = pixels.rows * pixels.columns >= LARGE && grey;
  const all = [
    ...[...quickFor(pixels), ...(large ? [] : JPEG_2000)].map(octets),
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
  const subsampled = pixels.photometric.endsWith("_422");
  return syntax !== SAMPLES || subsampled ? length > 0 : length >= sampleBytes(pixels);
}
