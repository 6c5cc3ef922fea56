import { describe, expect, test } from "vitest";
import type { Image } from "./image";
import { partner } from "./linking";
import { referenceLine } from "./reference-line";
import { cross, type Vector } from "./vectors";

const AXIAL: [Vector, Vector] = [
  [1, 0, 0],
  [0, 1, 0],
];
const SAGITTAL: [Vector, Vector] = [
  [0, 1, 0],
  [0, 0, -1],
];

function image(position: Vector, [row, column]: [Vector, Vector], frame = "f"): Image {
  const plane = { position, row, column, normal: cross(row, column), frameOfReference: frame };
  const pixels = { rows: 100, columns: 100 };
  return { plane, pixels, spacing: { row: 1, column: 1, source: "pixel" } } as unknown as Image;
}

/** Axial images so far apart, upwards from a height. */
function stack(count: number, from: number, gap: number, frame = "f"): Image[] {
  return Array.from({ length: count }, (_, at) => image([0, 0, from + at * gap], AXIAL, frame));
}

describe("linked stacks", () => {
  test("of one frame of reference show the nearest position, however they stood", () => {
    const [thin, thick] = [stack(50, 0, 1), stack(10, 0, 5)];
    const to = (now: number) =>
      partner({ images: thin, index: 7 }, now, { images: thick, index: 9 });
    expect([0, 2, 3, 22, 23, 49].map(to)).toEqual([0, 0, 1, 4, 5, 9]);
  });

  test("run against each other all the same", () => {
    const up = stack(10, 0, 5);
    const down = stack(10, 0, 5).toReversed();
    expect(partner({ images: up, index: 0 }, 2, { images: down, index: 0 })).toBe(7);
  });

  test("without a common frame go as many millimetres from where they stood", () => {
    const [now, prior] = [stack(40, -100, 2, "now"), stack(20, 300, 5, "prior")];
    const to = (index: number) =>
      partner({ images: now, index: 10 }, index, { images: prior, index: 4 });
    expect([10, 15, 5, 0].map(to)).toEqual([4, 6, 2, 0]);
  });

  test("that tell no position go as many images, and no further than there are", () => {
    const flat = Array.from({ length: 5 }, () => ({}) as Image);
    const to = (index: number) =>
      partner({ images: flat, index: 1 }, index, { images: flat, index: 2 });
    expect([0, 1, 2, 4].map(to)).toEqual([1, 2, 3, 4]);
  });

  test("that cross each other do not go together", () => {
    const sagittal = [image([5, 0, 0], SAGITTAL)];
    expect(
      partner({ images: stack(5, 0, 5), index: 0 }, 3, { images: sagittal, index: 0 }),
    ).toBeUndefined();
  });
});

describe("lines of sections", () => {
  test("are where the planes meet, from edge to edge", () => {
    const axial = image([-10, 0, 30], AXIAL);
    const sagittal = image([20, 0, 99], SAGITTAL);
    // 30 mm up is 69 rows below the first row at 99 mm; the axial image reaches from 0 to 99 mm along the rows
    expect(referenceLine(axial, sagittal)?.toSorted((a, b) => a[0] - b[0])).toEqual([
      [-0.5, 69],
      [99.5, 69],
    ]);
    // and 20 mm to the left is column 30 of the axial image
    expect(referenceLine(sagittal, axial)?.map(([column]) => column)).toEqual([30, 30]);
  });

  test("are none for sections that are parallel, apart, or of other frames", () => {
    const axial = image([0, 0, 30], AXIAL);
    expect(referenceLine(axial, image([0, 0, 40], AXIAL))).toBeUndefined();
    expect(referenceLine(axial, image([20, 0, 99], SAGITTAL, "other"))).toBeUndefined();
    expect(referenceLine(axial, image([300, 0, 99], SAGITTAL))).toBeUndefined();
    expect(referenceLine(axial, { pixels: {}, spacing: {} } as Image)).toBeUndefined();
  });
});
