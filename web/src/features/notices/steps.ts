/** A notice's ladder beside what was done on each of its steps. */
import type { Attempt, KeptNotice, Step } from "../../api/notices";

export interface Rung extends Step {
  /** From 1. */
  number: number;
  minutes: number;
  place: "done" | "now" | "next" | "unused";
  attempts: Attempt[];
}

function placeOf(notice: Pick<KeptNotice, "state" | "step" | "told">, step: number): Rung["place"] {
  if (notice.told.length === 0) {
    return notice.state === "OPEN" ? "next" : "unused";
  }
  if (step < notice.step || (step === notice.step && notice.state !== "OPEN")) {
    return "done";
  }
  if (step === notice.step) {
    return "now";
  }
  return notice.state === "OPEN" ? "next" : "unused";
}

export function rungs(notice: KeptNotice, attempts: readonly Attempt[]): Rung[] {
  return notice.ladder.map((step, place) => ({
    ...step,
    number: place + 1,
    minutes: Math.max(1, Math.round(step.seconds / 60)),
    place: placeOf(notice, place),
    attempts: attempts.filter((one) => one.step === place),
  }));
}

/** Those of before steps were kept. */
export function unplaced(notice: KeptNotice, attempts: readonly Attempt[]): Attempt[] {
  return attempts.filter((one) => one.step === null || one.step >= notice.ladder.length);
}
