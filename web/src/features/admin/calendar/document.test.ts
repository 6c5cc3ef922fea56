import { expect, test } from "vitest";
import {
  daysBetween,
  hoursOf,
  isClosed,
  read,
  set,
  special,
  weeksOf,
  written,
  type SpecialDay,
} from "./document";

const DOCUMENT = `# Working days
hours: ["08:00-12:00", "14:00-17:30"]
years:
  - year: 2025
    source: first # of the State Council
    holidays:
      - {name: NY, from: 2025-12-31, to: 2026-01-02}
  - year: 2026
    source: second
    holidays:
      - {name: May, from: 2026-05-01, to: 2026-05-03}
    workdays: [2026-05-09]
`;
const HOLIDAY: SpecialDay = { kind: "HOLIDAY", name: "May", hours: [] };

test("days are read with what is said of them, also of the year before", () => {
  const plan = read(DOCUMENT);
  expect(plan.hours).toEqual(["08:00-12:00", "14:00-17:30"]);
  expect(special(plan, "2026-01-02")?.name).toBe("NY");
  expect(special(plan, "2026-05-09")?.kind).toBe("WORKDAY");
  expect(special(plan, "2026-05-04")).toBeUndefined();
  expect([isClosed(plan, 0), isClosed(plan, 1), isClosed(plan, 6)]).toEqual([true, false, true]);
});

test("a week of its own decides which days are closed", () => {
  const plan = read(`${DOCUMENT}week: {saturday: ["08:00-12:00"], MONDAY: []}\n`);
  expect([isClosed(plan, 6), isClosed(plan, 1)]).toEqual([false, true]);
});

test("days next to a holiday of the same name become part of it", () => {
  const plan = set(read(DOCUMENT), daysBetween("2026-05-04", "2026-05-05"), HOLIDAY);
  const text = written(DOCUMENT, plan);
  expect(text).toContain("# Working days");
  expect(text).toContain("# of the State Council");
  expect(text).toMatch(/from: 2026-05-01\n\s+to: 2026-05-05/);
  expect(read(text)).toEqual(plan);
});

test("a day in the middle of a holiday is taken out of it", () => {
  const plan = set(read(DOCUMENT), ["2026-05-02"], undefined);
  const text = written(DOCUMENT, plan);
  expect(special(read(text), "2026-05-02")).toBeUndefined();
  expect(special(read(text), "2026-05-03")?.name).toBe("May");
});

test("a year that was missing, half days and other hours are added", () => {
  const half: SpecialDay = { kind: "HALF_DAY", name: "Eve", hours: ["08:00-12:00"] };
  const plan = set(read(DOCUMENT), ["2027-02-05"], half);
  plan.hours = ["09:00-17:00"];
  const next = plan.years.get(2027);
  if (next) {
    next.source = "third";
  }
  const again = read(written(DOCUMENT, plan));
  expect(again.hours).toEqual(["09:00-17:00"]);
  expect(again.years.get(2027)?.source).toBe("third");
  expect(special(again, "2027-02-05")).toEqual(half);
});

test("what nobody has changed stays letter by letter", () => {
  expect(written(DOCUMENT, read(DOCUMENT))).toContain(
    "- {name: NY, from: 2025-12-31, to: 2026-01-02}".replace("{", "{ ").replace("}", " }"),
  );
});

test("hours are times in their order", () => {
  expect(hoursOf("08:00-12:00, 14:00-17:30")).toEqual(["08:00-12:00", "14:00-17:30"]);
  for (const wrong of ["", "8-12", "12:00-08:00", "08:00-12:00 11:00-13:00", "08:00-25:00"]) {
    expect(hoursOf(wrong), wrong).toBeUndefined();
  }
});

test("weeks begin on Monday and months have all their days", () => {
  const weeks = weeksOf(2026, 3);
  expect(weeks[0]?.slice(5)).toEqual([undefined, "2026-03-01"]);
  expect(weeks.flat().filter((one) => one !== undefined)).toHaveLength(31);
  expect(weeks.every((week) => week.length === 7)).toBe(true);
});
