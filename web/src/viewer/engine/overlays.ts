/** Loads the bits of overlays, and makes pictures of them. */
import { fetchFrame, fetchValue } from "../../api/images";
import type { LoadContext } from "../../api/use-load";
import { inlineBytes } from "../../lib/dicom/json";
import { AS_SAMPLES, SAMPLES } from "../model/forms";
import type { Image } from "../model/image";
import { halved, maskOf, type Mask, type Overlay } from "../model/overlays";

/** Of one plane with all its frames; a larger one is told, not fetched. */
export const MOST_BYTES = 16 * 1024 * 1024;
/** Planes whose data are kept. */
const KEPT = 8;

const loaded = new Map<string, Uint8Array>();

/** Decoders leave the bits away that hold no values. */
async function samplesOf({ at }: Image, context: LoadContext): Promise<Uint8Array> {
  const { bytes, syntax } = await fetchFrame(at, AS_SAMPLES, context);
  if (syntax !== SAMPLES) {
    throw new Error(`samples as ${syntax}`);
  }
  return bytes;
}

async function dataOf(image: Image, of: Overlay, signal: AbortSignal): Promise<Uint8Array> {
  const inFrame = of.inSamples !== undefined;
  const name = inFrame ? image.id : `${image.at.instance}/${of.tag}`;
  const there = loaded.get(name) ?? inlineBytes(image.data, of.tag);
  if (there !== undefined) {
    return there;
  }
  const context = { signal, background: true };
  const address = image.data[of.tag]?.BulkDataURI ?? "";
  const bytes = await (inFrame ? samplesOf(image, context) : fetchValue(address, context));
  loaded.set(name, bytes);
  for (const oldest of [...loaded.keys()].slice(0, -KEPT)) {
    loaded.delete(oldest);
  }
  return bytes;
}

/** Undefined for what cannot be had: too large, broken, or not to be fetched now. */
export async function loadOverlay(
  image: Image,
  of: Overlay,
  signal: AbortSignal,
): Promise<Mask | undefined> {
  if (of.bytes > MOST_BYTES) {
    return undefined;
  }
  try {
    return maskOf(of, await dataOf(image, of, signal));
  } catch {
    return undefined; // who looks is told that a plane is missing
  }
}

/** A plane in one colour, as large as it is needed. */
export class Painted {
  private readonly levels = new Map<number, OffscreenCanvas>();
  private readonly masks: Mask[];

  constructor(
    readonly of: Overlay,
    mask: Mask,
    private readonly color: readonly [number, number, number],
  ) {
    this.masks = [mask];
  }

  /** @param size screen pixels of one of the plane: of what is drawn smaller, no line is left out */
  at(size: number): { picture: OffscreenCanvas; pixels: number } {
    const level = size >= 1 || size <= 0 ? 0 : Math.min(12, Math.ceil(Math.log2(1 / size)));
    const there = this.levels.get(level) ?? this.paint(this.mask(level));
    this.levels.clear();
    this.levels.set(level, there);
    return { picture: there, pixels: 2 ** level };
  }

  private mask(level: number): Mask {
    let last = this.masks.at(-1);
    while (last !== undefined && this.masks.length <= level) {
      last = halved(last);
      this.masks.push(last);
    }
    return this.masks[level] ?? { rows: 1, columns: 1, bits: new Uint8Array(1) };
  }

  private paint({ rows, columns, bits }: Mask): OffscreenCanvas {
    const picture = new OffscreenCanvas(columns, rows);
    const pixels = new ImageData(columns, rows);
    for (const [at, bit] of bits.entries()) {
      if (bit === 1) {
        pixels.data.set([...this.color, 255], at * 4);
      }
    }
    picture.getContext("2d")?.putImageData(pixels, 0, 0);
    return picture;
  }
}
