import { expect, test } from "vitest";
import type { Reading } from "../../../api/readings";
import { actOf, arrivals, askedFor, countOf, narrowed } from "./groups";

const A = { account: "a", name: "A" };
const B = { account: "b", name: "B" };

function one(of: Partial<Reading>): Reading {
  return {
    id: "1",
    unit: "TS1",
    reader: "CH1",
    home: null,
    modalities: ["CT"],
    urgency: "ROUTINE",
    state: "QUEUED",
    holder: null,
    writer: null,
    ...of,
  } as Reading;
}

const SENIOR = { account: "b", unit: "CH1", mayWrite: true, mayApprove: true };
const JUNIOR = { account: "b", unit: "CH1", mayWrite: true, mayApprove: false };

test("what is in hand is gone on with, whatever it is", () => {
  expect(actOf(one({ state: "CLAIMED", holder: B }), JUNIOR)).toBe("continue");
  expect(actOf(one({ state: "IN_REVIEW", holder: B }), SENIOR)).toBe("continue");
  expect(actOf(one({ state: "CLAIMED", holder: A }), SENIOR)).toBe("look");
});

test("what waits is claimed, what is written is reviewed by somebody else who may", () => {
  expect(actOf(one({}), JUNIOR)).toBe("claim");
  expect(actOf(one({}), { ...JUNIOR, mayWrite: false })).toBe("look");
  expect(actOf(one({ state: "SENT_BACK" }), JUNIOR)).toBe("claim");
  const written = one({ state: "PRELIM_WRITTEN", writer: A });
  expect(actOf(written, SENIOR)).toBe("review");
  expect(actOf(written, JUNIOR)).toBe("look");
  expect(actOf(one({ state: "PRELIM_WRITTEN", writer: B }), SENIOR)).toBe("look");
  expect(actOf(one({ state: "RECEIVING" }), SENIOR)).toBe("images");
  expect(actOf(one({ state: "APPROVED" }), SENIOR)).toBe("look");
});

test("what was given to another centre is taken there and looked at here", () => {
  const given = one({ state: "ESCALATED", reader: "CITY1", home: { code: "IMG", name: "县" } });
  expect(actOf(given, JUNIOR)).toBe("look");
  expect(actOf(given, { ...JUNIOR, unit: "CITY1" })).toBe("claim");
});

test("an emergency is an arrival when it was not one before, and never at first sight", () => {
  const emergency = one({ urgency: "EMERGENCY" });
  expect(arrivals([], undefined, [emergency])).toEqual([]);
  expect(arrivals([], [], [emergency])).toEqual([emergency]);
  expect(arrivals([], [one({})], [emergency])).toEqual([emergency]);
  expect(arrivals([], [emergency], [emergency])).toEqual([]);
  expect(arrivals([], [], [one({ urgency: "EMERGENCY", state: "APPROVED" })])).toEqual([]);
});

test("an arrival stays one while it comes in, and until somebody has it in hand", () => {
  const coming = one({ urgency: "EMERGENCY", state: "RECEIVING" });
  const more = { ...coming, instances: 2 };
  const there = { ...more, state: "QUEUED" as const };
  expect(arrivals([coming], [coming], [more])).toEqual([more]);
  expect(arrivals([more], [more], [there])).toEqual([there]);
  expect(arrivals([there], undefined, [there])).toEqual([there]);
  expect(arrivals([there], [there], [{ ...there, state: "CLAIMED" }])).toEqual([]);
  expect(arrivals([there], [there], [])).toEqual([]);
});

test("counts of groups are those of their states", () => {
  const counts = [
    { centre: "C", state: "QUEUED", studies: 3, late: 1 },
    { centre: "D", state: "CLAIMED", studies: 2, late: 2 },
    { centre: "C", state: "PRELIM_WRITTEN", studies: 4, late: 0 },
  ] as const;
  expect(countOf("waiting", counts)).toEqual({ studies: 5, late: 3 });
  expect(countOf("review", counts)).toEqual({ studies: 4, late: 0 });
  expect(countOf("over", counts)).toBeUndefined();
  expect(askedFor("mine")).toEqual({ states: [], mine: true });
});

test("narrowed by unit and modality", () => {
  const all = [one({ id: "1" }), one({ id: "2", unit: "TS2", modalities: ["DX", "CT"] })];
  expect(narrowed(all, { unit: "", modality: "CT" })).toHaveLength(2);
  expect(narrowed(all, { unit: "TS2", modality: "" }).map(({ id }) => id)).toEqual(["2"]);
  expect(narrowed(all, { unit: "TS1", modality: "DX" })).toEqual([]);
});
