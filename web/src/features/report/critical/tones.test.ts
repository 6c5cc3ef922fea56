import { expect, test } from "vitest";
import type { CriticalState, CriticalValue } from "../../../api/critical";
import { nextLimit, running } from "./tones";

function value(state: CriticalState): CriticalValue {
  return {
    state,
    raisedAt: "2026-03-01T01:00:00Z",
    acknowledgeBy: "2026-03-01T01:10:00Z",
    handleBy: state === "ACKNOWLEDGED" ? "2026-03-01T01:35:00Z" : null,
  } as CriticalValue;
}

test("reading back is due first, then what is done, then nothing", () => {
  expect(nextLimit(value("ESCALATED"))?.due).toBe("2026-03-01T01:10:00Z");
  expect(nextLimit(value("ACKNOWLEDGED"))?.due).toBe("2026-03-01T01:35:00Z");
  expect(nextLimit(value("HANDLED"))).toBeUndefined();
  expect(nextLimit(value("WITHDRAWN"))).toBeUndefined();
});

test("the clock runs in minutes and seconds, and not backwards", () => {
  const at = Date.parse("2026-03-01T01:03:07Z");
  expect(running("2026-03-01T01:00:00Z", at)).toBe("3:07");
  expect(running("2026-03-01T00:00:00Z", at)).toBe("63:07");
  expect(running("2026-03-01T01:04:00Z", at)).toBe("0:00");
});
