import { expect, test } from "vitest";
import { date } from "../../../lib/dates";
import { emptyForm, faultsOf, keyOf, standingOf } from "./key-form";

const TODAY = "2026-06-15";
const FORM = { ...emptyForm(TODAY), id: "his-2026" };

test("a key ends a year from now, unless its person says otherwise", () => {
  expect(keyOf(FORM)).toEqual({ id: "his-2026", expiresAt: "2027-06-15T16:00:00.000Z" });
  expect(keyOf({ ...FORM, lastDay: "" })).toEqual({ id: "his-2026" });
  expect(emptyForm("2028-02-29").lastDay).toBe("2029-02-28");
});

test("addresses stand one a line, or however people write lists", () => {
  const key = keyOf({ ...FORM, addresses: " 10.1.2.3\n10.2.0.0/16，fd00::/8 " });
  expect(key.addresses).toEqual(["10.1.2.3", "10.2.0.0/16", "fd00::/8"]);
});

test.each([
  [{ id: "" }, "id"],
  [{ id: "a b" }, "id"],
  [{ lastDay: "2026-06-14" }, "lastDay"],
  [{ addresses: "his.example" }, "addresses"],
  [{ addresses: "10.1.2" }, "addresses"],
  [{ addresses: "10.1.2.256" }, "addresses"],
  [{ addresses: "10.0.0.0/33" }, "addresses"],
  [{ addresses: "10.0.0.1 ".repeat(21) }, "addresses"],
])("%o is refused", (change, fault) => {
  expect([...faultsOf({ ...FORM, ...change }, TODAY)]).toEqual([fault]);
});

test("today may be the last day", () => {
  expect(faultsOf({ ...FORM, lastDay: TODAY }, TODAY)).toEqual(new Set());
});

test.each([
  [undefined, "FOREVER", ""],
  ["2027-06-15T16:00:00Z", "RUNNING", "2027-06-15"],
  ["2026-07-15T16:00:00Z", "ENDING", "2026-07-15"],
  ["2026-07-16T16:00:00Z", "RUNNING", "2026-07-16"],
  ["2026-06-15T04:00:00Z", "ENDED", "2026-06-15"],
])("until %s is %s", (expiresAt, standing, lastDay) => {
  const now = new Date("2026-06-15T04:00:00Z");
  expect(standingOf(expiresAt, now, date)).toEqual({ standing, lastDay });
});
