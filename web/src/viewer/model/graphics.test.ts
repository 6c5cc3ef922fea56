import { expect, test } from "vitest";
import type { Point } from "../../api/image-notes";
import { shapeOf, type Graphic, type Ground } from "./graphics";

const GROUND: Ground = { place: (point) => point, aspect: 1 };

function graphic(type: string, points: readonly Point[], filled = false): Graphic {
  return { type, units: "PIXEL", points, filled, color: undefined };
}

function extent(points: readonly Point[]): number[] {
  const axes = [points.map(([x]) => x), points.map(([, y]) => y)];
  return axes.flatMap((all) => [Math.min(...all), Math.max(...all)]);
}

test("a line goes through its points, and is filled only where it is closed", () => {
  const corner: Point[] = [
    [0, 0],
    [10, 0],
    [10, 10],
  ];
  expect(shapeOf(graphic("POLYLINE", corner, true), GROUND)).toEqual({
    points: corner,
    filled: false,
  });
  expect(shapeOf(graphic("POLYLINE", [...corner, [0, 0]], true), GROUND)?.filled).toBe(true);
});

test("a curve goes through its points, and is round between them", () => {
  const square: Point[] = [
    [0, 0],
    [10, 0],
    [10, 10],
    [0, 10],
    [0, 0],
  ];
  const shape = shapeOf(graphic("INTERPOLATED", square), GROUND);
  for (const point of square) {
    expect(shape?.points).toContainEqual(point);
  }
  expect(extent(shape?.points ?? [])).toEqual([-1.25, 11.25, -1.25, 11.25]);
  expect(shape?.points.at(-1)).toEqual([0, 0]);
});

test("a circle is round to who looks at pixels that are no squares", () => {
  const points: Point[] = [
    [50, 50],
    [60, 50],
  ];
  const shape = shapeOf(graphic("CIRCLE", points, true), { ...GROUND, aspect: 2 });
  expect(extent(shape?.points ?? [])).toEqual([40, 60, 45, 55]);
  expect(shape?.filled).toBe(true);
});

test("an ellipse touches the ends of its axes", () => {
  const shape = shapeOf(
    graphic("ELLIPSE", [
      [0, 5],
      [20, 5],
      [10, 0],
      [10, 10],
    ]),
    GROUND,
  );
  expect(extent(shape?.points ?? [])).toEqual([0, 20, 0, 10]);
});

test("a place is itself; what is unknown, or has too few points, is not drawn", () => {
  expect(shapeOf(graphic("POINT", [[3, 4]]), GROUND)?.points).toEqual([[3, 4]]);
  for (const broken of [
    graphic("SPIRAL", [[3, 4]]),
    graphic("POLYLINE", [[3, 4]]),
    graphic("CIRCLE", [[3, 4]]),
    graphic("POINT", []),
  ]) {
    expect(shapeOf(broken, GROUND)).toBeUndefined();
  }
});
