/** Reads the calendar's document for the year view, and writes what was clicked back into it; comments outside of a changed year stay. */
import { parseDocument, type Document } from "yaml";

export type Kind = "HOLIDAY" | "WORKDAY" | "HALF_DAY";

export interface SpecialDay {
  kind: Kind;
  /** Empty for a make-up working day. */
  name: string;
  /** Of half days, such as `08:00-12:00`. */
  hours: string[];
}

/** What is entered for one year. */
export interface YearPlan {
  source: string;
  /** By day such as `2026-05-01`; the last of a holiday may lie in the next year. */
  days: Map<string, SpecialDay>;
}

export interface Plan {
  /** Of an ordinary working day. */
  hours: string[];
  /** Hours by weekday where they are not the ordinary ones, Sunday first; undefined where they are. */
  week: (string[] | undefined)[];
  years: Map<number, YearPlan>;
}

interface YearNode {
  year: number;
  source?: string;
  holidays?: { name: string; from: string; to?: string }[] | null;
  workdays?: string[] | null;
  halfDays?: { name: string; day: string; hours: string[] }[] | null;
}

interface Root {
  hours?: string[];
  week?: Record<string, string[]> | null;
  years?: YearNode[] | null;
}

const WEEKDAYS = ["SUNDAY", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY"];
const DAY_MS = 86_400_000;

/** The day after, or so many days after. */
export function dayAfter(day: string, count = 1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

/** All days from the first to the last; at most 32, as a holiday is no longer. */
export function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= to && days.length < 32; day = dayAfter(day)) {
    days.push(day);
  }
  return days;
}

function planOf(node: YearNode): YearPlan {
  const days = new Map<string, SpecialDay>();
  for (const { name, from, to } of node.holidays ?? []) {
    daysBetween(from, to ?? from).forEach((day) =>
      days.set(day, { kind: "HOLIDAY", name, hours: [] }),
    );
  }
  node.workdays?.forEach((day) => days.set(day, { kind: "WORKDAY", name: "", hours: [] }));
  node.halfDays?.forEach(({ name, day, hours }) =>
    days.set(day, { kind: "HALF_DAY", name, hours }),
  );
  return { source: node.source ?? "", days };
}

export function read(document: string): Plan {
  const root = (parseDocument(document).toJS() ?? {}) as Root;
  const named = new Map(
    Object.entries(root.week ?? {}).map(([name, hours]) => [name.toUpperCase(), hours]),
  );
  return {
    hours: root.hours ?? [],
    week: WEEKDAYS.map((name) => named.get(name)),
    years: new Map((root.years ?? []).map((node) => [node.year, planOf(node)])),
  };
}

/** A copy that can be changed. */
export function copied(plan: Plan): Plan {
  return {
    hours: [...plan.hours],
    week: plan.week,
    years: new Map(
      [...plan.years].map(([year, one]) => [year, { source: one.source, days: new Map(one.days) }]),
    ),
  };
}

/** What is said of a day; it may stand in the year before. */
export function special(plan: Plan, day: string): SpecialDay | undefined {
  for (const one of plan.years.values()) {
    const found = one.days.get(day);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** Whether nobody works on that weekday (0 is Sunday). */
export function isClosed(plan: Plan, weekday: number): boolean {
  const said = plan.week[weekday];
  return said === undefined ? weekday === 0 || weekday === 6 : said.length === 0;
}

/** Says something of some days; undefined makes them as the week says. */
export function set(plan: Plan, days: readonly string[], what: SpecialDay | undefined): Plan {
  const next = copied(plan);
  const home = Number(days[0]?.slice(0, 4));
  for (const day of days) {
    next.years.forEach((one) => one.days.delete(day));
  }
  if (what !== undefined) {
    const year = next.years.get(home) ?? { source: "", days: new Map<string, SpecialDay>() };
    days.forEach((day) => year.days.set(day, what));
    next.years.set(home, year);
  }
  return next;
}

function nodeOf(year: number, plan: YearPlan): YearNode {
  const holidays: { name: string; from: string; to: string }[] = [];
  const workdays: string[] = [];
  const halfDays: { name: string; day: string; hours: string[] }[] = [];
  for (const [day, { kind, name, hours }] of [...plan.days].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const last = holidays.at(-1);
    if (kind === "WORKDAY") {
      workdays.push(day);
    } else if (kind === "HALF_DAY") {
      halfDays.push({ name, day, hours });
    } else if (last?.name === name && dayAfter(last.to) === day) {
      last.to = day;
    } else {
      holidays.push({ name, from: day, to: day });
    }
  }
  return {
    year,
    source: plan.source,
    holidays,
    workdays,
    ...(halfDays.length > 0 ? { halfDays } : {}),
  };
}

function same(a: YearPlan | undefined, b: YearPlan): boolean {
  return (
    a !== undefined &&
    a.source === b.source &&
    JSON.stringify([...a.days].sort()) === JSON.stringify([...b.days].sort())
  );
}

/** The document with a plan's hours and changed years in it. */
export function written(document: string, plan: Plan): string {
  const tree: Document = parseDocument(document);
  const before = read(document);
  if (JSON.stringify(before.hours) !== JSON.stringify(plan.hours)) {
    tree.set("hours", tree.createNode(plan.hours));
  }
  const years = [...before.years.keys()];
  for (const [year, one] of plan.years) {
    if (!same(before.years.get(year), one)) {
      const place = years.indexOf(year);
      const node = tree.createNode(nodeOf(year, one));
      if (place >= 0) {
        tree.setIn(["years", place], node);
      } else if (years.length === 0) {
        tree.set("years", tree.createNode([nodeOf(year, one)]));
        years.push(year);
      } else {
        tree.addIn(["years"], node);
        years.push(year);
      }
    }
  }
  return tree.toString({ lineWidth: 0 });
}

/** Times such as `08:00-12:00 14:00-17:30`; undefined when they make no sense. */
export function hoursOf(text: string): string[] | undefined {
  const spans = text.split(/[\s,;\u3001\uff0c\uff1b]+/).filter((one) => one !== "");
  let end = "";
  for (const one of spans) {
    const found = /^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/.exec(one);
    const [from = "", to = ""] = one.split("-");
    if (found === null || from >= to || from < end) {
      return undefined;
    }
    end = to;
  }
  return spans.length === 0 ? undefined : spans;
}

/** The cells of a month: days, with empty cells before the first so that weeks begin on Monday. */
export function weeksOf(year: number, month: number): (string | undefined)[][] {
  const first = `${String(year)}-${String(month).padStart(2, "0")}-01`;
  const cells: (string | undefined)[] = Array.from(
    { length: (weekday(first) + 6) % 7 },
    () => undefined,
  );
  for (let day = first; day.slice(0, 7) === first.slice(0, 7); day = dayAfter(day)) {
    cells.push(day);
  }
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) =>
    Array.from({ length: 7 }, (__, place) => cells[week * 7 + place]),
  );
}

/** 0 is Sunday. */
export function weekday(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}
