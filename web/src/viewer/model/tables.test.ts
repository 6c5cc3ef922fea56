import { describe, expect, test } from "vitest";
import type { DicomJson } from "../../lib/dicom/json";
import { imagesOf } from "./image";

const us = (...values: number[]) => ({ vr: "US", Value: values });
const cs = (value: string) => ({ vr: "CS", Value: [value] });
const sq = (...items: DicomJson[]) => ({ vr: "SQ", Value: items });

const BASE: DicomJson = {
  "00280010": us(4),
  "00280011": us(4),
  "00280100": us(16),
  "00280101": us(12),
  "00280103": us(1),
};

function image(more: DicomJson) {
  const [first] = imagesOf({ ...BASE, ...more });
  if (first === undefined) {
    throw new Error("no image");
  }
  return first;
}

describe("tables of an image", () => {
  test("of interest come before its windows, with the first value as values are", () => {
    const table = { "00283002": us(256, 65_436, 8), "00283003": { vr: "LO", Value: ["骨"] } };
    const one = image({ "00283010": sq(table), "00281050": us(40), "00281051": us(80) });
    expect(one.windows).toEqual([
      { center: 28, width: 256, how: { table: 0 }, explanation: "骨" },
      { center: 40, width: 80, explanation: "" },
    ]);
    const rescaled = image({
      "00283010": sq(table),
      "00281052": { vr: "DS", Value: [2048] },
      "00281053": { vr: "DS", Value: [1] },
    });
    expect(rescaled.windows[0]?.center).toBe(65_436 + 128);
  });

  test("of the modality take the place of rescaling", () => {
    const one = image({
      "00283000": sq({ "00283002": us(4096, 63_488, 16) }),
      "00281053": { vr: "DS", Value: [7] },
    });
    expect(one.tables.modality).toMatchObject({ first: -2048, count: 4096 });
    expect([one.slope, one.intercept]).toEqual([1, 0]);
  });

  test("that make no sense are told to be broken", () => {
    expect(image({}).tables.broken).toBe(false);
    expect(image({ "00283000": sq({ "00283002": us(4096) }) }).tables.broken).toBe(true);
    expect(image({ "00283010": sq({ "00283002": us(1, 2, 3) }) }).tables.broken).toBe(true);
    const palette = { "00280004": cs("PALETTE COLOR"), "00281101": us(256, 0, 16) };
    expect(image(palette).tables.broken).toBe(true);
  });

  test("of colours are segments where there are some", () => {
    const descriptors = Object.fromEntries(
      ["00281101", "00281102", "00281103"].map((tag) => [tag, us(0, 0, 16)]),
    );
    const data = (last: number) =>
      Object.fromEntries([1, 2, 3].map((at) => [`002812${String(last)}${String(at)}`, {}]));
    const base = { "00280004": cs("PALETTE COLOR"), ...descriptors };
    const tags = (more: DicomJson) =>
      image({ ...base, ...more }).tables.palette.map(({ tag }) => tag);
    expect(tags(data(0))).toEqual(["00281201", "00281202", "00281203"]);
    expect(tags(data(2))).toEqual(["00281221", "00281222", "00281223"]);
  });
});

describe("what is dark", () => {
  test("is said by the shape, else by what the values are called", () => {
    expect(image({ "00280004": cs("MONOCHROME1") }).inverse).toBe(true);
    expect(image({ "00280004": cs("MONOCHROME1"), "20500020": cs("IDENTITY") }).inverse).toBe(
      false,
    );
    expect(image({ "20500020": cs("INVERSE") }).inverse).toBe(true);
    expect(image({}).inverse).toBe(false);
  });

  test("is padding, with the sign of the pixels and up to its limit", () => {
    expect(image({}).padding).toBeUndefined();
    expect(image({ "00280120": us(63_536) }).padding).toEqual({ lowest: -2000, highest: -2000 });
    expect(image({ "00280120": us(0), "00280121": us(65_526) }).padding).toEqual({
      lowest: -10,
      highest: 0,
    });
  });
});
