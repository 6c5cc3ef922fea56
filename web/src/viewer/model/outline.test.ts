import { expect, test } from "vitest";
import { outline } from "./outline";

test("lines of measurements go through their points", () => {
  expect(
    outline("length", [
      [0, 0],
      [3, 4],
    ]),
  ).toEqual([
    [
      [0, 0],
      [3, 4],
    ],
  ]);
  expect(
    outline("angle", [
      [0, 0],
      [3, 4],
      [5, 5],
    ]),
  ).toHaveLength(1);
  expect(
    outline("cobb", [
      [0, 0],
      [3, 4],
    ]),
  ).toHaveLength(1);
  expect(
    outline("cobb", [
      [0, 0],
      [3, 4],
      [5, 5],
      [6, 6],
    ]),
  ).toEqual([
    [
      [0, 0],
      [3, 4],
    ],
    [
      [5, 5],
      [6, 6],
    ],
  ]);
  expect(outline("probe", [[1, 1]])).toEqual([]);
  expect(outline("length", [[1, 1]])).toEqual([]);
});

test("regions are closed, and an ellipse touches the sides of its box", () => {
  expect(
    outline("rectangle", [
      [0, 0],
      [4, 2],
    ]),
  ).toEqual([
    [
      [0, 0],
      [4, 0],
      [4, 2],
      [0, 2],
      [0, 0],
    ],
  ]);
  const [round] = outline("ellipse", [
    [0, 0],
    [4, 2],
  ]);
  expect(Math.max(...(round ?? []).map(([x]) => x))).toBeCloseTo(4, 9);
  expect(Math.min(...(round ?? []).map(([, y]) => y))).toBeCloseTo(0, 9);
});
