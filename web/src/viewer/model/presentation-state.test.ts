import { expect, test } from "vitest";
import type { DicomJson } from "../../lib/dicom/json";
import { presentationStateOf } from "./presentation-state";

const of = (...Value: unknown[]) => ({ Value });

test("a presentation state says how images are to be shown, and what is noted on them", () => {
  const data: DicomJson = {
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
  expect(presentationStateOf(data)).toEqual({
    creator: "李四 (Li Si)",
    date: "20261129",
    time: "101500",
    description: "术前标注",
    references: [{ sopClass: "", instance: "1.2.3", frames: [2] }],
    windows: [{ center: -600, width: 1500 }],
    rotation: 90,
    flipped: true,
    inverse: true,
    shutters: ["RECTANGULAR", "CIRCULAR"],
    graphics: 2,
    notes: ["结节？"],
  });
});

test("one that says nothing asks for nothing", () => {
  expect(presentationStateOf({})).toMatchObject({
    references: [],
    windows: [],
    rotation: 0,
    flipped: false,
    inverse: false,
    graphics: 0,
  });
});
