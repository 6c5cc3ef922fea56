import { expect, test } from "vitest";
import type { Reading } from "../../../api/readings";
import { ageOf, assignable, narrowed, NOTHING, partsOf, wholeOf } from "./backlog";

const NOW = Date.parse("2026-03-01T08:00:00Z");

function reading(id: string, change: Partial<Reading> = {}): Reading {
  return {
    ...{ id, unit: "TS1", centre: "IMG", reader: "CH1", home: null, studyInstanceUid: "1.2" },
    ...{ patientName: "", patientId: "" },
    ...{ sex: "", birthDate: "", accessionNumber: "", studyDate: "", studyTime: "" },
    ...{ description: "", modalities: ["CT"], bodyParts: [], instances: 1, urgency: "ROUTINE" },
    ...{ state: "QUEUED", receivedAt: "2026-03-01T07:30:00Z", dueAt: "2026-03-01T09:00:00Z" },
    ...{
      heldUntil: null,
      holder: null,
      writer: null,
      approver: null,
      report: 0,
      version: 1,
      amendment: null,
    },
    ...change,
  };
}

test("the age of a study is told in steps", () => {
  expect(ageOf({ receivedAt: null }, NOW)).toBe("ARRIVING");
  expect(ageOf({ receivedAt: "2026-03-01T07:00:01Z" }, NOW)).toBe("HOUR");
  expect(ageOf({ receivedAt: "2026-03-01T07:00:00Z" }, NOW)).toBe("FOUR_HOURS");
  expect(ageOf({ receivedAt: "2026-03-01T04:00:00Z" }, NOW)).toBe("DAY");
  expect(ageOf({ receivedAt: "2026-02-28T08:00:00Z" }, NOW)).toBe("OLDER");
});

test("the list is narrowed by every part at once", () => {
  const all = [
    reading("a"),
    reading("b", { unit: "TS2" }),
    reading("c", { dueAt: "2026-03-01T07:59:00Z", urgency: "EMERGENCY" }),
    reading("d", { modalities: ["DX"] }),
  ];
  const ids = (by: Partial<typeof NOTHING>): string[] =>
    narrowed(all, { ...NOTHING, ...by }, NOW).map((one) => one.id);
  expect(ids({})).toEqual(["a", "b", "c", "d"]);
  expect(ids({ UNIT: "TS2" })).toEqual(["b"]);
  expect(ids({ late: true })).toEqual(["c"]);
  expect(ids({ UNIT: "TS1", MODALITY: "CT", URGENCY: "ROUTINE" })).toEqual(["a"]);
});

test("only what waits or is being written can be given to somebody", () => {
  const all = [reading("a"), reading("b", { state: "IN_REVIEW" }), reading("c")];
  expect(assignable(all, ["a", "b"]).map((one) => one.id)).toEqual(["a"]);
});

test("parts stand in the order in which people think of them", () => {
  const share = { name: null, late: 0 };
  const shares = [
    { ...share, by: "ALL" as const, key: "", studies: 4, late: 2 },
    { ...share, by: "URGENCY" as const, key: "ROUTINE", studies: 3 },
    { ...share, by: "URGENCY" as const, key: "EMERGENCY", studies: 1 },
    { ...share, by: "UNIT" as const, key: "TS1", studies: 1 },
    { ...share, by: "UNIT" as const, key: "TS2", studies: 3 },
  ];
  expect(partsOf("URGENCY", shares).map((one) => one.key)).toEqual(["EMERGENCY", "ROUTINE"]);
  expect(partsOf("UNIT", shares).map((one) => one.key)).toEqual(["TS2", "TS1"]);
  expect(wholeOf(shares)).toMatchObject({ studies: 4, late: 2 });
  expect(wholeOf([])).toEqual({ studies: 0, late: 0 });
});
