import { expect, test } from "vitest";
import { Pace } from "./pace";

test("tells the rate of the last seconds and the time left", () => {
  let now = 0;
  const pace = new Pace(() => now);
  pace.begin(1000);
  expect(pace.rate).toBeUndefined();
  for (let second = 1; second <= 60; second++) {
    now = second * 1000;
    pace.note(1000 + second * (second < 40 ? 10 : 100), true);
  }
  expect(pace.rate).toBeCloseTo(100);
  expect(pace.secondsFor(1000)).toBe(10);
});

test("a pause does not count", () => {
  let now = 0;
  const pace = new Pace(() => now);
  pace.begin(0);
  now = 60_000;
  pace.note(0, false);
  expect(pace.secondsFor(1)).toBeUndefined();
  pace.note(0, true);
  now = 62_000;
  pace.note(200, true);
  expect(pace.rate).toBe(100);
});
