import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Cine } from "./cine";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("each step has its own time, until it is stopped", () => {
  const times = [20, 40, 60];
  let steps = 0;
  const cine = new Cine(
    () => {
      steps++;
    },
    () => times[steps % times.length] ?? 0,
  );
  expect(cine.playing).toBe(false);
  cine.start();
  expect(cine.playing).toBe(true);
  vi.advanceTimersByTime(19);
  expect(steps).toBe(0);
  vi.advanceTimersByTime(1);
  expect(steps).toBe(1);
  vi.advanceTimersByTime(39);
  expect(steps).toBe(1);
  vi.advanceTimersByTime(61);
  expect(steps).toBe(3);
  cine.stop();
  vi.advanceTimersByTime(1000);
  expect([steps, cine.playing]).toEqual([3, false]);
});

test("a beat that came late does not put off the next one", () => {
  let steps = 0;
  const cine = new Cine(
    () => {
      steps++;
    },
    () => 40,
  );
  cine.start();
  vi.advanceTimersByTime(4000);
  expect(steps).toBe(100);
  cine.stop();
});
