/** Loads the look-up tables of images, so that they are there when their images are shown. */
import { asApiError, isAborted } from "../../api/errors";
import { fetchValue } from "../../api/images";
import type { LoadContext } from "../../api/use-load";
import { inlineBytes, numbers } from "../../lib/dicom/json";
import type { Image } from "../model/image";
import { inEightBits, lutOf, segmentedLut, type Lut } from "../model/lut";
import type { NamedTable } from "../model/tables";

export interface Tables {
  modality: Lut | undefined;
  interest: readonly (Lut | undefined)[];
  presentation: Lut | undefined;
  /** Red, green and blue, with entries of 8 bits. */
  palette: readonly Lut[];
  /** Whether one that the image names is not applied. */
  missing: boolean;
}

const loaded = new Map<string, Tables>();

async function bytesOf({ item, tag }: NamedTable, context: LoadContext): Promise<Uint8Array> {
  const inline = inlineBytes(item, tag);
  if (inline !== undefined) {
    return inline;
  }
  const address = item[tag]?.BulkDataURI;
  if (address !== undefined) {
    return fetchValue(address, context);
  }
  return new Uint8Array(Uint16Array.from(numbers(item, tag)).buffer);
}

/** Undefined for a table that is broken; fails with an ApiError where the line does. */
export async function loadTable(of: NamedTable, context: LoadContext): Promise<Lut | undefined> {
  try {
    const bytes = await bytesOf(of, context);
    return of.segmented ? segmentedLut(of, bytes) : lutOf(of, bytes);
  } catch (fault) {
    const error = asApiError(fault);
    if (isAborted(error) || error.kind !== "problem") {
      throw error; // the line's fault: the image is tried again with its table
    }
    return undefined;
  }
}

async function fetched({ tables }: Image, context: LoadContext): Promise<Tables> {
  const one = (of: NamedTable | undefined) =>
    of === undefined ? Promise.resolve(undefined) : loadTable(of, context);
  const [modality, presentation, interest, colors] = await Promise.all([
    one(tables.modality),
    one(tables.presentation),
    Promise.all(tables.interest.map(one)),
    Promise.all(tables.palette.map(one)),
  ]);
  const palette = colors.filter((each) => each !== undefined);
  const lacks = (named: NamedTable | undefined, table: Lut | undefined) =>
    named !== undefined && table === undefined;
  return {
    modality,
    presentation,
    interest,
    palette: palette.length === colors.length ? inEightBits(palette) : [],
    missing:
      tables.broken ||
      lacks(tables.modality, modality) ||
      lacks(tables.presentation, presentation) ||
      interest.includes(undefined) ||
      palette.length < colors.length,
  };
}

/** Loads an image's tables once; fails with an ApiError where the line does. */
export async function loadTables(image: Image, context: LoadContext): Promise<Tables> {
  const there = loaded.get(image.id);
  if (there !== undefined) {
    return there;
  }
  const tables = await fetched(image, context);
  loaded.set(image.id, tables);
  return tables;
}

/** Those that are loaded already. */
export function tablesThere(image: Image): Tables | undefined {
  return loaded.get(image.id);
}

export function forgetTables(images: readonly Image[]): void {
  for (const { id } of images) {
    loaded.delete(id);
  }
}
