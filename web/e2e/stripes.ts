/** Small images of stripes, of which every value is known, with whatever attributes a test wants them to have. */
import { dataSet, file, newUid, type Field } from "./dicom";

const SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7";
/** Pixels of a side. */
export const SIDE = 32;
/** Pixels of a stripe. */
export const WIDTH = 4;

export interface Striped {
  study: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export function words(values: readonly number[]): Uint8Array {
  return new Uint8Array(Int16Array.from(values).buffer);
}

/**
 * An image of eight stripes from left to right.
 *
 * @param stored their values
 * @param more in the order of tags; takes the place of what is there
 */
export function stripes(stored: readonly number[], more: readonly Field[] = []): Striped {
  const study = newUid();
  const instance = newUid();
  const row = Array.from({ length: SIDE }, (_, x) => stored[Math.floor(x / WIDTH)] ?? 0);
  const usual: Field[] = [
    [0x00080005, "CS", "ISO_IR 192"],
    [0x00080016, "UI", SECONDARY_CAPTURE],
    [0x00080018, "UI", instance],
    [0x00080020, "DA", "20261129"],
    [0x00080060, "CS", "OT"],
    [0x00080064, "CS", "WSD"],
    [0x00100010, "PN", "Wang^Wu=王^五"],
    [0x00100020, "LO", "E2E-TRUTH"],
    [0x0020000d, "UI", study],
    [0x0020000e, "UI", newUid()],
    [0x00200011, "IS", "1"],
    [0x00200013, "IS", "1"],
    [0x00280002, "US", 1],
    [0x00280004, "CS", "MONOCHROME2"],
    [0x00280010, "US", SIDE],
    [0x00280011, "US", SIDE],
    [0x00280100, "US", 16],
    [0x00280101, "US", 16],
    [0x00280102, "US", 15],
    [0x00280103, "US", 1],
    [0x7fe00010, "OW", words(Array.from({ length: SIDE }, () => row).flat())],
  ];
  const fields = new Map<number, Field>([...usual, ...more].map((one) => [one[0], one]));
  const sorted = [...fields.values()].toSorted((a, b) => a[0] - b[0]);
  return { study, bytes: file(SECONDARY_CAPTURE, instance, dataSet(sorted)) };
}
