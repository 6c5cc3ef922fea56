import { expect, test } from "vitest";
import { NO_TEXT } from "../../api/reports";
import { missingOf, withMarks } from "./text";

const image = (instance: string) => ({ series: "1.2", instance, frame: 1 });
const [A, B, C] = [image("1"), image("2"), image("3")];

test("five things must be there, and blanks are nothing", () => {
  expect(missingOf(NO_TEXT)).toEqual(["item", "technique", "findings", "impression", "positive"]);
  const all = { ...NO_TEXT, item: "CT", technique: "plain", findings: " ", impression: "normal" };
  expect(missingOf({ ...all, positive: false })).toEqual(["findings"]);
});

test("marks come and go, and what another reader chose stays", () => {
  expect(withMarks([A], [], [B])).toEqual([A, B]);
  expect(withMarks([A, B], [B], [C])).toEqual([A, C]);
  expect(withMarks([A], [], [A])).toEqual([A]);
  const same = [A, B];
  expect(withMarks(same, [B], [B])).toBe(same);
});
