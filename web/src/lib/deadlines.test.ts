import { expect, test } from "vitest";
import { parted, timeLeft } from "./deadlines";

const at = (time: string): number => Date.parse(`2026-11-30T${time}Z`);
const BEGIN = "2026-11-30T08:00:00Z";

test("what has no deadline is never late", () => {
  expect(timeLeft(BEGIN, null, at("09:00:00"))).toBeUndefined();
  expect(timeLeft(null, undefined, at("09:00:00"))).toBeUndefined();
});

test("a deadline is near in its last quarter, or its last half hour", () => {
  const due = "2026-11-30T12:00:00Z";
  expect(timeLeft(BEGIN, due, at("10:59:00"))).toEqual({ pace: "calm", minutes: 61 });
  expect(timeLeft(BEGIN, due, at("11:00:30"))).toEqual({ pace: "soon", minutes: 60 });
  const short = "2026-11-30T09:00:00Z";
  expect(timeLeft(BEGIN, short, at("08:29:00"))?.pace).toBe("calm");
  expect(timeLeft(BEGIN, short, at("08:31:00"))?.pace).toBe("soon");
});

test("the last moment is in time, the next one is late", () => {
  const due = "2026-11-30T09:00:00Z";
  expect(timeLeft(BEGIN, due, at("09:00:00"))).toEqual({ pace: "soon", minutes: 0 });
  expect(timeLeft(BEGIN, due, at("09:05:59"))).toEqual({ pace: "late", minutes: 5 });
});

test("minutes are parted", () => {
  expect(parted(59)).toEqual({ days: 0, hours: 0, minutes: 59 });
  expect(parted(125)).toEqual({ days: 0, hours: 2, minutes: 5 });
  expect(parted(1440 + 130)).toEqual({ days: 1, hours: 2, minutes: 0 });
});
