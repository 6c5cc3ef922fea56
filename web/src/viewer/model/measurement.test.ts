import { describe, expect, test } from "vitest";
import {
  angleAt,
  areaOf,
  cardiothoracic,
  cobbAngle,
  lengthBetween,
  resultOf,
  statisticsOf,
  type Values,
} from "./measurement";
import type { Point } from "../../api/image-notes";
import { NO_SPACING, type Spacing } from "./spacing";

const SQUARE: Spacing = { source: "pixel", row: 0.5, column: 0.5 };
/** Rows twice as far from each other as columns. */
const OBLONG: Spacing = { source: "pixel", row: 2, column: 1 };

/** Column plus ten times the row, four columns and three rows. */
const RAMP: Values = {
  columns: 4,
  rows: 3,
  at: (column, row) =>
    column >= 0 && column < 4 && row >= 0 && row < 3 ? column + 10 * row : undefined,
};

describe("measurements", () => {
  test("of lengths are Pythagoras in millimetres", () => {
    expect(lengthBetween([0, 0], [30, 40], SQUARE)).toBeCloseTo(25, 9);
    expect(lengthBetween([0, 0], [3, 2], OBLONG)).toBeCloseTo(5, 9);
    expect(lengthBetween([0, 0], [3, 4], NO_SPACING)).toBeCloseTo(5, 9);
  });

  test("of angles know that pixels may be oblong", () => {
    expect(
      angleAt(
        [
          [10, 0],
          [0, 0],
          [0, 10],
        ],
        SQUARE,
      ),
    ).toBeCloseTo(90, 9);
    expect(
      angleAt(
        [
          [10, 0],
          [0, 0],
          [10, 10],
        ],
        SQUARE,
      ),
    ).toBeCloseTo(45, 9);
    expect(
      angleAt(
        [
          [10, 0],
          [0, 0],
          [10, 5],
        ],
        OBLONG,
      ),
    ).toBeCloseTo(45, 9);
    expect(
      angleAt(
        [
          [10, 0],
          [0, 0],
          [-10, 0],
        ],
        SQUARE,
      ),
    ).toBeCloseTo(180, 9);
  });

  test("of Cobb angles do not mind how the lines were drawn", () => {
    const flat = [
      [0, 0],
      [10, 0],
    ] as const;
    expect(cobbAngle([...flat, [0, 20], [10, 30]], SQUARE)).toBeCloseTo(45, 9);
    expect(cobbAngle([...flat, [10, 30], [0, 20]], SQUARE)).toBeCloseTo(45, 9);
    expect(cobbAngle([...flat, [5, 20], [-5, 20]], SQUARE)).toBeCloseTo(0, 9);
  });

  test("of areas are in square millimetres", () => {
    expect(areaOf("rectangle", [0, 0], [10, 20], SQUARE)).toBeCloseTo(50, 9);
    expect(areaOf("ellipse", [10, 20], [0, 0], OBLONG)).toBeCloseTo(100 * Math.PI, 9);
  });

  test("of regions take the pixels whose middles lie inside", () => {
    expect(
      statisticsOf(
        "rectangle",
        [
          [0.6, 0.4],
          [2.2, 2],
        ],
        RAMP,
      ),
    ).toEqual({
      count: 4,
      mean: 16.5,
      deviation: Math.sqrt(25.25),
      min: 11,
      max: 22,
    });
    expect(
      statisticsOf(
        "ellipse",
        [
          [0, 0],
          [2, 2],
        ],
        RAMP,
      )?.count,
    ).toBe(5);
    expect(
      statisticsOf(
        "rectangle",
        [
          [-5, -5],
          [50, 50],
        ],
        RAMP,
      )?.count,
    ).toBe(12);
    expect(
      statisticsOf(
        "rectangle",
        [
          [0.2, 0.2],
          [0.8, 0.8],
        ],
        RAMP,
      ),
    ).toBeUndefined();
  });

  test("say nothing before all of their points are there", () => {
    expect(resultOf({ kind: "length", points: [[0, 0]] }, SQUARE, RAMP)).toBeUndefined();
    expect(
      resultOf(
        {
          kind: "cobb",
          points: [
            [0, 0],
            [1, 0],
            [0, 1],
          ],
        },
        SQUARE,
        RAMP,
      ),
    ).toBeUndefined();
    expect(resultOf({ kind: "probe", points: [[1.4, 2.4]] }, SQUARE, RAMP)).toEqual({
      kind: "probe",
      value: 21,
    });
    expect(resultOf({ kind: "probe", points: [[9, 0]] }, SQUARE, RAMP)).toEqual({
      kind: "probe",
      value: undefined,
    });
    expect(
      resultOf(
        {
          kind: "ellipse",
          points: [
            [0, 0],
            [2, 2],
          ],
        },
        SQUARE,
        RAMP,
      ),
    ).toMatchObject({
      kind: "ellipse",
      values: { count: 5 },
    });
  });
});

describe("a cardiothoracic ratio", () => {
  test("is of two widths, each in millimetres", () => {
    const spacing = { ...SQUARE, column: 0.5, row: 2 };
    expect(
      cardiothoracic(
        [
          [10, 5],
          [140, 5],
          [0, 9],
          [270, 9],
        ],
        spacing,
      ),
    ).toEqual({
      heart: 65,
      chest: 135,
      ratio: 65 / 135,
    });
  });

  test("is none of a chest without width", () => {
    expect(
      cardiothoracic(
        [
          [0, 0],
          [9, 0],
          [3, 3],
          [3, 3],
        ],
        SQUARE,
      ).ratio,
    ).toBeUndefined();
  });

  test("is there when both lines are", () => {
    const points: Point[] = [
      [0, 0],
      [50, 0],
      [0, 9],
    ];
    const of = (all: Point[]) => resultOf({ kind: "cardiothoracic", points: all }, SQUARE, RAMP);
    expect(of(points)).toBeUndefined();
    expect(of([...points, [100, 9]])).toMatchObject({ kind: "cardiothoracic", ratio: 0.5 });
  });
});
