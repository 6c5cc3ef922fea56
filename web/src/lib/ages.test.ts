import { expect, test } from "vitest";
import { ageOn } from "./ages";

test.each([
  ["19560203", "20261129", { count: 70, unit: "year" }],
  ["19561130", "20261129", { count: 69, unit: "year" }],
  ["20241129", "20261129", { count: 24, unit: "month" }],
  ["20261031", "20261129", { count: 29, unit: "day" }],
  ["20261129", "20261129", { count: 0, unit: "day" }],
  ["", "20261129", undefined],
  ["20270101", "20261129", undefined],
])("born %s, on %s", (birth, day, age) => {
  expect(ageOn(birth, day)).toEqual(age);
});
