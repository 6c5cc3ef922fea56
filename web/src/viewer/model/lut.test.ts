import { describe, expect, test } from "vitest";
import { brightness, described, inEightBits, look, lutOf, segmentedLut } from "./lut";

const WORDS = (...all: number[]) => new Uint8Array(Uint16Array.from(all).buffer);

describe("a look-up table", () => {
  test("is described by count, first value and bits, the first with the sign of the values", () => {
    expect(described([4, 65436, 12], true)).toEqual({ count: 4, first: -100, bits: 12 });
    expect(described([4, -100, 12], true)).toEqual({ count: 4, first: -100, bits: 12 });
    expect(described([4, 65436, 12], false)).toEqual({ count: 4, first: 65436, bits: 12 });
    expect(described([0, 0, 16], false)?.count).toBe(65_536);
    expect(described([4, 0, 7], false)).toBeUndefined();
    expect(described([4, 0], false)).toBeUndefined();
  });

  test("gives values beside it its first or last entry", () => {
    const lut = lutOf({ count: 3, first: -1, bits: 12 }, WORDS(0, 100, 4095));
    expect(lut && [-9, -1, 0, 1, 9].map((one) => look(lut, one))).toEqual([0, 0, 100, 4095, 4095]);
    expect(lut && brightness(lut, 1)).toBe(1);
  });

  test("may have its entries packed, and none when its data end early", () => {
    const packed = lutOf({ count: 4, first: 0, bits: 8 }, Uint8Array.of(1, 2, 3, 250));
    expect([...(packed?.entries ?? [])]).toEqual([1, 2, 3, 250]);
    expect(lutOf({ count: 4, first: 0, bits: 16 }, Uint8Array.of(1, 2))).toBeUndefined();
  });

  test("of segments has entries one by one, between two, and from elsewhere", () => {
    const of = { count: 9, first: 0, bits: 16 };
    // 2 entries, 3 on the way to 40, and the first segment (at byte 0) once more, and 2 on the way to 0
    const data = WORDS(0, 2, 5, 10, 1, 3, 40, 2, 1, 0, 0, 1, 2, 0);
    expect([...(segmentedLut(of, data)?.entries ?? [])]).toEqual([5, 10, 20, 30, 40, 5, 10, 5, 0]);
    expect(segmentedLut({ ...of, count: 10 }, data)).toBeUndefined();
    expect(segmentedLut(of, WORDS(1, 3, 40))).toBeUndefined();
    expect(segmentedLut(of, WORDS(7, 1, 40))).toBeUndefined();
  });

  test("of colours is brought to 8 bits where it has more, all colours alike", () => {
    const lut = (...all: number[]) => ({ first: 0, bits: 16, entries: Uint16Array.from(all) });
    const dim = inEightBits([lut(0, 200), lut(0, 0xff00)]);
    expect(dim.map(({ entries }) => entries[1])).toEqual([0, 255]);
    const small = inEightBits([lut(0, 200), lut(0, 255)]);
    expect(small.map(({ entries }) => entries[1])).toEqual([200, 255]);
  });
});
