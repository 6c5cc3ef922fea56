import { expect, test } from "vitest";
import { bytes } from "./sizes";

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1000, "0.98 KB"],
  [12_900_000, "12.3 MB"],
  [5_000_000_000_000, "4.55 TB"],
])("%d is %s", (count, text) => {
  expect(bytes(count)).toBe(text);
});
