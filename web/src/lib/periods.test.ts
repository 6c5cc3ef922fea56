import { expect, test } from "vitest";
import { daysBetween, isLive, standing } from "./periods";

const TODAY = "2026-02-28";

test.each([
  [{}, "RUNNING"],
  [{ from: "2026-03-01" }, "LATER"],
  [{ from: "2026-02-28" }, "RUNNING"],
  [{ to: "2026-02-27" }, "ENDED"],
  [{ to: "2026-02-28" }, "ENDING"],
  [{ to: "2026-03-30" }, "ENDING"],
  [{ to: "2026-03-31" }, "RUNNING"],
  [{ from: "2026-03-01", to: "2026-03-02" }, "LATER"],
])("%o is %s", (period, expected) => {
  expect(standing(period, TODAY)).toBe(expected);
  expect(isLive(period, TODAY)).toBe(expected === "RUNNING" || expected === "ENDING");
});

test("days are counted over the end of a month", () => {
  expect(daysBetween(TODAY, "2026-03-01")).toBe(1);
  expect(daysBetween("2026-03-01", TODAY)).toBe(-1);
});
