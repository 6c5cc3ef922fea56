const ZONE = "Asia/Shanghai";
const DAY_MS = 86_400_000;

const parts = new Intl.DateTimeFormat("en-GB", {
  timeZone: ZONE,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

function fields(instant: string | Date): ((name: string) => string) | undefined {
  const date = typeof instant === "string" ? new Date(instant) : instant;
  if (Number.isNaN(date.getTime())) {
    return undefined;
  }
  const all = parts.formatToParts(date);
  return (name) => all.find((part) => part.type === name)?.value ?? "";
}

/** `2026-03-01 09:05` in China's time, whatever the computer's own zone is; empty for what is no time. */
export function dateTime(instant: string | Date | null | undefined): string {
  const f = instant == null ? undefined : fields(instant);
  return f ? `${f("year")}-${f("month")}-${f("day")} ${f("hour")}:${f("minute")}` : "";
}

/** `09:05:30` in China's time. */
export function clockTime(instant: string | Date | null | undefined): string {
  const f = instant == null ? undefined : fields(instant);
  return f ? `${f("hour")}:${f("minute")}:${f("second")}` : "";
}

/** `2026-03-01` in China's time. */
export function date(instant: string | Date | null | undefined): string {
  return dateTime(instant).slice(0, 10);
}

/** The moment at which a day such as `2026-03-01` begins in China, or so many days after it; empty for what is no day. */
export function startOfDay(day: string, later = 0): string {
  const moment = Date.parse(`${day}T00:00:00+08:00`);
  return Number.isNaN(moment) ? "" : new Date(moment + later * DAY_MS).toISOString();
}

/** A DICOM date (`20260301`) as people write it, or a year with its month; what is none stays as it is. */
export function dicomDate(value: string | null | undefined): string {
  return (value ?? "")
    .replace(/^(\d{4})(\d{2})(\d{2})$/, "$1-$2-$3")
    .replace(/^(\d{4})(\d{2})$/, "$1-$2");
}

/** `09:30:05` of a DICOM time (`093005.12`); as much of it as is told. */
export function clock(value: string | null | undefined): string {
  return (/^\d{2}(\d{2})?(\d{2})?/.exec(value ?? "")?.[0].match(/../g) ?? []).join(":");
}

/** How much time lies between, in the largest unit that makes a number of one or more. */
export function span(milliseconds: number): {
  count: number;
  unit: "second" | "minute" | "hour" | "day";
} {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 60) {
    return { count: seconds, unit: "second" };
  }
  if (seconds < 3600) {
    return { count: Math.floor(seconds / 60), unit: "minute" };
  }
  return seconds < 86_400
    ? { count: Math.floor(seconds / 3600), unit: "hour" }
    : { count: Math.floor(seconds / 86_400), unit: "day" };
}
