import { describe, expect, test } from "vitest";
import { greysOf } from "./greys";
import type { Lut } from "./lut";

function lut(first: number, bits: number, ...entries: number[]): Lut {
  return { first, bits, entries: Uint16Array.from(entries) };
}

describe("greys", () => {
  test("are straight between the ends of a window", () => {
    const greys = greysOf({ center: 128, width: 256 }, [], undefined);
    expect(greys).toMatchObject({ lower: 0, upper: 255, straight: true });
    expect([-5, 0, 51, 255, 300].map(greys.at)).toEqual([0, 0, 0.2, 1, 1]);
    const exact = greysOf({ center: 0.5, width: 1, how: "exact" }, [], undefined);
    expect(exact).toMatchObject({ lower: 0, upper: 1, straight: true });
    expect(exact.at(0.25)).toBe(0.25);
  });

  test("of a sigmoid are as the standard writes them", () => {
    const greys = greysOf({ center: 100, width: 40, how: "sigmoid" }, [], undefined);
    expect(greys.straight).toBe(false);
    expect(greys.at(100)).toBe(0.5);
    expect(greys.at(120)).toBeCloseTo(1 / (1 + Math.exp(-2)), 12);
    expect(greys.at(greys.lower)).toBeLessThan(0.001);
    expect(greys.at(greys.upper)).toBeGreaterThan(0.999);
  });

  test("of a table are its entries, which a pulled window stretches", () => {
    const tables = [undefined, lut(10, 8, 0, 51, 255)];
    const own = greysOf({ center: 11.5, width: 3, how: { table: 1 } }, tables, undefined);
    expect(own).toMatchObject({ lower: 10, upper: 12, straight: false });
    expect([0, 10, 11, 12, 99].map(own.at)).toEqual([0, 0, 0.2, 1, 1]);
    const wide = greysOf({ center: 12.5, width: 5, how: { table: 1 } }, tables, undefined);
    expect([10, 12, 14].map(wide.at)).toEqual([0, 0.2, 1]);
    // what cannot be had is straight
    expect(greysOf({ center: 11.5, width: 3, how: { table: 0 } }, tables, undefined).straight).toBe(
      true,
    );
  });

  test("go through a presentation table at last", () => {
    const greys = greysOf({ center: 1.5, width: 3 }, [], lut(0, 8, 255, 51, 0));
    expect(greys.straight).toBe(false);
    expect([0, 1, 2].map(greys.at)).toEqual([1, 0.2, 0]);
  });
});
