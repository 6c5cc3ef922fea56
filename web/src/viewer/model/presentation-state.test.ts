import { expect, test } from "vitest";
import type { DicomJson } from "../../lib/dicom/json";
import { asksOf } from "./asked";
import { isMeant, partsFor, presentationStateOf } from "./presentation-state";

const of = (...Value: unknown[]) => ({ Value });

test("a presentation state says how images are to be shown, and what is noted on them", () => {
  const data: DicomJson = {
    "00080080": of("县人民医院"),
    "00700080": of("MARKED"),
    "00700081": of("术前标注"),
    "00700082": of("20261129"),
    "00700083": of("101500"),
    "00700084": of({ Alphabetic: "Li^Si", Ideographic: "李^四" }),
    "00081115": of({ "00081140": of({ "00081155": of("1.2.3"), "00081160": of(2) }) }),
    "00283110": of({ "00281050": of(-600), "00281051": of(1500) }),
    "00181600": of("RECTANGULAR", "CIRCULAR"),
    "00700001": of(
      { "00700008": of({ "00700006": of("结节？") }) },
      { "00700009": of({}, {}), "00700008": of({}) },
    ),
    "00700041": of("Y"),
    "00700042": of(90),
    "20500020": of("INVERSE"),
  };
  const state = presentationStateOf(data);
  expect(state).toMatchObject({
    creator: "李四 (Li Si)",
    institution: "县人民医院",
    date: "20261129",
    time: "101500",
    label: "MARKED",
    description: "术前标注",
    references: [{ sopClass: "", instance: "1.2.3", frames: [2] }],
    rotation: 90,
    flipped: true,
    inverse: true,
  });
  expect(asksOf(state)).toMatchObject({
    windows: [{ center: -600, width: 1500 }],
    shutters: ["RECTANGULAR", "CIRCULAR"],
    graphics: 2,
    notes: ["结节？"],
  });
});

test("one that says nothing asks for nothing", () => {
  const state = presentationStateOf({});
  expect(state).toMatchObject({
    references: [],
    interest: [],
    areas: [],
    annotations: [],
    rotation: 0,
    flipped: false,
    inverse: undefined,
  });
  expect(asksOf(state)).toEqual({ windows: [], shutters: [], graphics: 0, notes: [] });
});

test("references mean whole images, or some of their frames", () => {
  const all = [{ sopClass: "", instance: "1.1", frames: [] }];
  const some = [{ sopClass: "", instance: "1.1", frames: [2, 3] }];
  expect(isMeant(all, { instance: "1.1", frame: 7 })).toBe(true);
  expect(isMeant(some, { instance: "1.1", frame: 3 })).toBe(true);
  expect(isMeant(some, { instance: "1.1", frame: 1 })).toBe(false);
  expect(isMeant(all, { instance: "1.2", frame: 1 })).toBe(false);
});

test("what is said of an image alone comes before what is said of all", () => {
  const parts = [
    { images: [], is: "all" },
    { images: [{ sopClass: "", instance: "1.1", frames: [] }], is: "own" },
    { images: [{ sopClass: "", instance: "1.2", frames: [] }], is: "other" },
  ];
  expect(partsFor(parts, { instance: "1.1", frame: 1 })).toEqual(["own", "all"]);
});
