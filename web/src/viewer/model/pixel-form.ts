/** How the pixels of an image are written. */
import { number, text, type DicomJson } from "../../lib/dicom/json";

export interface PixelForm {
  rows: number;
  columns: number;
  samples: number;
  bitsAllocated: number;
  bitsStored: number;
  highBit: number;
  signed: boolean;
  photometric: string;
  planar: number;
}

/** Undefined for what is no image. */
export function pixelForm(one: DicomJson): PixelForm | undefined {
  const rows = number(one, "00280010") ?? 0;
  const columns = number(one, "00280011") ?? 0;
  const bitsAllocated = number(one, "00280100") ?? 0;
  if (rows < 1 || columns < 1 || bitsAllocated < 1) {
    return undefined;
  }
  const bitsStored = number(one, "00280101") ?? bitsAllocated;
  return {
    rows,
    columns,
    bitsAllocated,
    bitsStored,
    highBit: number(one, "00280102") ?? bitsStored - 1,
    samples: number(one, "00280002") ?? 1,
    signed: number(one, "00280103") === 1,
    photometric: text(one, "00280004") || "MONOCHROME2",
    planar: number(one, "00280006") ?? 0,
  };
}
