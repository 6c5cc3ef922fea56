import type { CriticalState, CriticalValue } from "../../../api/critical";
import type { Tone } from "../../../ui/tone";

export const TONES: Record<CriticalState, Tone> = {
  RAISED: "bad",
  NOTIFIED: "bad",
  ESCALATED: "bad",
  ACKNOWLEDGED: "wait",
  HANDLED: "active",
  CLOSED: "good",
  WITHDRAWN: "idle",
};

/** By when something must be done about it next, and from when that counts; undefined when nothing must. */
export function nextLimit(value: CriticalValue): { begin: string; due: string } | undefined {
  switch (value.state) {
    case "RAISED":
    case "NOTIFIED":
    case "ESCALATED":
      return { begin: value.raisedAt, due: value.acknowledgeBy };
    case "ACKNOWLEDGED":
      return { begin: value.raisedAt, due: value.handleBy ?? value.acknowledgeBy };
    default:
      return undefined;
  }
}

/** Minutes and seconds since a moment, such as 3:07; hours count as minutes. */
export function running(since: string, now: number): string {
  const seconds = Math.max(0, Math.floor((now - Date.parse(since)) / 1000));
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, "0")}`;
}
