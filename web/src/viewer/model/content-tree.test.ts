import { describe, expect, test } from "vitest";
import type { DicomJson } from "../../lib/dicom/json";
import { itemAt, reportOf } from "./content-tree";

const cs = (value: string) => ({ vr: "CS", Value: [value] });
const lo = (...Value: string[]) => ({ vr: "LO", Value });
const sq = (...Value: DicomJson[]) => ({ vr: "SQ", Value });
const code = (value: string, meaning: string, scheme = "DCM") =>
  sq({ "00080100": lo(value), "00080102": lo(scheme), "00080104": lo(meaning) });

function item(type: string, name: string, more: DicomJson = {}): DicomJson {
  return {
    "0040A010": cs("CONTAINS"),
    "0040A040": cs(type),
    "0040A043": code("1", name),
    ...more,
  };
}

function num(value: string, unit: string, meaning: string): DicomJson {
  return item("NUM", "长径", {
    "0040A300": sq({
      "0040A30A": { vr: "DS", Value: [value] },
      "004008EA": code(unit, meaning, "UCUM"),
    }),
  });
}

const REPORT: DicomJson = {
  "0040A043": code("18748-4", "胸部 CT 报告", "LN"),
  "0040A491": cs("COMPLETE"),
  "0040A493": cs("VERIFIED"),
  "0040A073": sq({
    "0040A075": { vr: "PN", Value: [{ Alphabetic: "Li^Si", Ideographic: "李^四" }] },
    "0040A027": lo("县人民医院"),
    "0040A030": { vr: "DT", Value: ["20261129101500"] },
  }),
  "0040A730": sq(
    item("CONTAINER", "所见", {
      "0040A730": sq(num("12.5", "mm", "millimeter"), num("3", "1", "no units"), {
        "0040A010": cs("INFERRED FROM"),
        "0040DB73": { vr: "UL", Value: [1, 1, 1] },
      }),
    }),
    item("CODE", "部位", { "0040A168": code("T-28000", "肺", "SRT") }),
    item("IMAGE", "", {
      "00081199": sq({
        "00081150": lo("1.2"),
        "00081155": lo("1.2.3"),
        "00081160": { vr: "IS", Value: [2] },
      }),
    }),
    item("SCOORD", "轮廓", {
      "00700022": { vr: "FL", Value: [1, 2, 3, 4, 5, 6] },
      "00700023": cs("POLYLINE"),
    }),
    item("DATETIME", "采集", { "0040A120": { vr: "DT", Value: ["20261129093005"] } }),
    item("PNAME", "观察者", { "0040A123": { vr: "PN", Value: [{ Ideographic: "王^五" }] } }),
  ),
};

describe("a structured report", () => {
  const report = reportOf(REPORT);

  test("says what it is, what became of it and who stands for it", () => {
    expect(report).toMatchObject({
      title: "胸部 CT 报告",
      completion: "COMPLETE",
      verification: "VERIFIED",
      preliminary: false,
      observers: [
        { name: "李四 (Li Si)", organization: "县人民医院", date: "20261129", time: "101500" },
      ],
    });
  });

  test("keeps its items in their order, under their headings", () => {
    expect(report.items.map((one) => one.type)).toEqual([
      "CONTAINER",
      "CODE",
      "IMAGE",
      "SCOORD",
      "DATETIME",
      "PNAME",
    ]);
    expect(report.items[0]?.items.map((one) => one.value)).toEqual(["12.5 mm", "3", ""]);
  });

  test("says values in words, and what they are of", () => {
    const [, part, image, outline, moment, person] = report.items;
    expect(part?.value).toBe("肺");
    expect(image?.reference).toEqual({ sopClass: "1.2", instance: "1.2.3", frames: [2] });
    expect([outline?.value, outline?.points]).toEqual(["POLYLINE", 3]);
    expect([moment?.date, moment?.time]).toEqual(["20261129", "093005"]);
    expect(person?.value).toBe("王五");
  });

  test("finds what one item says of another", () => {
    const [first] = report.items;
    expect(itemAt(report, first?.items[2]?.target ?? [])?.value).toBe("12.5 mm");
    expect(itemAt(report, [1, 9, 1])).toBeUndefined();
  });

  test("is read no deeper than any report goes", () => {
    let deep: DicomJson = item("CONTAINER", "end");
    for (let at = 0; at < 200; at++) {
      deep = item("CONTAINER", String(at), { "0040A730": sq(deep) });
    }
    let depth = 0;
    let inside = reportOf({ "0040A730": sq(deep) }).items;
    while (inside.length > 0) {
      depth++;
      inside = inside[0]?.items ?? [];
    }
    expect(depth).toBe(32);
  });

  test("of nothing is empty", () => {
    expect(reportOf({})).toMatchObject({ title: "", items: [], observers: [] });
  });
});
