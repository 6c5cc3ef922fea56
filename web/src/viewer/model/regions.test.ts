import { expect, test } from "vitest";
import { regionsOf, spacingAt } from "./regions";
import { NO_SPACING } from "./spacing";

const us = (value: number) => ({ vr: "US", Value: [value] });
const fd = (value: number) => ({ vr: "FD", Value: [value] });

function region(box: readonly [number, number, number, number], units: number, delta: number) {
  return {
    "00186018": us(box[0]),
    "0018601A": us(box[1]),
    "0018601C": us(box[2]),
    "0018601E": us(box[3]),
    "00186024": us(units),
    "00186026": us(3),
    "0018602C": fd(delta),
    "0018602E": fd(-delta),
  };
}

const SCAN = {
  "00186011": {
    vr: "SQ",
    Value: [
      region([0, 0, 400, 600], 3, 0.02),
      region([400, 0, 800, 300], 3, 0.04),
      // time runs along its rows
      region([400, 300, 800, 600], 4, 0.01),
      region([100, 100, 200, 200], 3, 0.01),
    ],
  },
};
const REGIONS = regionsOf(SCAN);

test("a length has the scale of the region that it lies in, the smallest one", () => {
  const at = (...points: [number, number][]) => spacingAt(REGIONS, NO_SPACING, points);
  expect(at([10, 10], [300, 500])).toEqual({ source: "ultrasound", row: 0.2, column: 0.2 });
  expect(at([500, 10], [700, 200]).row).toBe(0.4);
  expect(at([110, 110], [150, 150]).row).toBe(0.1);
});

test("across regions, outside of them and in those of time it is pixels", () => {
  const source = (...points: [number, number][]) => spacingAt(REGIONS, NO_SPACING, points).source;
  expect(source([300, 100], [500, 100])).toBe("none");
  expect(source([500, 400], [600, 500])).toBe("none");
  expect(source([900, 10], [950, 10])).toBe("none");
});

test("what has a spacing of its own, or no regions, keeps what it has", () => {
  const pixel = { source: "pixel", row: 0.5, column: 0.5 } as const;
  expect(spacingAt(REGIONS, pixel, [[10, 10]])).toBe(pixel);
  expect(spacingAt([], NO_SPACING, [[10, 10]])).toBe(NO_SPACING);
  expect(regionsOf({})).toEqual([]);
});
