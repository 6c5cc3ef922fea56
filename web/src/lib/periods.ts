/** Periods of calendar days such as `2026-03-01`, both ends included, and where a day stands to them. */

/** How many days before its end a period is said to end soon. */
export const SOON_DAYS = 30;

const DAY_MS = 86_400_000;

export interface Period {
  /** None when it has always been so. */
  from?: string | undefined;
  /** None when no end is known. */
  to?: string | undefined;
}

/** `ENDING` is a running one that ends soon. */
export type Standing = "LATER" | "RUNNING" | "ENDING" | "ENDED";

/** Days from one to another; negative when the other is before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

export function standing(period: Period, today: string): Standing {
  if (period.from !== undefined && today < period.from) {
    return "LATER";
  }
  if (period.to === undefined) {
    return "RUNNING";
  }
  if (today > period.to) {
    return "ENDED";
  }
  return daysBetween(today, period.to) <= SOON_DAYS ? "ENDING" : "RUNNING";
}

/** Whether today is in it. */
export function isLive(period: Period, today: string): boolean {
  return ["RUNNING", "ENDING"].includes(standing(period, today));
}
