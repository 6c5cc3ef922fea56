import { describe, expect, test } from "vitest";
import type { DicomJson } from "../../lib/dicom/json";
import { distance } from "./sorting";
import { placeIn, studyOf } from "./study";

const is = (value: number) => ({ vr: "IS", Value: [value] });
const ui = (value: string) => ({ vr: "UI", Value: [value] });
const ds = (...values: number[]) => ({ vr: "DS", Value: values });

function instance(series: string, uid: string, number: number, more: DicomJson = {}): DicomJson {
  return {
    "00080018": ui(uid),
    "00080060": { vr: "CS", Value: ["CT"] },
    "0020000D": ui("1"),
    "0020000E": ui(series),
    "00200011": is(series === "1.1" ? 2 : 1),
    "00200013": is(number),
    "00280010": is(4),
    "00280011": is(4),
    "00280100": is(16),
    "00100010": { vr: "PN", Value: [{ Alphabetic: "Zhang^San", Ideographic: "张^三" }] },
    ...more,
  };
}

function at(z: number, orientation = [1, 0, 0, 0, 1, 0]): DicomJson {
  return { "00200032": ds(-10, -10, z), "00200037": ds(...orientation) };
}

function order(instances: DicomJson[]): (string | undefined)[] {
  return studyOf("1", instances).series[0]?.images.map((one) => one.at.instance) ?? [];
}

describe("a study", () => {
  test("has its series by number, its patient, and objects that are no images apart", () => {
    const report = { ...instance("1.3", "r", 1), "00280010": is(0) };
    const study = studyOf("1", [instance("1.1", "a", 1), instance("1.2", "b", 1), report]);
    expect(study.series.map((one) => one.uid)).toEqual(["1.2", "1.3", "1.1"]);
    expect(study.patient.name).toBe("张三 (Zhang San)");
    expect(study.series[1]).toMatchObject({ images: [], others: 1 });
  });

  test("is looked through by position, whatever the numbers say", () => {
    expect(
      order([
        instance("1.2", "c", 1, at(20)),
        instance("1.2", "a", 2, at(0)),
        instance("1.2", "b", 3, at(10)),
      ]),
    ).toEqual(["c", "b", "a"]);
    expect(
      order([
        instance("1.2", "c", 9, at(20)),
        instance("1.2", "a", 2, at(0)),
        instance("1.2", "b", 3, at(10)),
      ]),
    ).toEqual(["a", "b", "c"]);
  });

  test("is looked through by number where a position is missing", () => {
    expect(
      order([
        instance("1.2", "c", 1, at(20)),
        instance("1.2", "a", 3),
        instance("1.2", "b", 2, at(10)),
      ]),
    ).toEqual(["c", "b", "a"]);
  });

  test("keeps directions apart, as scouts have several", () => {
    const side = [0, 1, 0, 0, 0, -1];
    expect(
      order([
        instance("1.2", "a", 1, at(10)),
        instance("1.2", "s", 2, at(0, side)),
        instance("1.2", "b", 3, at(20)),
      ]),
    ).toEqual(["a", "b", "s"]);
  });

  test("counts the frames of one instance as images, each with its own place", () => {
    const plane = (z: number) => ({
      "00209113": { vr: "SQ", Value: [{ "00200032": ds(0, 0, z) }] },
    });
    const shared = {
      "00209116": { vr: "SQ", Value: [{ "00200037": ds(1, 0, 0, 0, 1, 0) }] },
      "00289110": { vr: "SQ", Value: [{ "00280030": ds(0.5, 0.5), "00180050": ds(3) }] },
    };
    const enhanced = instance("1.2", "m", 1, {
      "00280008": is(3),
      "52009229": { vr: "SQ", Value: [shared] },
      "52009230": { vr: "SQ", Value: [plane(9), plane(3), plane(6)] },
    });
    const images = studyOf("1", [enhanced]).series[0]?.images ?? [];
    expect(images.map((one) => one.at.frame)).toEqual([1, 3, 2]);
    expect(images.map((one) => one.plane?.position[2])).toEqual([9, 6, 3]);
    expect(images[0]?.spacing).toEqual({ source: "pixel", row: 0.5, column: 0.5 });
    expect(images[0]?.thickness).toBe(3);
    expect(distance(images[0], images[1])).toBeCloseTo(3, 9);
    expect(distance(images[0], undefined)).toBeUndefined();
  });

  test("is opened where an address says, or at its first images", () => {
    const study = studyOf("1", [
      instance("1.1", "a", 1),
      instance("1.2", "b", 1),
      instance("1.2", "c", 2),
    ]);
    const place = (series?: string, image?: string) => {
      const found = placeIn(study, series, image);
      return [found?.series.uid, found?.index];
    };
    expect(place()).toEqual(["1.2", 0]);
    expect(place("1.1")).toEqual(["1.1", 0]);
    expect(place(undefined, "c")).toEqual(["1.2", 1]);
    expect(place("1.2", "gone")).toEqual(["1.2", 0]);
    expect(placeIn(studyOf("1", []), undefined, undefined)).toBeUndefined();
  });
});
