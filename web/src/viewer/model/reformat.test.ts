import { describe, expect, test } from "vitest";
import type { DicomJson } from "../../lib/dicom/json";
import { isReformatted, reformatted } from "./reformat";
import { referenceLine } from "./reference-line";
import { sectionOf, type Volume } from "./section";
import { NO_SLAB, PLANES, reachOf, type PlaneName, type Slab } from "./slab";
import { studyOf, type Series } from "./study";
import type { Vector } from "./vectors";
import { isRefusal, volumeOf } from "./volume";

const [COLUMNS, ROWS, SLICES] = [6, 5, 9];
const AMPLE = 1e9;
const ds = (...values: number[]) => ({ vr: "DS", Value: values });
const is = (value: number) => ({ vr: "IS", Value: [value] });

const AXIAL = [1, 0, 0, 0, 1, 0];
/** Rows run to the back, columns to the feet. */
const SAGITTAL = [0, 1, 0, 0, 0, -1];

function slice(place: number, more: DicomJson = {}): DicomJson {
  return {
    "00080018": { vr: "UI", Value: [`1.1.${String(place)}`] },
    "00080060": { vr: "CS", Value: ["CT"] },
    "0020000D": { vr: "UI", Value: ["1"] },
    "0020000E": { vr: "UI", Value: ["1.1"] },
    "00200013": is(place + 1),
    "00200032": ds(-10, -20, 100 + place * 2.5),
    "00200037": ds(...AXIAL),
    "00200052": { vr: "UI", Value: ["1.9"] },
    "00280004": { vr: "CS", Value: ["MONOCHROME2"] },
    "00280010": is(ROWS),
    "00280011": is(COLUMNS),
    "00280030": ds(0.8, 0.5),
    "00280100": is(16),
    "00280103": is(1),
    "00281052": ds(-1024),
    "00281053": ds(1),
    ...more,
  };
}

function seriesOf(slices: DicomJson[]): Series {
  const [series] = studyOf("1", slices).series;
  if (series === undefined) {
    throw new Error("no series");
  }
  return series;
}

function stack(change: (place: number) => DicomJson = () => ({})): Series {
  return seriesOf(Array.from({ length: SLICES }, (_, at) => slice(at, change(at))));
}

/** Each value tells where it is. */
const code = (column: number, row: number, at: number) => column + 10 * row + 100 * at;

function volumeIn(series: Series, padding?: { lowest: number; highest: number }): Volume {
  const grid = volumeOf(series, AMPLE);
  if (isRefusal(grid)) {
    throw new Error(grid.reason);
  }
  const [columns, rows, slices] = grid.size;
  const values = Int16Array.from({ length: columns * rows * slices }, (_, at) =>
    code(at % columns, Math.floor(at / columns) % rows, Math.floor(at / columns / rows)),
  );
  return { grid, values, padding };
}

function made(plane: PlaneName, slab: Slab = NO_SLAB, series = stack()) {
  return reformatted(series, volumeIn(series), { plane, slab });
}

/** Where a pixel of an image lies in the patient. */
function placeOf({ series }: { series: Series }, at: number, [x, y]: [number, number]): Vector {
  const image = series.images[at];
  if (image?.plane === undefined) {
    throw new Error("no plane");
  }
  const { position, row, column } = image.plane;
  const part = (axis: 0 | 1 | 2) =>
    position[axis] + row[axis] * x * image.spacing.column + column[axis] * y * image.spacing.row;
  return [part(0), part(1), part(2)];
}

/** Which value of the original stack lies at a place of the patient. */
function codeAt([x, y, z]: Vector): number {
  return code(Math.round((x + 10) / 0.5), Math.round((y + 20) / 0.8), Math.round((z - 100) / 2.5));
}

