import { describe, expect, test } from "vitest";
import type { DicomJson } from "../../lib/dicom/json";
import { bodyPartOf } from "./body-part";
import { firstDesk } from "./first-desk";
import { hungStudy, kindOf } from "./hanging";
import { studyOf, type Study } from "./study";

let last = 0;

function image(modality: string, series: string, more: Record<string, string> = {}): DicomJson {
  const value = (text: string) => ({ vr: "LO", Value: text.split("\\") });
  const given = Object.entries(more).map(([tag, text]) => [tag, value(text)]);
  return {
    "00080018": value(`i${String(++last)}`),
    "00080060": value(modality),
    "0020000D": value("1"),
    "0020000E": value(series),
    "00200011": { vr: "IS", Value: [Number(series)] },
    "00200013": { vr: "IS", Value: [last] },
    "00280010": { vr: "US", Value: [4] },
    "00280011": { vr: "US", Value: [4] },
    "00280100": { vr: "US", Value: [16] },
    ...(Object.fromEntries(given) as DicomJson),
  };
}

function study(...images: DicomJson[]): Study {
  return studyOf("1", images);
}

function mammogram(series: string, side: string, view: string, along: string): DicomJson {
  return image("MG", series, { "00200062": side, "00185101": view, "00200020": along });
}

/** What hangs, as series and place in it. */
function hung(one: Study): (string | undefined)[] {
  return hungStudy(one).panes.map((pane) =>
    pane === undefined ? undefined : `${pane.series}.${String(pane.index)}`,
  );
}

describe("studies are hung", () => {
  test("one series at a time when they are CT or ultrasound", () => {
    const ct = study(image("CT", "1"), image("CT", "2"));
    expect(hungStudy(ct).layout).toBe("1x1");
    expect(hungStudy(study(image("US", "1"), image("US", "1"))).layout).toBe("1x1");
    expect(hungStudy(ct, "2x2").panes).toHaveLength(4);
  });

  test("by views when they are projected, even of one series", () => {
    expect(hung(study(image("DX", "1"), image("DX", "1")))).toEqual(["1.0", "1.1"]);
    expect(hung(study(image("CR", "1"), image("CR", "2"), image("CR", "3")))).toEqual([
      "1.0",
      "2.0",
    ]);
    expect(hung(study(image("DX", "1")))).toEqual(["1.0"]);
  });

  test("by series, up to four, when they are MR", () => {
    const all = ["1", "2", "3", "4", "5"].map((series) => image("MR", series));
    expect(hung(study(...all))).toEqual(["1.0", "2.0", "3.0", "4.0"]);
    expect(hungStudy(study(...all.slice(0, 2))).layout).toBe("1x2");
  });

  test("back to back when they are mammograms, the chest in the middle", () => {
    const views = [
      mammogram("1", "L", "MLO", "A\\F"),
      mammogram("2", "R", "MLO", "A\\F"),
      mammogram("3", "L", "CC", "P\\L"),
      mammogram("4", "R", "CC", "P\\R"),
    ];
    const desk = hungStudy(study(...views));
    expect(desk.layout).toBe("2x2");
    expect(desk.panes.map((one) => one?.series)).toEqual(["4", "3", "2", "1"]);
    expect(desk.panes.map((one) => one?.opening)).toEqual([
      { flippedHorizontally: false, against: "right" },
      { flippedHorizontally: true, against: "left" },
      { flippedHorizontally: true, against: "right" },
      { flippedHorizontally: false, against: "left" },
    ]);
    const some = hungStudy(study(views[0] ?? {}, views[3] ?? {}));
    expect(some.panes.map((one) => one?.series)).toEqual(["4", undefined, undefined, "1"]);
  });

  test("where an address says, in the pane where it would be", () => {
    const two = study(image("DX", "1"), image("DX", "2"));
    const wide = { layout: undefined, narrow: false };
    expect(firstDesk(two, { series: "2", image: undefined }, wide)).toMatchObject({
      layout: "1x2",
      active: 1,
    });
    const ct = study(image("CT", "1"), image("CT", "2"));
    expect(firstDesk(ct, { series: "2", image: undefined }, wide).panes[0]?.series).toBe("2");
    const narrow = { layout: "2x2", narrow: true } as const;
    expect(firstDesk(two, { series: undefined, image: undefined }, narrow).layout).toBe("1x1");
  });
});

test("kinds of studies are what made them and the part of the body", () => {
  expect(kindOf(study(image("CT", "1", { "0008103E": "肺 5mm" })))).toBe("CT/CHEST");
  expect(kindOf(study(image("DX", "1", { "00180015": "KNEE" })))).toBe("DX/LEG");
  expect(bodyPartOf("", "Pelvis AP")).toBe("PELVIS");
  expect(bodyPartOf("scout")).toBe("");
});
