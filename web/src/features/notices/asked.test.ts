import { expect, test } from "vitest";
import { asked, FIRST, isWaiting } from "./asked";

test("what waits is what is open and what nobody has heard", () => {
  expect(asked(FIRST)).toEqual({
    scope: "mine",
    state: "OPEN,EXHAUSTED",
    kind: "",
    from: "",
    to: "",
  });
  expect(asked({ ...FIRST, state: "" }).state).toBe("");
  expect(asked({ ...FIRST, state: "WITHDRAWN" }).state).toBe("WITHDRAWN");
  expect([{ state: "OPEN" }, { state: "EXHAUSTED" }] as const).toSatisfy(
    (all: readonly Parameters<typeof isWaiting>[0][]) => all.every(isWaiting),
  );
  expect(isWaiting({ state: "ACKNOWLEDGED" })).toBe(false);
});

test("days are China's, and the last one is meant too", () => {
  const query = asked({ ...FIRST, fromDay: "2026-03-01", toDay: "2026-03-01" });
  expect(query.from).toBe("2026-02-28T16:00:00.000Z");
  expect(query.to).toBe("2026-03-01T16:00:00.000Z");
});
