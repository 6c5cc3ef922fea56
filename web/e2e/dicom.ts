/** Writes small DICOM files for tests: explicit VR little endian unless said otherwise. */

/** A tag with its representation, and its value: texts as UTF-8, numbers as US, bytes as they are, or the items of a sequence. */
export type Field = readonly [
  tag: number,
  vr: string,
  value: string | number | Uint8Array | readonly Field[][],
];

export const EXPLICIT_LITTLE = "1.2.840.10008.1.2.1";
const SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7";
const LONG = new Set(["OB", "OW", "SQ", "UN", "UT"]);

export function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function numbers(
  littleEndian: boolean,
  ...values: readonly (readonly [number, 2 | 4])[]
): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(values.reduce((sum, [, size]) => sum + size, 0)));
  let at = 0;
  for (const [value, size] of values) {
    if (size === 2) {
      bytes.setUint16(at, value, littleEndian);
    } else {
      bytes.setUint32(at, value, littleEndian);
    }
    at += size;
  }
  return new Uint8Array(bytes.buffer);
}

/** How a data set is written. */
export interface Writing {
  explicit: boolean;
  littleEndian: boolean;
}

const USUAL: Writing = { explicit: true, littleEndian: true };

function bytesOf(vr: string, value: Field[2], writing: Writing): Uint8Array {
  if (typeof value === "number") {
    return numbers(writing.littleEndian, [value, 2]);
  }
  if (value instanceof Uint8Array) {
    return value;
  }
  if (typeof value === "string") {
    const text = new TextEncoder().encode(value);
    return text.length % 2 === 0 ? text : joined(text, Uint8Array.of(vr === "UI" ? 0 : 0x20));
  }
  const le = writing.littleEndian;
  return joined(
    ...value.map((item) => {
      const content = dataSet(item, writing);
      return joined(numbers(le, [0xfffe, 2], [0xe000, 2], [content.length, 4]), content);
    }),
  );
}

/** The elements, which must be in the order of their tags. */
export function dataSet(fields: readonly Field[], writing: Writing = USUAL): Uint8Array {
  const le = writing.littleEndian;
  return joined(
    ...fields.map(([tag, vr, value]) => {
      const bytes = bytesOf(vr, value, writing);
      const tagBytes = numbers(le, [tag >>> 16, 2], [tag & 0xffff, 2]);
      if (!writing.explicit) {
        return joined(tagBytes, numbers(le, [bytes.length, 4]), bytes);
      }
      const name = new TextEncoder().encode(vr);
      const length = LONG.has(vr)
        ? numbers(le, [0, 2], [bytes.length, 4])
        : numbers(le, [bytes.length, 2]);
      return joined(tagBytes, name, length, bytes);
    }),
  );
}

/** A file of a data set that is written already. */
export function file(
  sopClass: string,
  instance: string,
  data: Uint8Array,
  syntax = EXPLICIT_LITTLE,
): Uint8Array<ArrayBuffer> {
  const meta = dataSet([
    [0x00020001, "OB", Uint8Array.of(0, 1)],
    [0x00020002, "UI", sopClass],
    [0x00020003, "UI", instance],
    [0x00020010, "UI", syntax],
    [0x00020012, "UI", "2.25.1"],
  ]);
  const length = dataSet([[0x00020000, "UL", numbers(true, [meta.length, 4])]]);
  return joined(new Uint8Array(128), new TextEncoder().encode("DICM"), length, meta, data);
}

/** What an image of a test is about. */
export interface Image {
  study: string;
  series: string;
  instance: string;
  number: number;
  patientId: string;
  patientName: string;
  birthDate?: string;
  sex?: string;
  /** Today, as long as nothing else is said. */
  studyDate?: string;
  modality?: string;
  description?: string;
  accession?: string;
}

/** The day in China on which the tests began: lists of studies show those of the last days only. */
export const TODAY = new Intl.DateTimeFormat("sv", { timeZone: "Asia/Shanghai" })
  .format(new Date())
  .replaceAll("-", "");

/** A picture of four by four pixels. */
export function image(of: Image): Uint8Array<ArrayBuffer> {
  const fields: Field[] = [
    [0x00080005, "CS", "ISO_IR 192"],
    [0x00080016, "UI", SECONDARY_CAPTURE],
    [0x00080018, "UI", of.instance],
    [0x00080020, "DA", of.studyDate ?? TODAY],
    [0x00080030, "TM", "093000"],
    [0x00080050, "SH", of.accession ?? ""],
    [0x00080060, "CS", of.modality ?? "CT"],
    [0x00080064, "CS", "WSD"],
    [0x00081030, "LO", of.description ?? "胸部平扫"],
    [0x00100010, "PN", of.patientName],
    [0x00100020, "LO", of.patientId],
    [0x00100030, "DA", of.birthDate ?? "19560203"],
    [0x00100040, "CS", of.sex ?? "M"],
    [0x0020000d, "UI", of.study],
    [0x0020000e, "UI", of.series],
    [0x00200011, "IS", "1"],
    [0x00200013, "IS", String(of.number)],
    [0x00280002, "US", 1],
    [0x00280004, "CS", "MONOCHROME2"],
    [0x00280010, "US", 4],
    [0x00280011, "US", 4],
    [0x00280100, "US", 8],
    [0x00280101, "US", 8],
    [0x00280102, "US", 7],
    [0x00280103, "US", 0],
    [0x7fe00010, "OW", Uint8Array.from({ length: 16 }, (_, i) => (i * 15 + of.number) & 0xff)],
  ];
  return file(SECONDARY_CAPTURE, of.instance, dataSet(fields));
}

/** An image that says Latin-1 of texts that are in something else. */
export function mislabelled(
  of: Pick<Image, "study" | "series" | "instance" | "patientId">,
  name: Uint8Array,
  description: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const fields: Field[] = [
    [0x00080005, "CS", "ISO_IR 100"],
    [0x00080016, "UI", SECONDARY_CAPTURE],
    [0x00080018, "UI", of.instance],
    [0x00080020, "DA", "20261129"],
    [0x00080060, "CS", "CT"],
    [0x00081030, "LO", description],
    [0x00100010, "PN", name],
    [0x00100020, "LO", of.patientId],
    [0x0020000d, "UI", of.study],
    [0x0020000e, "UI", of.series],
    [0x00200013, "IS", "1"],
  ];
  return file(SECONDARY_CAPTURE, of.instance, dataSet(fields));
}

/** A DICOMDIR that names these files, given as paths with `/`. */
export function directory(paths: readonly string[]): Uint8Array<ArrayBuffer> {
  const records = paths.map((path): Field[] => [
    [0x00041430, "CS", "IMAGE"],
    [0x00041500, "CS", path.replaceAll("/", "\\")],
  ]);
  return file("1.2.840.10008.1.3.10", "2.25.2", dataSet([[0x00041220, "SQ", records]]));
}

let last = 0n;

/** A UID that nobody else has. */
export function newUid(): string {
  const now = BigInt(Date.now()) * 1_000_000n;
  last = now > last ? now : last + 1n;
  return `2.25.${String(last)}`;
}
