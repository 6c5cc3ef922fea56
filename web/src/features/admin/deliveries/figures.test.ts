import { describe, expect, test } from "vitest";
import type { Instances } from "../../../api/deliveries";
import {
  actionsOf,
  actionsOfAll,
  lineQuality,
  progress,
  reasons,
  speed,
  stateTone,
} from "./figures";

const NONE: Instances = { queued: 0, retryAt: 0, held: 0, delivered: 0, failed: 0, cancelled: 0 };

describe("speed", () => {
  test.each([
    [0, 0, "B/s"],
    [999, 999, "B/s"],
    [1500, 2, "kB/s"],
    [2_340_000, 2.3, "MB/s"],
  ])("%d bytes per second", (bytes, value, unit) => {
    expect(speed(bytes)).toEqual({ value, unit });
  });
});

describe("the quality of a line", () => {
  const line = { answers: 10, silences: 0, answerSeconds: 0.2, trouble: 0 };
  test.each([
    [null, "unknown"],
    [{ ...line, answers: 0 }, "unknown"],
    [line, "good"],
    [{ ...line, trouble: 0.2 }, "shaky"],
    [{ ...line, answerSeconds: 7 }, "shaky"],
    [{ ...line, trouble: 0.5 }, "bad"],
  ])("%o is %s", (of, word) => {
    expect(lineQuality(of).word).toBe(word);
  });
});

test("what was cancelled is not to arrive", () => {
  expect(progress({ ...NONE, queued: 2, delivered: 3, failed: 1, cancelled: 4 })).toEqual({
    done: 3,
    total: 6,
  });
});

test("a failure is told apart from what waits", () => {
  expect(stateTone("FAILED")).toBe("bad");
  expect(stateTone("RETRY_AT")).toBe("wait");
});

describe("what can be done", () => {
  test("about what waits to be tried again", () => {
    expect(actionsOf({ state: "RETRY_AT", instances: { ...NONE, retryAt: 1 } })).toEqual([
      "RETRY",
      "HOLD",
      "PRIORITISE",
      "CANCEL",
    ]);
  });
  test("about what is held", () => {
    expect(actionsOf({ state: "HELD", instances: { ...NONE, held: 1 } })).toEqual([
      "RESUME",
      "PRIORITISE",
      "CANCEL",
    ]);
  });
  test("about what has arrived and is not proved", () => {
    expect(actionsOf({ state: "DELIVERED", instances: { ...NONE, delivered: 1 } })).toEqual([
      "RESEND",
      "VERIFY",
    ]);
  });
  test("with all that match: nothing without a filter, and nothing again without a destination", () => {
    expect(actionsOfAll({})).toEqual([]);
    expect(actionsOfAll({ state: "FAILED" })).toEqual([]);
    expect(actionsOfAll({ state: "FAILED", destination: "CH1" })).toEqual(["RESEND", "VERIFY"]);
    expect(actionsOfAll({ state: "HELD" })).toContain("RESUME");
  });
});

test("the reasons of a route are told one by one", () => {
  expect(reasons("UNIT=TS1 PROCEDURE=CHEST CT TIME=08:00")).toEqual([
    { key: "UNIT", value: "TS1" },
    { key: "PROCEDURE", value: "CHEST CT" },
    { key: "TIME", value: "08:00" },
  ]);
  expect(reasons("PRIOR OF 1.2.3")).toEqual([{ key: "PRIOR", value: "1.2.3" }]);
  expect(reasons("")).toEqual([]);
});
