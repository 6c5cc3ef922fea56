/** Look-up tables: of the modality, of values of interest, of colours (PS3.3 C.11.1.1, C.11.2.1.1, C.7.6.3.1.5 and C.7.9.2). */

export interface Lut {
  /** The value that gets the first entry; smaller ones get it too. */
  first: number;
  /** Of an entry. */
  bits: number;
  entries: Uint16Array;
}

/** What the descriptor says of a table. */
export interface Described {
  count: number;
  first: number;
  bits: number;
}

const MOST_ENTRIES = 65_536;

/**
 * Undefined for what describes no table.
 *
 * @param signed whether the values that are looked up are, and so the first of them
 */
export function described(descriptor: readonly number[], signed: boolean): Described | undefined {
  const [count, first, bits] = descriptor;
  if (count === undefined || first === undefined || bits === undefined || bits < 8 || bits > 16) {
    return undefined;
  }
  const unsigned = first & 0xffff;
  return {
    count: (count & 0xffff) === 0 ? MOST_ENTRIES : count & 0xffff,
    first: signed && unsigned > 0x7fff ? unsigned - 0x1_0000 : unsigned,
    bits,
  };
}

function word(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}

/** A table of as many entries as are described; undefined when its data end early. */
export function lutOf(of: Described, bytes: Uint8Array): Lut | undefined {
  // entries of 8 bits may be packed
  const packed = bytes.length < 2 * of.count;
  if (bytes.length < of.count) {
    return undefined;
  }
  const entries = Uint16Array.from({ length: of.count }, (_, at) =>
    packed ? (bytes[at] ?? 0) : word(bytes, 2 * at),
  );
  return { first: of.first, bits: of.bits, entries };
}

/** The entry of a value. */
export function look({ first, entries }: Lut, value: number): number {
  const at = Math.min(entries.length - 1, Math.max(0, Math.round(value - first)));
  return entries[at] ?? 0;
}

/** As {@link look}, as a part of the highest entry there can be. */
export function brightness(lut: Lut, value: number): number {
  return Math.min(1, look(lut, value) / (2 ** lut.bits - 1));
}

/** One colour of a palette that is told in segments. */
class Segments {
  private readonly entries: number[] = [];
  private at = 0;
  private readonly width: number;

  constructor(
    private readonly of: Described,
    private readonly bytes: Uint8Array,
  ) {
    this.width = of.bits > 8 ? 2 : 1;
  }

  /** Undefined when they make no table. */
  expand(): Lut | undefined {
    while (this.entries.length < this.of.count) {
      if (!this.segment(true)) {
        return undefined;
      }
    }
    const { first, bits, count } = this.of;
    return { first, bits, entries: Uint16Array.from(this.entries.slice(0, count)) };
  }

  private number(): number {
    const { at, width, bytes } = this;
    this.at += width;
    return width === 1 ? (bytes[at] ?? 0) : word(bytes, at);
  }

  /** Whether there was one. */
  private segment(mayLeadElsewhere: boolean): boolean {
    if (this.at + 3 * this.width > this.bytes.length) {
      return false;
    }
    const kind = this.number();
    const length = this.number();
    if (kind === 0) {
      for (let one = 0; one < length; one++) {
        this.entries.push(this.number());
      }
      return true;
    }
    if (kind === 1) {
      return this.linear(length, this.number());
    }
    return kind === 2 && mayLeadElsewhere && this.elsewhere(length);
  }

  /** From the entry before, which is none of the segment, to the last one. */
  private linear(length: number, last: number): boolean {
    const before = this.entries.at(-1);
    if (before === undefined) {
      return false;
    }
    for (let one = 1; one <= length; one++) {
      this.entries.push(Math.round(before + ((last - before) * one) / length));
    }
    return true;
  }

  private elsewhere(count: number): boolean {
    let place = 0;
    for (let one = 0; one < 4; one += this.width) {
      place += this.number() * 2 ** (8 * one);
    }
    const back = this.at;
    this.at = place;
    for (let one = 0; one < count; one++) {
      if (!this.segment(false)) {
        return false;
      }
    }
    this.at = back;
    return true;
  }
}

/** As {@link lutOf}, of segments. */
export function segmentedLut(of: Described, bytes: Uint8Array): Lut | undefined {
  return new Segments(of, bytes).expand();
}

/** Three colours with entries of 8 bits: many palettes that claim 16 hold 8, in all their colours, for one alone may be dim. */
export function inEightBits(colors: readonly Lut[]): Lut[] {
  const highest = colors.reduce(
    (most, { entries }) => entries.reduce((so, one) => Math.max(so, one), most),
    0,
  );
  return colors.map(({ first, bits, entries }) => ({
    first,
    bits: 8,
    entries: highest <= 0xff ? entries : entries.map((one) => one >> (bits - 8)),
  }));
}
