import { expect, test } from "vitest";
import type { Image } from "./image";
import { magnified } from "./magnified";

function image(rows: number, columns: number, row = 1, column = 1) {
  return { pixels: { rows, columns }, spacing: { source: "pixel", row, column } } as Image;
}

test("in a glass the picture is twice as large as around it", () => {
  // seen whole in the glass it would have half a pixel of the screen for each of its own
  expect(magnified(image(400, 480), 1.5, [10, 20], 240)).toEqual({ center: [10, 20], zoom: 6 });
});

test("oblong pixels make it higher", () => {
  expect(magnified(image(400, 480, 2, 1), 1, [0, 0], 240).zoom).toBeCloseTo(2 / (240 / 800), 9);
});
