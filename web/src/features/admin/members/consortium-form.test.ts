import { expect, test } from "vitest";
import type { Consortium, Unit } from "../../../api/members";
import { candidates, consortiumOf, faultsOf, formOf, memberCount } from "./consortium-form";

const ONE: Consortium = { code: "XX1", name: "One", mode: "REGIONAL", leadUnits: ["CH2", "CH1"] };
const UNITS: Unit[] = [
  { code: "CH1", name: "County", kind: "COUNTY_HOSPITAL", consortium: "XX1" },
  { code: "CH2", name: "Moved", kind: "COUNTY_HOSPITAL", consortium: "XX2" },
  { code: "CH3", name: "Other", kind: "COUNTY_HOSPITAL", consortium: "XX2" },
  { code: "OUT", name: "Partner", kind: "CITY_HOSPITAL" },
  { code: "V1", name: "Clinic", kind: "VILLAGE_CLINIC", consortium: "XX1" },
];

test("a form that nobody has touched gives the same consortium, leaders in their order", () => {
  expect(consortiumOf(formOf(ONE))).toEqual(ONE);
  const bare: Consortium = { code: "XX2", name: "Two", mode: "COUNTY_RURAL_INTEGRATION" };
  expect(consortiumOf(formOf(bare))).toEqual(bare);
  expect(formOf(undefined).mode).toBe("COUNTY_RURAL_INTEGRATION");
});

test.each([
  [{ code: "" }, "code"],
  [{ code: "xx1" }, "code"],
  [{ code: "A".repeat(33) }, "code"],
  [{ code: "XX2" }, "codeTaken"],
  [{ name: "  " }, "name"],
])("%o is refused", (change, fault) => {
  expect([...faultsOf({ ...formOf(ONE), ...change }, ["XX2"])]).toEqual([fault]);
});

test("to lead are offered who leads, and who is in no other consortium, and no clinics of villages", () => {
  expect(candidates(formOf(ONE), UNITS).map((one) => one.code)).toEqual(["CH1", "CH2", "OUT"]);
  const fresh = candidates({ ...formOf(undefined), code: "XX9" }, UNITS);
  expect(fresh.map((one) => one.code)).toEqual(["OUT"]);
});

test("whoever has left a consortium still names it", () => {
  const units = [...UNITS, { ...UNITS[0], left: "2020-01-01" } as Unit];
  expect(memberCount({ units }, "XX1")).toBe(3);
  expect(memberCount({ units }, "XX9")).toBe(0);
});
