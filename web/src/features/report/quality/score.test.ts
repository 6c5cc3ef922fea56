import { expect, test } from "vitest";
import type { QualityRules } from "../../../api/quality";
import { full, gradeOf, rate, sum } from "./score";

const RULES: QualityRules = {
  gradeA: 90,
  gradeB: 75,
  gradeC: 60,
  criteria: [
    { criterion: "POSITIONING", most: 25 },
    { criterion: "NOISE", most: 10 },
  ],
  defects: [],
};

test("images that lack nothing have all points", () => {
  expect(sum(full(RULES))).toBe(35);
});

test.each([
  [90, "A"],
  [89, "B"],
  [74, "C"],
  [59, "REJECT"],
])("%i points are %s", (points, grade) => {
  expect(gradeOf(points, RULES)).toBe(grade);
});

test("a share of nothing is none", () => {
  expect(rate(0, 0)).toBe("— (0/0)");
  expect(rate(2, 3)).toBe("66.7% (2/3)");
});
