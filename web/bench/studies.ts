/** Studies as large as devices make them, of pixels that compress as badly as real ones: structure with noise on it. */
import { dataSet, file, newUid, type Field } from "../e2e/dicom";

/** What a device makes. */
export interface Kind {
  name: "CT" | "MR" | "DX" | "US";
  sopClass: string;
  rows: number;
  columns: number;
  images: number;
  frames: number;
  samples: 1 | 3;
  bitsStored: number;
  /** Millimetres. */
  spacing: number;
}

export const KINDS: readonly Kind[] = [
  {
    ...{ name: "CT", sopClass: "1.2.840.10008.5.1.4.1.1.2", rows: 512, columns: 512 },
    ...{ images: 120, frames: 1, samples: 1, bitsStored: 12, spacing: 0.7 },
  },
  {
    ...{ name: "MR", sopClass: "1.2.840.10008.5.1.4.1.1.4", rows: 320, columns: 320 },
    ...{ images: 40, frames: 1, samples: 1, bitsStored: 12, spacing: 0.7 },
  },
  {
    ...{ name: "DX", sopClass: "1.2.840.10008.5.1.4.1.1.1.1", rows: 3000, columns: 2500 },
    ...{ images: 1, frames: 1, samples: 1, bitsStored: 14, spacing: 0.14 },
  },
  {
    ...{ name: "US", sopClass: "1.2.840.10008.5.1.4.1.1.3.1", rows: 480, columns: 640 },
    ...{ images: 1, frames: 30, samples: 3, bitsStored: 8, spacing: 0.3 },
  },
];

/** Numbers without order, the same every time. */
function noise(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** From 0 to 1: ribs and lungs, as far as compression is concerned. */
function shade(x: number, y: number, place: number): number {
  const body = Math.hypot((x - 0.5) * 1.1, (y - 0.5) * 1.4) < 0.5 ? 0.4 : 0;
  const ribs = 0.15 * Math.sin(y * 60 + Math.cos(x * 9 + place / 10) * 3);
  return body === 0 ? 0 : Math.min(1, Math.max(0, body + ribs + 0.2 * Math.sin(x * 11 + place)));
}

function pixels(kind: Kind, place: number): Uint8Array {
  const { rows, columns, frames, samples, bitsStored } = kind;
  const random = noise(place + 1);
  const most = 2 ** bitsStored - 1;
  const wide = bitsStored > 8;
  const values = wide
    ? new Uint16Array(rows * columns * frames * samples)
    : new Uint8Array(rows * columns * frames * samples);
  let at = 0;
  for (let frame = 0; frame < frames; frame++) {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const grey = shade(column / columns, row / rows, place + frame);
        const value = Math.round(grey * most * 0.9 + random() * most * 0.015);
        for (let sample = 0; sample < samples; sample++) {
          values[at++] = Math.min(most, value);
        }
      }
    }
  }
  return new Uint8Array(values.buffer);
}

function imageOf(kind: Kind, of: { study: string; series: string }, place: number): Uint8Array {
  const instance = newUid();
  const bits = kind.bitsStored > 8 ? 16 : 8;
  const isStack = kind.images > 1;
  const fields: (Field | false)[] = [
    [0x00080005, "CS", "ISO_IR 192"],
    [0x00080016, "UI", kind.sopClass],
    [0x00080018, "UI", instance],
    [0x00080020, "DA", "20261130"],
    [0x00080030, "TM", "080000"],
    [0x00080060, "CS", kind.name],
    [0x00081030, "LO", kind.name],
    [0x00100010, "PN", "Zhang^San=张^三"],
    [0x00100020, "LO", `BENCH-${kind.name}`],
    kind.frames > 1 && [0x00181063, "DS", "33"],
    [0x0020000d, "UI", of.study],
    [0x0020000e, "UI", of.series],
    [0x00200011, "IS", "1"],
    [0x00200013, "IS", String(place + 1)],
    isStack && [0x00200032, "DS", `0\\0\\${String(place * 2)}`],
    isStack && [0x00200037, "DS", "1\\0\\0\\0\\1\\0"],
    isStack && [0x00200052, "UI", of.study],
    [0x00280002, "US", kind.samples],
    [0x00280004, "CS", kind.samples === 3 ? "RGB" : "MONOCHROME2"],
    kind.samples === 3 && [0x00280006, "US", 0],
    kind.frames > 1 && [0x00280008, "IS", String(kind.frames)],
    kind.frames > 1 && [0x00280009, "AT", Uint8Array.of(0x18, 0, 0x63, 0x10)],
    [0x00280010, "US", kind.rows],
    [0x00280011, "US", kind.columns],
    kind.samples === 1 && [0x00280030, "DS", `${String(kind.spacing)}\\${String(kind.spacing)}`],
    [0x00280100, "US", bits],
    [0x00280101, "US", kind.bitsStored],
    [0x00280102, "US", kind.bitsStored - 1],
    [0x00280103, "US", 0],
    [0x7fe00010, bits === 8 ? "OB" : "OW", pixels(kind, place)],
  ];
  const kept = fields.filter((one) => one !== false);
  return file(kind.sopClass, instance, dataSet(kept));
}

/** The files of a study, one after the other; larger ones than fit in memory together. */
export function* filesOf(kind: Kind, study: string): Generator<Uint8Array> {
  const series = newUid();
  for (let place = 0; place < kind.images; place++) {
    yield imageOf(kind, { study, series }, place);
  }
}
