/**
 * What the pixels of a decoded frame mean. The library draws them as they are; what they measure, where they are padding, and which of
 * them are the least and the most is kept beside them.
 */
import { utilities, type Types } from "@cornerstonejs/core";
import type { Image } from "../model/image";
import type { PixelForm } from "../model/pixel-form";
import { look, type Lut } from "../model/lut";
import type { Values } from "../model/measurement";
import type { Values as Values16 } from "../model/section";
import type { Padding } from "../model/tables";

type Pixels = Types.PixelDataTypedArray;

interface Meaning {
  /** As decoded: where padding is painted over, what is drawn differs. */
  pixels: Pixels;
  /** From pixels to values: decoders rescale where they can. */
  slope: number;
  intercept: number;
  padding: Padding | undefined;
  /** Of values that are no padding. */
  lowest: number;
  highest: number;
}

const meanings = new WeakMap<Types.IImage, Meaning>();

function replace(image: Types.IImage, pixels: Pixels): void {
  let [lowest, highest] = [Infinity, -Infinity];
  for (const one of pixels) {
    lowest = Math.min(lowest, one);
    highest = Math.max(highest, one);
  }
  image.getPixelData = () => pixels;
  image.voxelManager = utilities.VoxelManager.createImageVoxelManager({
    scalarData: pixels,
    width: image.columns,
    height: image.rows,
    numberOfComponents: 1,
  });
  image.dataType = pixels.constructor.name as Types.PixelDataTypedArrayString;
  image.sizeInBytes = pixels.byteLength;
  image.minPixelValue = lowest;
  image.maxPixelValue = highest;
}

function isRescaled({ preScale }: Types.IImage): boolean {
  const { rescaleSlope = 1, rescaleIntercept = 0 } = preScale?.scalingParameters ?? {};
  return rescaleSlope !== 1 || rescaleIntercept !== 0;
}

/** Bits above those that are stored hold other things, such as overlays of old (PS3.5 8.1.1). */
function storedOnly(image: Types.IImage, { bitsStored, highBit, signed }: PixelForm): void {
  // what is rescaled already may be more than what is stored
  if (image.preScale?.scaled === true && isRescaled(image)) {
    return;
  }
  const pixels = image.getPixelData();
  const mask = 2 ** bitsStored - 1;
  const shift = highBit + 1 - bitsStored;
  if (signed || bitsStored > 16 || (shift === 0 && image.maxPixelValue <= mask)) {
    return;
  }
  replace(
    image,
    Uint16Array.from(pixels, (one) => (one >> shift) & mask),
  );
}

function throughTable(image: Types.IImage, table: Lut): void {
  replace(
    image,
    Uint16Array.from(image.getPixelData(), (one) => look(table, one)),
  );
}

function isIn(padding: Padding | undefined, pixel: number): boolean {
  return padding !== undefined && pixel >= padding.lowest && pixel <= padding.highest;
}

/** The least and the most of what is no padding; of all where all is. */
function ends(pixels: Pixels, padding: Padding | undefined): [number, number] {
  let [lowest, highest] = [Infinity, -Infinity];
  for (const one of pixels) {
    if (!isIn(padding, one)) {
      lowest = Math.min(lowest, one);
      highest = Math.max(highest, one);
    }
  }
  return Number.isFinite(lowest) || padding === undefined
    ? [lowest, highest]
    : ends(pixels, undefined);
}

/** Padding as pixels are, after what the decoder and the modality's table made of them. */
function paddingAfter(
  { padding }: Image,
  table: Lut | undefined,
  [slope, intercept]: [number, number],
): Padding | undefined {
  if (padding === undefined) {
    return undefined;
  }
  const after = (stored: number) =>
    table === undefined ? stored * slope + intercept : look(table, stored);
  const both = [after(padding.lowest), after(padding.highest)];
  return { lowest: Math.min(...both), highest: Math.max(...both) };
}

/** Padding is no part of the picture: it is dark, however the picture is. */
function darken(image: Types.IImage, padding: Padding, dark: number): void {
  const pixels = image.getPixelData();
  if (pixels.some((one) => one !== dark && isIn(padding, one))) {
    const drawn = pixels.slice();
    for (const [at, one] of pixels.entries()) {
      drawn[at] = isIn(padding, one) ? dark : one;
    }
    replace(image, drawn);
  }
}

/** Makes a decoded frame ready to be drawn; what has colours is. */
export function prepare(image: Types.IImage, known: Image, table: Lut | undefined): Types.IImage {
  if (image.color) {
    return image;
  }
  storedOnly(image, known.pixels);
  if (table !== undefined) {
    throughTable(image, table);
  }
  // without textures of fractions the library leaves fractions to whoever draws: we do
  const scaled = image.preScale?.scaled === true;
  const scale: [number, number] = [known.slope, known.intercept];
  const padding = paddingAfter(known, table, scaled ? scale : [1, 0]);
  const pixels = image.getPixelData();
  const [least, most] = ends(pixels, padding);
  const [slope, intercept] = scaled ? [1, 0] : scale;
  const both = [least * slope + intercept, most * slope + intercept];
  const [lowest, highest] = [Math.min(...both), Math.max(...both)];
  meanings.set(image, { pixels, slope, intercept, padding, lowest, highest });
  image.slope = 1;
  image.intercept = 0;
  if (padding !== undefined) {
    darken(image, padding, known.inverse !== slope < 0 ? most : least);
  }
  return image;
}

/** Writes an image's pixels as they are stored, padding among them, where somebody collects those of many images. */
export function putStored(
  image: Types.IImage,
  { slope, intercept }: Pick<Image, "slope" | "intercept">,
  into: { values: Values16; from: number },
): void {
  const meaning = meanings.get(image);
  const pixels = meaning?.pixels ?? image.getPixelData();
  const by = (meaning?.slope ?? 1) / slope;
  const plus = ((meaning?.intercept ?? 0) - intercept) / slope;
  for (let at = 0; at < pixels.length; at++) {
    into.values[into.from + at] = Math.round((pixels[at] ?? 0) * by + plus);
  }
}

/** Values after the modality's transformation; what has colours has none, nor has padding. */
export function valuesOf(image: Types.IImage): Values {
  const { columns, rows } = image;
  const meaning = meanings.get(image);
  return {
    columns,
    rows,
    at: (column, row) => {
      if (meaning === undefined || column < 0 || row < 0 || column >= columns || row >= rows) {
        return undefined;
      }
      const pixel = meaning.pixels[row * columns + column];
      return pixel === undefined || isIn(meaning.padding, pixel)
        ? undefined
        : pixel * meaning.slope + meaning.intercept;
    },
  };
}

/** The least and the most of an image's values, without padding. */
export function rangeOf(image: Types.IImage): { lowest: number; highest: number } {
  return meanings.get(image) ?? { lowest: image.minPixelValue, highest: image.maxPixelValue };
}

/** The pixel that stands for a value. */
export function pixelFor(image: Types.IImage, value: number): number {
  const { slope, intercept } = meanings.get(image) ?? { slope: 1, intercept: 0 };
  return slope === 0 ? value : (value - intercept) / slope;
}

/** The value that a pixel stands for. */
export function valueOf(image: Types.IImage, pixel: number): number {
  const { slope, intercept } = meanings.get(image) ?? { slope: 1, intercept: 0 };
  return pixel * slope + intercept;
}
