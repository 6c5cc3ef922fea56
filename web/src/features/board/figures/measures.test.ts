import { expect, test } from "vitest";
import type { FigureRow } from "../../../api/centre";
import { cells, drawn, monthOf, ratio } from "./measures";

const third = { numerator: 1, denominator: 3, share: 1 / 3 };
const none = { numerator: 0, denominator: 0, share: null };
const ROW: FigureRow = {
  ...{ key: "TS1", name: "一院", reports: 3, median: 60, p90: 84, p95: null },
  ...{ onTime: third, positive: none, disagreement: third, recall: none, doubleSigned: third },
  ...{ backlog: 2, late: 1 },
};

test("a share of nothing is no share, in words, in charts and in files", () => {
  expect(ratio(third)).toBe("33.3% (1/3)");
  expect(ratio(none)).toBe("— (0/0)");
  expect(drawn(ROW, "onTime")).toBe(33.3);
  expect(drawn(ROW, "positive")).toBeNull();
  expect(drawn(ROW, "p95")).toBeNull();
  expect(cells("一院", ROW)).toEqual([
    ...["一院", 3, 60, 84, null],
    ...[1, 3, 0.3333, 0, 0, null, 1, 3, 0.3333, 0, 0, null, 1, 3, 0.3333],
    ...[2, 1],
  ]);
});

test("months begin and end with their days", () => {
  expect(monthOf("2024-03-15", 1)).toEqual({ from: "2024-02-01", to: "2024-02-29" });
  expect(monthOf("2025-01-31", 1)).toEqual({ from: "2024-12-01", to: "2024-12-31" });
  expect(monthOf("2025-01-31")).toEqual({ from: "2025-01-01", to: "2025-01-31" });
});
