import { expect, test } from "vitest";
import type { Members, Unit } from "../../../api/members";
import {
  agreementFacts,
  filteredAgreements,
  filteredUnits,
  holdersOf,
  presenceOf,
  unitFacts,
  withoutAgreement,
} from "./facts";

const TODAY = "2026-06-15";
const MEMBERS: Members = {
  etag: '"3"',
  consortia: [{ code: "XX1", name: "One", mode: "REGIONAL", leadUnits: ["CH1"] }],
  units: [
    { code: "OUT1", name: "Outside", kind: "CITY_HOSPITAL" },
    { code: "TS1", name: "Township", kind: "TOWNSHIP_HEALTH_CENTRE", consortium: "XX1" },
    { code: "CH1", name: "County", kind: "COUNTY_HOSPITAL", consortium: "XX1" },
    { code: "CH2", name: "Second", kind: "COUNTY_HOSPITAL", consortium: "XX1" },
    { code: "TS9", name: "Gone", kind: "OTHER", consortium: "XX1", left: "2026-06-14" },
  ],
  nodes: [
    { aeTitle: "A", unit: "TS1" },
    { aeTitle: "B", unit: "TS1" },
  ],
  centres: [{ code: "C", name: "Centre", service: "IMAGING", owner: "CH1" }],
  receivers: [],
  agreements: [
    { id: "old", owner: "CH2", reader: "CH1", to: "2026-06-14" },
    { id: "later", owner: "CH2", reader: "CH1", services: ["ECG"], from: "2026-06-20" },
    { id: "always", owner: "TS1", reader: "CH1", services: ["IMAGING", "LAB"] },
    { id: "soon", owner: "TS1", reader: "TS9", to: "2026-06-25" },
  ],
};

test.each([
  [{}, "PARTNER"],
  [{ consortium: "X" }, "MEMBER"],
  [{ consortium: "X", joined: "2026-06-16" }, "LATER"],
  [{ consortium: "X", left: "2026-06-15" }, "MEMBER"],
  [{ consortium: "X", left: "2026-06-14" }, "LEFT"],
  [{ consortium: "X", left: "2026-06-14", status: "SUSPENDED" }, "SUSPENDED"],
] as [Partial<Unit>, string][])("%o is %s", (given, presence) => {
  expect(presenceOf({ code: "U", name: "U", kind: "OTHER", ...given }, TODAY)).toBe(presence);
});

test("units stand with their consortium, leaders first, with what belongs to them", () => {
  const all = unitFacts(MEMBERS, TODAY);
  expect(all.map((one) => one.unit.code)).toEqual(["CH1", "TS9", "CH2", "TS1", "OUT1"]);
  expect(all[0]).toMatchObject({ leads: true, nodes: 0, agreements: 4 - 1, live: 1 });
  expect(all[0]?.centres.map((one) => one.name)).toEqual(["Centre"]);
  expect(all[3]).toMatchObject({ leads: false, nodes: 2, agreements: 2, live: 2 });
});

test("units are found by name, code, consortium, presence and agreements", () => {
  const all = unitFacts(MEMBERS, TODAY);
  const found = (filter: object) =>
    filteredUnits(all, { text: "", consortium: "", presence: "", agreement: "", ...filter }).map(
      (one) => one.unit.code,
    );
  expect(found({ text: " town" })).toEqual(["TS1"]);
  expect(found({ text: "out1" })).toEqual(["OUT1"]);
  expect(found({ consortium: "XX1" })).toEqual(["CH1", "TS9", "CH2", "TS1"]);
  expect(found({ presence: "LEFT" })).toEqual(["TS9"]);
  expect(found({ agreement: "none" })).toEqual(["CH2", "OUT1"]);
  expect(found({ agreement: "some" })).toEqual(["CH1", "TS9", "TS1"]);
});

test("who takes part without a live agreement is named", () => {
  expect(withoutAgreement(MEMBERS, TODAY).map((one) => one.code)).toEqual(["CH2", "OUT1"]);
});

test("what names a unit holds it", () => {
  expect(holdersOf(MEMBERS, "CH1")).toEqual({ nodes: 0, agreements: 3, centres: 1, leads: 1 });
  expect(holdersOf(MEMBERS, "OUT1")).toEqual({ nodes: 0, agreements: 0, centres: 0, leads: 0 });
});

test("agreements say how they stand, the urgent first", () => {
  const all = agreementFacts(MEMBERS, TODAY);
  expect(all.map((one) => [one.agreement.id, one.standing, one.days, one.reader])).toEqual([
    ["soon", "ENDING", 10, "LEFT"],
    ["always", "RUNNING", undefined, "MEMBER"],
    ["later", "LATER", 5, "MEMBER"],
    ["old", "ENDED", undefined, "MEMBER"],
  ]);
  expect(all[3]?.services).toHaveLength(6);
});

test("agreements are found by party, service, standing and text", () => {
  const all = agreementFacts(MEMBERS, TODAY);
  const name = (code: string) => MEMBERS.units.find((one) => one.code === code)?.name ?? code;
  const found = (filter: object) =>
    filteredAgreements(all, { text: "", unit: "", service: "", standing: "", ...filter }, name).map(
      (one) => one.agreement.id,
    );
  expect(found({ unit: "TS1" })).toEqual(["soon", "always"]);
  expect(found({ service: "ECG" })).toEqual(["soon", "later", "old"]);
  expect(found({ standing: "ENDED" })).toEqual(["old"]);
  expect(found({ text: "gone" })).toEqual(["soon"]);
  expect(found({ text: "ALWAYS" })).toEqual(["always"]);
});
