import { expect, test } from "vitest";
import { wordDiff, type Change } from "./word-diff";

function side(changes: readonly Change[], without: Change["kind"]): string {
  return changes
    .filter((one) => one.kind !== without)
    .map((one) => one.text)
    .join("");
}

test.each([
  ["", ""],
  ["", "双肺纹理增多"],
  ["双肺纹理增多", ""],
  ["右肺上叶见结节。", "左肺上叶见结节。"],
  ["右肺上叶见结节，直径 5 mm。", "右肺上叶见磨玻璃结节，直径 8 mm，建议复查。"],
  ["no acute findings", "acute findings in the left lobe"],
  ["一二三四五六七", "七六五四三二一"],
])("%s → %s loses nothing", (before, after) => {
  const changes = wordDiff(before, after);
  expect(side(changes, "added")).toBe(before);
  expect(side(changes, "removed")).toBe(after);
});

test("what is the same is told as the same", () => {
  expect(wordDiff("left lung clear", "right lung clear")).toEqual([
    { kind: "removed", text: "left" },
    { kind: "added", text: "right" },
    { kind: "same", text: " lung clear" },
  ]);
  expect(wordDiff("双肺清晰", "双肺清晰")).toEqual([{ kind: "same", text: "双肺清晰" }]);
});

test("texts that have nothing in common are told as a whole", () => {
  const before = Array.from({ length: 3000 }, (_, at) => `a${String(at)} `).join("");
  const after = Array.from({ length: 3000 }, (_, at) => `b${String(at)}_`).join("");
  const changes = wordDiff(before, after);
  expect(side(changes, "added")).toBe(before);
  expect(side(changes, "removed")).toBe(after);
});
