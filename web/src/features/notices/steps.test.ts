import { expect, test } from "vitest";
import type { Attempt, KeptNotice } from "../../api/notices";
import { rungs, unplaced } from "./steps";

const NOTICE: KeptNotice = {
  id: "1",
  kind: "space-low",
  unit: "CH1",
  urgency: "URGENT",
  raisedAt: "2026-03-01T01:00:00Z",
  words: { zh: { title: "x", text: "x" }, en: { title: "x", text: "x" } },
  state: "OPEN",
  ladder: [
    { account: "", duty: "SYSTEM", unit: "CH1", seconds: 300 },
    { account: "", duty: "MEDICAL_OFFICE", unit: "CH1", seconds: 20 },
    { account: "", duty: "SECURITY", unit: "CH1", seconds: 60 },
  ],
  step: 1,
  told: ["a"],
  nextAt: null,
  endedAt: null,
  endedBy: null,
  endedReason: null,
};

function attempt(step: number | null): Attempt {
  return {
    step,
    account: "a",
    channel: "BROWSER",
    phone: "",
    state: "DELIVERED",
    tries: 1,
    madeAt: "2026-03-01T01:00:00Z",
    nextAt: null,
    endedAt: null,
    detail: "shown",
  };
}

test("each step has what was done on it", () => {
  const all = rungs(NOTICE, [attempt(0), attempt(1), attempt(1)]);
  expect(all.map((one) => one.attempts.length)).toEqual([1, 2, 0]);
  expect(all.map((one) => one.place)).toEqual(["done", "now", "next"]);
  expect(all.map((one) => one.minutes)).toEqual([5, 1, 1]);
});

test("a step that was not needed is not called a coming one", () => {
  const taken = rungs({ ...NOTICE, state: "ACKNOWLEDGED" }, []);
  expect(taken.map((one) => one.place)).toEqual(["done", "done", "unused"]);
  const early = rungs({ ...NOTICE, state: "WITHDRAWN", told: [], step: 0 }, []);
  expect(early.map((one) => one.place)).toEqual(["unused", "unused", "unused"]);
});

test("before anybody is told all steps are to come", () => {
  expect(rungs({ ...NOTICE, told: [], step: 0 }, []).map((one) => one.place)).toEqual([
    "next",
    "next",
    "next",
  ]);
});

test("attempts of before steps were kept are not lost", () => {
  expect(unplaced(NOTICE, [attempt(null), attempt(0), attempt(7)])).toHaveLength(2);
});
