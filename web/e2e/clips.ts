/** Ultrasound clips: frames that are each of another grey, with the attributes of time that a test wants. */
import { dataSet, file, newUid, type Field } from "./dicom";

const ULTRASOUND_MULTIFRAME = "1.2.840.10008.5.1.4.1.1.3.1";
export const SIDE = 64;

function longs(value: number): Uint8Array {
  return new Uint8Array(Uint32Array.of(value).buffer);
}

function doubles(value: number): Uint8Array {
  return new Uint8Array(Float64Array.of(value).buffer);
}

/** A region with its scale in centimetres; along its rows time, where it says so. */
export function region(
  [left, top, right, bottom]: readonly [number, number, number, number],
  centimetres: number,
  time = false,
): Field[] {
  return [
    [0x00186018, "UL", longs(left)],
    [0x0018601a, "UL", longs(top)],
    [0x0018601c, "UL", longs(right)],
    [0x0018601e, "UL", longs(bottom)],
    [0x00186024, "US", time ? 4 : 3],
    [0x00186026, "US", 3],
    [0x0018602c, "FD", doubles(centimetres)],
    [0x0018602e, "FD", doubles(centimetres)],
  ];
}

/** @param more in the order of tags; takes the place of what is there */
export function clip(frames: number, more: readonly Field[]): { study: string; bytes: Uint8Array } {
  const study = newUid();
  const instance = newUid();
  const pixels = new Uint8Array(SIDE * SIDE * frames);
  for (let at = 0; at < frames; at++) {
    pixels.fill(20 + at * 20, at * SIDE * SIDE, (at + 1) * SIDE * SIDE);
  }
  const usual: Field[] = [
    [0x00080005, "CS", "ISO_IR 192"],
    [0x00080016, "UI", ULTRASOUND_MULTIFRAME],
    [0x00080018, "UI", instance],
    [0x00080020, "DA", "20261129"],
    [0x00080060, "CS", "US"],
    [0x0008103e, "LO", "心脏四腔"],
    [0x00100010, "PN", "Zhao^Liu=赵^六"],
    [0x00100020, "LO", "E2E-CLIP"],
    [0x0020000d, "UI", study],
    [0x0020000e, "UI", newUid()],
    [0x00200011, "IS", "1"],
    [0x00200013, "IS", "1"],
    [0x00280002, "US", 1],
    [0x00280004, "CS", "MONOCHROME2"],
    [0x00280008, "IS", String(frames)],
    [0x00280010, "US", SIDE],
    [0x00280011, "US", SIDE],
    [0x00280100, "US", 8],
    [0x00280101, "US", 8],
    [0x00280102, "US", 7],
    [0x00280103, "US", 0],
    [0x7fe00010, "OB", pixels],
  ];
  const fields = new Map<number, Field>([...usual, ...more].map((one) => [one[0], one]));
  const sorted = [...fields.values()].toSorted((a, b) => a[0] - b[0]);
  return { study, bytes: file(ULTRASOUND_MULTIFRAME, instance, dataSet(sorted)) };
}
