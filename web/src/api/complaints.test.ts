import { expect, test } from "vitest";
import { byField, wordsOf } from "./complaints";

test.each([
  [
    "routes[1]: units names no unit: TS9",
    { key: "noUnit", place: "routes[1]: units", value: "TS9" },
  ],
  ["colours is not known here", { key: "unknown", place: "colours", value: "" }],
  [
    "routes[2]: state must be one of [PROPOSED, ACTIVE]",
    { key: "oneOf", place: "routes[2]: state", value: "PROPOSED, ACTIVE" },
  ],
  ["agreements[5]: to is before from", { key: "before", place: "agreements[5]: to", value: "" }],
  ["smtp: port must be 1 to 65535", { key: "range", place: "smtp: port", value: "65535" }],
  [
    "units[9]: code must be 1 to 32 capital letters, digits, _ or -",
    { key: "spelling", place: "units[9]: code", value: "" },
  ],
  [
    "units[9]: consortium is not known: XX9",
    { key: "notKnown", place: "units[9]: consortium", value: "XX9" },
  ],
])("%s", (complaint, words) => {
  expect(wordsOf(complaint)).toEqual(words);
});

test("what is new keeps its own words", () => {
  expect(wordsOf("something else")).toBeUndefined();
});

test("complaints are told apart by field", () => {
  const detail = "units[2]: name is missing; units[2]: joined must be a day such as 2026-01-31; no";
  expect([...byField(detail)]).toEqual([
    ["name", ["units[2]: name is missing"]],
    ["joined", ["units[2]: joined must be a day such as 2026-01-31"]],
    ["", ["no"]],
  ]);
});
