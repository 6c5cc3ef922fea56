import { expect, test } from "vitest";
import { Delays } from "./delays";

test("pauses grow to a limit and begin anew after a success", () => {
  const delays = new Delays(500, 4000, () => 1);
  expect([1, 2, 3, 4, 5].map(() => delays.next())).toEqual([500, 1000, 2000, 4000, 4000]);
  delays.reset();
  expect(delays.next()).toBe(500);
});

test("half of a pause is left to chance, so that browsers do not come back together", () => {
  expect(new Delays(500, 4000, () => 0).next()).toBe(250);
  expect(new Delays(500, 4000, () => 0.5).next()).toBe(375);
});
