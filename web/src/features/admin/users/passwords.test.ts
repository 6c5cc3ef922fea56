import { expect, test } from "vitest";
import { firstPassword } from "./passwords";

test("a first password is long, can be read out, and is another each time", () => {
  const many = Array.from({ length: 200 }, firstPassword);
  expect(new Set(many).size).toBe(200);
  for (const one of many) {
    expect(one).toMatch(/^[a-km-zA-HJ-NP-Z2-9]{4}(-[a-km-zA-HJ-NP-Z2-9]{4}){3}$/);
  }
});
