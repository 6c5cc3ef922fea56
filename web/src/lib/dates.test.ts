import { expect, test } from "vitest";
import { clock, date, dateTime, dicomDate, span, startOfDay } from "./dates";

test("times are China's, whatever the computer's zone is", () => {
  expect(dateTime("2026-02-28T16:05:59Z")).toBe("2026-03-01 00:05");
  expect(date("2026-02-28T15:59:00Z")).toBe("2026-02-28");
});

test("what is no time is shown as nothing", () => {
  expect(dateTime("yesterday")).toBe("");
  expect(dateTime(undefined)).toBe("");
  expect(dateTime(null)).toBe("");
});

test("DICOM dates are written as people write them, and others are left alone", () => {
  expect(dicomDate("20260301")).toBe("2026-03-01");
  expect(dicomDate("202603")).toBe("2026-03");
  expect(dicomDate("2026")).toBe("2026");
  expect(dicomDate(undefined)).toBe("");
});

test("days begin and end in China", () => {
  expect(startOfDay("2026-03-01")).toBe("2026-02-28T16:00:00.000Z");
  expect(startOfDay("2026-03-01", 1)).toBe("2026-03-01T16:00:00.000Z");
  expect(startOfDay("")).toBe("");
});

test("a span is told in its largest unit", () => {
  expect(span(-5)).toEqual({ count: 0, unit: "second" });
  expect(span(59_999)).toEqual({ count: 59, unit: "second" });
  expect(span(60_000)).toEqual({ count: 1, unit: "minute" });
  expect(span(7_200_000)).toEqual({ count: 2, unit: "hour" });
  expect(span(3 * 86_400_000)).toEqual({ count: 3, unit: "day" });
});

test("DICOM times are written with colons, as far as they go", () => {
  expect(clock("093005.120000")).toBe("09:30:05");
  expect(clock("0930")).toBe("09:30");
  expect(clock("09")).toBe("09");
  expect(clock("")).toBe("");
  expect(clock(undefined)).toBe("");
});
