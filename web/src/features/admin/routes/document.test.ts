import { describe, expect, test } from "vitest";
import { faultsOf, read, switched } from "./document";

const DOCUMENT = `# 夜间也送
destinations:
  - {code: CH1, unit: CH1, node: CH1PACS, bandwidth: ["08:00-18:00 4"]}
  - {code: CITY, unit: CITY1, web: "https://city.example/dicom-web"}
routes:
  # 乡镇没有诊断医师
  - code: ct
    name: 乡镇 CT
    units: [TS1, TS2]
    modalities: [CT]
    reports: [NONE, text]
    finalOnly: true
    to: [CH1]
    state: ACTIVE
  # 试一试
  - {code: mr, name: MR, modalities: [MR], priority: urgent, to: [CH1, CITY], from: 2026-01-01}
`;

describe("a document", () => {
  test("shows its rules: when, where and why", () => {
    const found = read(DOCUMENT);
    expect(found.faults).toEqual([]);
    expect(found.rules).toEqual([
      {
        code: "ct",
        name: "乡镇 CT",
        state: "ACTIVE",
        when: [
          { key: "units", values: ["TS1", "TS2"] },
          { key: "modalities", values: ["CT"] },
          { key: "reports", values: ["NONE", "text"] },
        ],
        finalOnly: true,
        to: ["CH1"],
        priority: "",
        from: "",
        until: "",
        comment: "乡镇没有诊断医师",
      },
      {
        code: "mr",
        name: "MR",
        state: "PROPOSED",
        when: [{ key: "modalities", values: ["MR"] }],
        finalOnly: false,
        to: ["CH1", "CITY"],
        priority: "URGENT",
        from: "2026-01-01",
        until: "",
        comment: "试一试",
      },
    ]);
    expect(found.places.map((one) => [one.code, one.kind, one.address])).toEqual([
      ["CH1", "node", "CH1PACS"],
      ["CITY", "web", "https://city.example/dicom-web"],
    ]);
  });

  test("that is empty has no rules and no faults", () => {
    expect(read("")).toEqual({ rules: [], places: [], faults: [] });
  });

  test("that cannot be read tells the line", () => {
    const found = read("routes:\n  - {code: a, name: b\nx: [");
    expect(found.faults[0]?.line).toBeGreaterThanOrEqual(2);
    expect(found.rules).toEqual([]);
  });

  test("of something else shows nothing", () => {
    expect(read("routes: 5").rules).toEqual([]);
    expect(read("- a").rules).toEqual([]);
  });
});

describe("complaints of the gateway stand at their lines", () => {
  test.each([
    ["routes[1]: units names no unit: TS9", 9],
    ["routes[2]: modality is not known here", 16],
    ["destinations[2]: web must be an address", 4],
    ["routes must be a list", 5],
    ["colours is not known here", 0],
  ])("%s", (detail, line) => {
    expect(faultsOf(DOCUMENT, detail)).toEqual([{ line, text: detail }]);
  });

  test("several, one by one", () => {
    expect(
      faultsOf(
        DOCUMENT,
        "routes[1]: to must name a destination; routes[2]: code is there twice",
      ).map((one) => one.line),
    ).toEqual([13, 16]);
  });

  test("of its form", () => {
    expect(faultsOf("a: [", "while parsing\n in reader, line 7, column 3:\n  x")).toEqual([
      { line: 7, text: "while parsing" },
    ]);
  });
});

test("a rule is switched on and nothing else changes", () => {
  const next = switched(DOCUMENT, "mr", "ACTIVE");
  expect(read(next).rules.map((one) => one.state)).toEqual(["ACTIVE", "ACTIVE"]);
  expect(next).toContain("# 乡镇没有诊断医师");
  expect(read(switched(next, "mr", "PROPOSED")).rules).toEqual(read(DOCUMENT).rules);
  expect(switched(DOCUMENT, "other", "ACTIVE"), "a rule that is not there").toBe(DOCUMENT);
});
