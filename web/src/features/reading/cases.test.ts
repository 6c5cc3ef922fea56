import { expect, test } from "vitest";
import { casesOf } from "./cases";

test("whoever comes from no list has none", () => {
  expect(casesOf(null)).toEqual([]);
  expect(casesOf({ position: 3 })).toEqual([]);
  expect(casesOf({ cases: "1.2" })).toEqual([]);
  expect(casesOf({ cases: ["1.2", 3, "1.4"] })).toEqual(["1.2", "1.4"]);
});
