/** Which images there are, for a library that knows them by their ids only. */
import { text } from "../../lib/dicom/json";
import type { Image } from "../model/image";
import type { PixelForm } from "../model/pixel-form";
import { forgetTables, tablesThere } from "./tables";

const images = new Map<string, Image>();
/** Of frames that are written in another way than their image says. */
const rewritten = new Map<string, PixelForm>();

/** Makes images known; they stay known until {@link forget}. */
export function know(all: readonly Image[]): void {
  for (const image of all) {
    images.set(image.id, image);
  }
}

export function forget(all: readonly Image[]): void {
  for (const image of all) {
    images.delete(image.id);
    rewritten.delete(image.id);
  }
  forgetTables(all);
}

export function known(id: string): Image | undefined {
  return images.get(id);
}

/** From now on the frame is written so. */
export function tellAs(id: string, form: PixelForm): void {
  rewritten.set(id, form);
}

type Module = Record<string, unknown>;

/** Of a palette: how many entries, which is the first, bits of an entry; and the entries. */
function palette(image: Image): Module {
  const module: Module = {};
  for (const [at, table] of (tablesThere(image)?.palette ?? []).entries()) {
    const name = `${["red", "green", "blue"][at] ?? ""}PaletteColorLookupTable`;
    module[`${name}Descriptor`] = [table.entries.length, table.first, table.bits];
    module[`${name}Data`] = table.entries;
  }
  return module;
}

function pixelModule(image: Image): Module {
  const pixels = rewritten.get(image.id) ?? image.pixels;
  return {
    samplesPerPixel: pixels.samples,
    // which values are dark is said when they are drawn
    photometricInterpretation:
      pixels.photometric === "MONOCHROME1" ? "MONOCHROME2" : pixels.photometric,
    rows: pixels.rows,
    columns: pixels.columns,
    bitsAllocated: pixels.bitsAllocated,
    bitsStored: pixels.bitsStored,
    highBit: pixels.highBit,
    pixelRepresentation: pixels.signed ? 1 : 0,
    planarConfiguration: pixels.planar,
    ...(pixels.photometric === "PALETTE COLOR" ? palette(image) : {}),
  };
}

/** An image that does not tell where it is lies in a space of its own. */
function planeModule({ plane, spacing, pixels, at, thickness }: Image): Module {
  const row = plane?.row ?? [1, 0, 0];
  const column = plane?.column ?? [0, 1, 0];
  return {
    frameOfReferenceUID: plane?.frameOfReference ?? at.instance,
    rows: pixels.rows,
    columns: pixels.columns,
    rowCosines: row,
    columnCosines: column,
    imageOrientationPatient: [...row, ...column],
    imagePositionPatient: plane?.position ?? [0, 0, 0],
    rowPixelSpacing: spacing.row,
    columnPixelSpacing: spacing.column,
    pixelSpacing: [spacing.row, spacing.column],
    sliceThickness: thickness,
    usingDefaultValues: spacing.source === "none",
  };
}

const MODULES: Partial<Record<string, (image: Image) => Module>> = {
  imagePixelModule: pixelModule,
  imagePlaneModule: planeModule,
  voiLutModule: ({ windows }) => ({
    windowCenter: windows.length === 0 ? undefined : windows.map((one) => one.center),
    windowWidth: windows.length === 0 ? undefined : windows.map((one) => one.width),
  }),
  modalityLutModule: ({ slope, intercept, valueUnit }) => ({
    rescaleSlope: slope,
    rescaleIntercept: intercept,
    rescaleType: valueUnit,
  }),
  generalSeriesModule: ({ data, at }) => ({
    modality: text(data, "00080060"),
    seriesInstanceUID: at.series,
    studyInstanceUID: at.study,
  }),
  sopCommonModule: ({ sopClass, at }) => ({
    sopClassUID: sopClass,
    sopInstanceUID: at.instance,
  }),
};

/** What the library asks of an image. */
export function module(type: string, id: unknown): Module | undefined {
  const image = typeof id === "string" ? images.get(id) : undefined;
  return image === undefined ? undefined : MODULES[type]?.(image);
}