describe("sections of a volume", () => {
  test.each([
    ["axial", COLUMNS, ROWS, SLICES, [0.8, 0.5], 2.5],
    ["coronal", COLUMNS, SLICES, ROWS, [2.5, 0.5], 0.8],
    ["sagittal", ROWS, SLICES, COLUMNS, [2.5, 0.8], 0.5],
  ] as const)(
    "%s ones have their size, spacing and distance",
    (plane, columns, rows, count, [row, column], gap) => {
      const { series } = made(plane);
      const [first] = series.images;
      expect(series.images).toHaveLength(count);
      expect(first?.pixels).toMatchObject({ columns, rows, bitsAllocated: 16, signed: true });
      expect(first?.spacing).toMatchObject({ row, column });
      expect(first?.spacing.source).toBe(plane === "axial" ? "pixel" : "reformatted");
      expect(first?.thickness).toBeCloseTo(gap);
      expect(isReformatted(series)).toBe(true);
      expect(new Set(series.images.map((one) => one.id)).size).toBe(count);
    },
  );

  test.each(PLANES)("every value of %s ones is where it was in the patient", (plane) => {
    for (const series of [stack(), stack((at) => ({ "00200013": is(20 - at) }))]) {
      const original = new Map(series.images.map((one, at) => [one.plane?.position[2] ?? 0, at]));
      const one = made(plane, NO_SLAB, series);
      one.series.images.forEach(({ pixels: { columns } }, at) => {
        one.pixels(at).forEach((value, pixel) => {
          const place = placeOf(one, at, [pixel % columns, Math.floor(pixel / columns)]);
          const there = codeAt(place);
          const nth = original.get(Math.round(place[2] * 10) / 10) ?? NaN;
          expect(value).toBe((there % 100) + 100 * nth);
        });
      });
    }
  });

  test("are seen as people look at patients, however the series was taken", () => {
    const side = stack((at) => ({
      "00200032": ds(30 - at * 2.5, -20, 50),
      "00200037": ds(...SAGITTAL),
    }));
    for (const series of [stack(), side]) {
      const ways = PLANES.map((plane) => made(plane, NO_SLAB, series).series.images[0]?.plane);
      expect(ways.map((one) => one?.row)).toEqual([
        [1, 0, 0],
        [1, 0, 0],
        [0, 1, 0],
      ]);
      expect(ways.map((one) => one?.column)).toEqual([
        [0, 1, 0],
        [0, 0, -1],
        [0, 0, -1],
      ]);
    }
    expect(sectionOf(volumeIn(side).grid, "sagittal").through.axis).toBe(2);
    // slices went from left to right, as sections of a side do
    const own = made("sagittal", NO_SLAB, side);
    expect(own.series.images[3]?.plane?.position).toEqual([22.5, -20, 50]);
    expect([...own.pixels(3)].slice(0, 3)).toEqual([300, 301, 302]);
  });

  test("cross each other where they lie", () => {
    const [axial, coronal] = [made("axial"), made("coronal")];
    const [one, other] = [axial.series.images[2], coronal.series.images[0]];
    if (one === undefined || other === undefined) {
      throw new Error("no images");
    }
    // the third slice from below is the seventh row from above
    expect(referenceLine(one, other)?.map(([, row]) => row)).toEqual([6, 6]);
  });
});

describe("slabs", () => {
  test("show the largest, the smallest or the mean of their slices", () => {
    const of = (projection: Slab["projection"]) =>
      made("axial", { projection, thickness: 10 }).pixels(4)[COLUMNS + 2];
    // four slices of 2.5 mm around the fifth
    expect(of("mip")).toBe(code(2, 1, 6));
    expect(of("minip")).toBe(code(2, 1, 3));
    expect(of("mean")).toBe(Math.round(code(2, 1, 4.5)));
  });

  test("lie in the middle of their slices, and are thinner at the ends", () => {
    const { images } = made("axial", { projection: "mip", thickness: 10 }).series;
    expect(images[4]?.plane?.position[2]).toBeCloseTo(100 + 4.5 * 2.5);
    expect(images[4]?.thickness).toBe(10);
    expect(images.at(-1)?.thickness).toBe(5);
    expect(reachOf({ projection: "mip", thickness: 30 }, 0, 2.5, 9)).toEqual({ first: 0, last: 6 });
    expect(reachOf({ projection: "mip", thickness: 5 }, 3, 7, 9)).toEqual({ first: 3, last: 3 });
  });

  test("leave padding out where there is anything else", () => {
    const series = stack();
    const volume = volumeIn(series, { lowest: 500, highest: 699 });
    const all = reformatted(series, volume, {
      plane: "axial",
      slab: { projection: "mip", thickness: 5 },
    });
    expect(all.pixels(4)[0]).toBe(400);
    expect(all.pixels(5)[0]).toBe(500);
  });
});

describe("what is no volume is told why", () => {
  const z = (place: number, by = 0) => ({ "00200032": ds(-10 + by, -20, 100 + place) });
  test.each([
    ["modality", 1, { "00080060": { vr: "CS", Value: ["DX"] } }, 0],
    ["form", 4, { "00280011": is(7) }, 3],
    ["form", 1, { "00280004": { vr: "CS", Value: ["RGB"] }, "00280002": is(3) }, 0],
    ["values", 3, { "00281053": ds(2) }, 2],
    ["place", 5, { "00200032": ds() }, 4],
    ["orientation", 6, { "00200037": ds(0.9995, 0.0316, 0, -0.0316, 0.9995, 0) }, 5],
    ["spacing", 2, { "00280030": ds(0.9, 0.5) }, 1],
    ["doubled", 2, z(2.5), 2],
    ["uneven", 2, z(4), 2],
    ["tilted", 4, z(7.5, 1), 3],
  ] satisfies [string, number, DicomJson, number][])("%s, at slice %i", (...one) => {
    const [reason, place, more, changed] = one;
    const series = stack((at) => (at === changed ? more : {}));
    expect(volumeOf(series, AMPLE)).toEqual({ reason, place });
  });

  test("slices that are missing, too few, or more than memory holds", () => {
    const without = (all: readonly number[]) => seriesOf(all.map((at) => slice(at)));
    expect(volumeOf(without([0, 1, 2, 3, 5, 6, 7, 8]), AMPLE)).toEqual({
      reason: "missing",
      place: 4,
    });
    expect(volumeOf(without([0, 1, 2]), AMPLE)).toEqual({ reason: "few", place: 3 });
    const bytes = COLUMNS * ROWS * SLICES * 2;
    expect(isRefusal(volumeOf(stack(), bytes))).toBe(false);
    expect(volumeOf(stack(), bytes - 1)).toEqual({ reason: "memory", place: 1 });
  });
});
