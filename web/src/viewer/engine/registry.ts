/** Which images there are, for a library that knows them by their ids only. */
import { inlineBytes, numbers, text } from "../../lib/dicom/json";
import type { Image } from "../model/image";

const images = new Map<string, Image>();

/** Makes images known; they stay known until {@link forget}. */
export function know(all: readonly Image[]): void {
  for (const image of all) {
    images.set(image.id, image);
  }
}

export function forget(all: readonly Image[]): void {
  for (const image of all) {
    images.delete(image.id);
  }
}

export function known(id: string): Image | undefined {
  return images.get(id);
}

type Module = Record<string, unknown>;

/** Of a palette: how many entries, which is the first, bits of an entry; and the entries. */
function palette(image: Image): Module {
  const table = (color: string, descriptor: string, data: string): Module => {
    const bytes = inlineBytes(image.data, data);
    return {
      [`${color}PaletteColorLookupTableDescriptor`]: numbers(image.data, descriptor),
      [`${color}PaletteColorLookupTableData`]:
        bytes === undefined ? undefined : new Uint16Array(bytes.buffer),
    };
  };
  return {
    ...table("red", "00281101", "00281201"),
    ...table("green", "00281102", "00281202"),
    ...table("blue", "00281103", "00281203"),
  };
}

function pixelModule({ pixels, ...image }: Image): Module {
  return {
    samplesPerPixel: pixels.samples,
    photometricInterpretation: pixels.photometric,
    rows: pixels.rows,
    columns: pixels.columns,
    bitsAllocated: pixels.bitsAllocated,
    bitsStored: pixels.bitsStored,
    highBit: pixels.highBit,
    pixelRepresentation: pixels.signed ? 1 : 0,
    planarConfiguration: pixels.planar,
    ...(pixels.photometric === "PALETTE COLOR" ? palette({ pixels, ...image }) : {}),
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
