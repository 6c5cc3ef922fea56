/** How a deadline stands: in time, soon over, or late. */
export type Pace = "calm" | "soon" | "late";

export interface TimeLeft {
  pace: Pace;
  /** Whole minutes that are left, or by which it is late. */
  minutes: number;
}

const MINUTE_MS = 60_000;
const SOON_MS = 30 * MINUTE_MS;
const SOON_SHARE = 0.25;

/** Where a moment stands between a begin and its deadline; undefined when there is no deadline. */
export function timeLeft(
  begin: string | null | undefined,
  due: string | null | undefined,
  now: number,
): TimeLeft | undefined {
  const end = Date.parse(due ?? "");
  if (Number.isNaN(end)) {
    return undefined;
  }
  const left = end - now;
  if (left < 0) {
    return { pace: "late", minutes: Math.floor(-left / MINUTE_MS) };
  }
  const start = Date.parse(begin ?? "");
  const share = Number.isNaN(start) ? 0 : (end - start) * SOON_SHARE;
  const pace = left < Math.max(share, SOON_MS) ? "soon" : "calm";
  return { pace, minutes: Math.ceil(left / MINUTE_MS) };
}

/** Minutes as days, hours and minutes; days have no minutes, for nobody needs them then. */
export function parted(minutes: number): { days: number; hours: number; minutes: number } {
  const days = Math.floor(minutes / 1440);
  return {
    days,
    hours: Math.floor((minutes % 1440) / 60),
    minutes: days > 0 ? 0 : minutes % 60,
  };
}
