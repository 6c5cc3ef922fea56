import { describe, expect, test } from "vitest";
import type { PixelForm } from "./pixel-form";
import { plainOf } from "./samples";

const COLORS: PixelForm = {
  rows: 1,
  columns: 2,
  samples: 3,
  bitsAllocated: 8,
  bitsStored: 8,
  highBit: 7,
  signed: false,
  photometric: "RGB",
  planar: 0,
};

function colors(form: Partial<PixelForm>, ...bytes: number[]): number[] {
  return [...(plainOf(Uint8Array.from(bytes), { ...COLORS, ...form })?.bytes ?? [])];
}

describe("samples", () => {
  test("of greys are taken as they are", () => {
    expect(plainOf(Uint8Array.of(1, 2), { ...COLORS, samples: 1 })).toBeUndefined();
  });

  test("of greys are without the bits above what is stored", () => {
    const words = (...all: number[]) => new Uint8Array(Uint16Array.from(all).buffer);
    const twelve = { ...COLORS, samples: 1, bitsAllocated: 16, bitsStored: 12, highBit: 11 };
    expect(plainOf(words(0xfff, 1), twelve)).toBeUndefined();
    expect(plainOf(words(0x1fff, 0x8001), twelve)?.bytes).toEqual(words(0xfff, 1));
    const signed = { ...twelve, signed: true };
    expect(plainOf(words(0xffff, 0x7ff), signed)).toBeUndefined();
    expect(plainOf(words(0x2fff, 0x1001), signed)?.bytes).toEqual(words(0xffff, 1));
  });

  test("of single bits become whole ones, the lowest bit first", () => {
    const mask = { ...COLORS, columns: 10, samples: 1, bitsAllocated: 1, bitsStored: 1 };
    const plain = plainOf(Uint8Array.of(0b1000_0101, 0b10), mask);
    expect([...(plain?.bytes ?? [])]).toEqual([1, 0, 1, 0, 0, 0, 0, 1, 0, 1]);
    expect(plain?.form).toMatchObject({ bitsAllocated: 8, bitsStored: 8, highBit: 7 });
  });

  test("of colours are put together, pixel by pixel", () => {
    expect(colors({}, 1, 2, 3, 4, 5, 6)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(colors({ planar: 1 }, 1, 4, 2, 5, 3, 6)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(plainOf(new Uint8Array(6), { ...COLORS, photometric: "YBR_FULL" })?.form).toEqual(
      COLORS,
    );
  });

  test("of more than 8 bits keep the highest ones", () => {
    const wide = { bitsAllocated: 16, bitsStored: 12 };
    expect(colors({ ...wide, columns: 1 }, 0xff, 0x0f, 0x10, 0, 0, 8)).toEqual([255, 1, 128]);
    const widest = { bitsAllocated: 32, bitsStored: 32, columns: 1 };
    expect(colors(widest, 0, 0, 0, 255, 0, 0, 0, 1, 255, 255, 255, 0)).toEqual([255, 1, 0]);
  });

  test("of luminance and colour become red, green and blue", () => {
    expect(colors({ photometric: "YBR_FULL", columns: 1 }, 76, 85, 255)).toEqual([254, 0, 0]);
    // two pixels share their colour
    expect(colors({ photometric: "YBR_FULL_422" }, 76, 100, 128, 128)).toEqual([
      76, 76, 76, 100, 100, 100,
    ]);
    expect(colors({ photometric: "YBR_PARTIAL_422" }, 16, 235, 128, 128)).toEqual([
      0, 0, 0, 255, 255, 255,
    ]);
  });
});
