import { expect, test } from "vitest";
import { csv } from "./csv";

test("a table is one that spreadsheets open with all characters", () => {
  expect(
    csv([
      ["单位", "n"],
      ["一院, 东", 0.5],
      ['说"好"', null],
    ]),
  ).toBe('\uFEFF单位,n\r\n"一院, 东",0.5\r\n"说""好""",\r\n');
});

test("nothing in it is computed", () => {
  expect(csv([["=1+1", "-x", -1]])).toBe("\uFEFF'=1+1,'-x,-1\r\n");
});
