import { expect, test } from "vitest";
import { accepted, blankBefore, blankFrom, hasBlank } from "./blanks";

const TEXT = "【右肺】见结节，大小约【】mm。";

test("blanks are found forwards and backwards", () => {
  expect(blankFrom(TEXT, 0)).toEqual({ start: 0, end: 4 });
  expect(blankFrom(TEXT, 1)).toEqual({ start: 11, end: 13 });
  expect(blankFrom(TEXT, 12)).toBeUndefined();
  expect(blankBefore(TEXT, TEXT.length)).toEqual({ start: 11, end: 13 });
  expect(blankBefore(TEXT, 11)).toEqual({ start: 0, end: 4 });
  expect(blankBefore(TEXT, 3)).toBeUndefined();
});

test("what is usual is taken, but nothing is not", () => {
  expect(accepted(TEXT, { start: 0, end: 4 })).toEqual({
    text: "右肺见结节，大小约【】mm。",
    at: 2,
  });
  expect(accepted(TEXT, { start: 11, end: 13 })).toBeUndefined();
  expect(accepted(TEXT, { start: 0, end: 9 })).toBeUndefined();
});

test("a text without closed brackets has none", () => {
  expect(hasBlank("【右肺")).toBe(false);
  expect(hasBlank(TEXT)).toBe(true);
});
