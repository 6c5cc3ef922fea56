import { expect, test } from "vitest";
import type { Unit } from "../../../api/members";
import { faultsOf, formOf, unitOf } from "./unit-form";

const UNIT: Unit = {
  code: "TS1",
  name: "Township",
  kind: "TOWNSHIP_HEALTH_CENTRE",
  level: "COUNTY",
  region: "341322",
  consortium: "XX1",
  joined: "2020-01-01",
  left: "2026-12-31",
  status: "SUSPENDED",
};

test("a form that nobody has touched gives the same unit", () => {
  expect(unitOf(formOf(UNIT))).toEqual(UNIT);
  const bare: Unit = { code: "OUT1", name: "Outside", kind: "OTHER" };
  expect(unitOf(formOf(bare))).toEqual(bare);
});

test("whoever leaves the consortium for good has no days in it", () => {
  const partner = unitOf({ ...formOf(UNIT), consortium: "" });
  expect(partner).not.toHaveProperty("joined");
  expect(partner).not.toHaveProperty("left");
});

test.each([
  [{ code: "" }, "code"],
  [{ code: "ts1" }, "code"],
  [{ code: "A".repeat(33) }, "code"],
  [{ code: "CH1" }, "codeTaken"],
  [{ name: "  " }, "name"],
  [{ kind: "" as const }, "kind"],
  [{ region: "3413" }, "region"],
  [{ left: "2019-12-31" }, "order"],
])("%o is refused", (change, fault) => {
  expect([...faultsOf({ ...formOf(UNIT), ...change }, ["CH1"])]).toEqual([fault]);
});

test("one day in a consortium is enough, and partners have none", () => {
  const form = formOf(UNIT);
  expect(faultsOf({ ...form, left: form.joined }, [])).toEqual(new Set());
  expect(faultsOf({ ...form, consortium: "", left: "2019-12-31" }, [])).toEqual(new Set());
});
