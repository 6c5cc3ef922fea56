import { describe, expect, test } from "vitest";
import type { ImageNotes, Measurement } from "./image-notes";
import { merged } from "./merge-notes";

const AT = { study: "1", series: "1.1", instance: "1.1.1", frame: 1 };
const NEXT = { ...AT, instance: "1.1.2" };

function mark(id: number, column = 0): Measurement {
  return { id, kind: "probe", at: AT, points: [[column, 0]] };
}

function notes(measurements: Measurement[], keyImages = [] as ImageNotes["keyImages"]): ImageNotes {
  return { measurements, keyImages };
}

describe("what two pages noted", () => {
  test("is there together", () => {
    const base = notes([mark(1)], [AT]);
    const both = merged(base, notes([mark(1), mark(2)], [AT]), notes([mark(1), mark(3)], [NEXT]));
    expect(both.measurements.map((one) => one.id).toSorted()).toEqual([1, 2, 3]);
    expect(both.keyImages).toEqual([NEXT]);
  });

  test("and removed, is gone", () => {
    const base = notes([mark(1), mark(2)], [AT, NEXT]);
    const both = merged(base, notes([mark(2)], [AT]), notes([mark(1)], [AT, NEXT]));
    expect(both.measurements).toEqual([]);
    expect(both.keyImages).toEqual([AT]);
  });

  test("is there twice where both changed it, and stays where one removed what the other changed", () => {
    const base = notes([mark(1), mark(2), mark(3)]);
    const both = merged(base, notes([mark(1, 5), mark(3, 7)]), notes([mark(1, 6), mark(2, 8)]));
    expect(both.measurements.map((one) => one.points[0]?.[0]).toSorted()).toEqual([5, 6, 7, 8]);
    expect(new Set(both.measurements.map((one) => one.id)).size).toBe(4);
  });

  test("alike, is there once", () => {
    const both = merged(notes([mark(1)]), notes([mark(1, 4)], [AT]), notes([mark(1, 4)], [AT]));
    expect(both).toEqual(notes([mark(1, 4)], [AT]));
  });
});
