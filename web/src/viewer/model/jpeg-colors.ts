/** JPEG as browsers take it: they go by what its segments say of colours, where DICOM's may say nothing and be RGB. */

const SEGMENT = 0xff;
const JFIF = 0xe0;
const ADOBE = 0xee;
const START_OF_SCAN = 0xda;
const NAME = 4;
/** Of Adobe's segment, with its marker and length; the last byte says that nothing was transformed. */
const SAYS_RGB = [SEGMENT, ADOBE, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, 0];
const TRANSFORM = 15;
const START = 2;

interface Segment {
  marker: number;
  start: number;
  end: number;
}

function isNamed(bytes: Uint8Array, at: number, name: string): boolean {
  return Array.from(name).every((letter, of) => bytes[at + NAME + of] === letter.charCodeAt(0));
}

/** Those before the first scan. */
function segmentsOf(bytes: Uint8Array): Segment[] {
  const all: Segment[] = [];
  let at = START;
  while (at + NAME <= bytes.length && bytes[at] === SEGMENT && bytes[at + 1] !== START_OF_SCAN) {
    const end = at + 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
    all.push({ marker: bytes[at + 1] ?? 0, start: at, end });
    at = end;
  }
  return all;
}

function joined(parts: readonly ArrayLike<number>[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, one) => length + one.length, 0));
  let at = 0;
  for (const one of parts) {
    whole.set(one, at);
    at += one.length;
  }
  return whole;
}

/** The stream of an image that calls itself RGB, so that it is taken for RGB unless it says itself that it was transformed. */
export function sayingRgb(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const segments = segmentsOf(bytes);
  const jfif = segments.find(
    ({ marker, start }) => marker === JFIF && isNamed(bytes, start, "JFIF"),
  );
  const adobe = segments.find(
    ({ marker, start }) => marker === ADOBE && isNamed(bytes, start, "Adobe"),
  );
  if (adobe === undefined) {
    return jfif === undefined
      ? joined([bytes.subarray(0, START), SAYS_RGB, bytes.subarray(START)])
      : bytes;
  }
  // browsers believe JFIF, which knows no RGB, more than Adobe
  return jfif !== undefined && bytes[adobe.start + TRANSFORM] === 0
    ? joined([bytes.subarray(0, jfif.start), bytes.subarray(jfif.end)])
    : bytes;
}
