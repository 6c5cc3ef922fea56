/** How the elements of a data set are written (PS3.5 7.1). */
export interface Encoding {
  explicit: boolean;
  littleEndian: boolean;
}

export const EXPLICIT: Encoding = { explicit: true, littleEndian: true };
export const IMPLICIT: Encoding = { explicit: false, littleEndian: true };

/** An element, or an item of a sequence: where its value lies in the bytes. */
export interface Element {
  tag: number;
  /** Empty where the encoding does not tell it. */
  vr: string;
  start: number;
  end: number;
  encoding: Encoding;
}

/** The bytes end before the element does: only the beginning of a file was read, or it is damaged. */
export class CutShort extends Error {}

const LONG_LENGTHS = new Set([
  "OB",
  "OD",
  "OF",
  "OL",
  "OV",
  "OW",
  "SQ",
  "SV",
  "UC",
  "UN",
  "UR",
  "UT",
  "UV",
]);
const UNDEFINED = 0xffffffff;
const ITEM = 0xfffee000;
const ITEM_END = 0xfffee00d;
const SEQUENCE_END = 0xfffee0dd;
/** Deeper than any object of the standard, and far from the end of the stack. */
const DEEPEST = 64;

function need(bytes: DataView, end: number): void {
  if (end > bytes.byteLength) {
    throw new CutShort();
  }
}

interface Header {
  tag: number;
  vr: string;
  start: number;
  length: number;
}

function header(bytes: DataView, at: number, encoding: Encoding): Header {
  need(bytes, at + 8);
  const { littleEndian } = encoding;
  const tag = bytes.getUint16(at, littleEndian) * 0x10000 + bytes.getUint16(at + 2, littleEndian);
  if (!encoding.explicit || tag >>> 16 === 0xfffe) {
    return { tag, vr: "", start: at + 8, length: bytes.getUint32(at + 4, littleEndian) };
  }
  const vr = String.fromCharCode(bytes.getUint8(at + 4), bytes.getUint8(at + 5));
  if (!LONG_LENGTHS.has(vr)) {
    return { tag, vr, start: at + 8, length: bytes.getUint16(at + 6, littleEndian) };
  }
  need(bytes, at + 12);
  return { tag, vr, start: at + 12, length: bytes.getUint32(at + 8, littleEndian) };
}

/** Where what has no length of its own ends, before its delimiter. */
function endOf(
  bytes: DataView,
  start: number,
  encoding: Encoding,
  delimiter: number,
  depth: number,
): number {
  if (depth > DEEPEST) {
    throw new CutShort();
  }
  let at = start;
  for (;;) {
    const next = header(bytes, at, encoding);
    if (next.tag === delimiter) {
      return at;
    }
    at = after(bytes, next, encoding, depth);
  }
}

/** Where the next element begins. */
function after(bytes: DataView, one: Header, encoding: Encoding, depth: number): number {
  return one.length === UNDEFINED
    ? endOf(
        bytes,
        one.start,
        inner(one, encoding),
        one.tag === ITEM ? ITEM_END : SEQUENCE_END,
        depth + 1,
      ) + 8
    : one.start + one.length;
}

/** An unknown element without a length is a sequence in the implicit encoding (PS3.5 6.2.2). */
function inner(one: Header, encoding: Encoding): Encoding {
  return one.vr === "UN" && one.length === UNDEFINED ? IMPLICIT : encoding;
}

/** The elements from one place to another, in their order; a value may lie beyond the bytes, for the reader to find out. */
export function* elements(
  bytes: DataView,
  encoding: Encoding,
  from = 0,
  to = bytes.byteLength,
): Generator<Element> {
  let at = from;
  while (at < to) {
    const one = header(bytes, at, encoding);
    const next = after(bytes, one, encoding, 0);
    const end = one.length === UNDEFINED ? next - 8 : next;
    yield { tag: one.tag, vr: one.vr, start: one.start, end, encoding: inner(one, encoding) };
    at = next;
  }
  need(bytes, at);
}

/** The items of a sequence. */
export function* items(bytes: DataView, sequence: Element): Generator<Element> {
  for (const one of elements(bytes, sequence.encoding, sequence.start, sequence.end)) {
    if (one.tag === ITEM) {
      yield one;
    }
  }
}

/** An element's bytes. */
export function valueOf(bytes: DataView, element: Element): Uint8Array {
  need(bytes, element.end);
  return new Uint8Array(
    bytes.buffer,
    bytes.byteOffset + element.start,
    element.end - element.start,
  );
}

/** A text of the default repertoire, such as a UID or a code, without its padding. */
export function plain(value: Uint8Array): string {
  return String.fromCharCode(...value.subarray(0, 1024))
    .replace(/[\0 ]+$/, "")
    .replace(/^ +/, "");
}
