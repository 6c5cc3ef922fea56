import { expect, test } from "vitest";
import type { FoundStudy } from "../../../api/studies";
import { question, remember, remembered, sorted, studyTime, usual } from "./filters";

function storage(): {
  kept: Map<string, string>;
  getItem: (key: string) => string | null;
  setItem: (key: string, value: string) => void;
} {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => {
      kept.set(key, value);
    },
  };
}

test("days are China's, and today is one of them", () => {
  const late = new Date("2026-11-29T17:00:00Z");
  expect(question({ ...usual(), range: "today" }, late).from).toBe("20261130");
  expect(question({ ...usual(), range: "three" }, late).from).toBe("20261128");
  expect(question({ ...usual(), range: "any" }, late).from).toBe("");
});

test("nothing about patients is remembered", () => {
  const store = storage();
  remember(
    {
      ...usual(),
      patientName: "张三",
      patientId: "P-77",
      accessionNumber: "A-88",
      modality: "CT",
      range: "month",
    },
    store,
  );
  expect([...store.kept.values()].join()).not.toMatch(/张三|P-77|A-88/);
  expect(remembered(store)).toEqual({ ...usual(), modality: "CT", range: "month" });
});

test.each(["not json", '{"range":"century","modality":7,"order":"x"}'])(
  "%s is the usual",
  (text) => {
    expect(remembered({ getItem: () => text })).toEqual(usual());
  },
);

test("times are as people read them", () => {
  expect(studyTime({ studyDate: "20261129", studyTime: "093015.123" })).toBe("2026-11-29 09:30");
  expect(studyTime({ studyDate: "20261129", studyTime: "" })).toBe("2026-11-29");
  expect(studyTime({ studyDate: "", studyTime: "" })).toBe("");
});

test("orders", () => {
  const study = (
    patientName: string,
    studyDate: string,
    unit: string,
    instances: number,
  ): FoundStudy => ({ patientName, studyDate, studyTime: "", unit, instances }) as FoundStudy;
  const all = [
    study("王", "20260103", "B", 1),
    study("李", "20260102", "A", 3),
    study("赵", "20260101", "C", 2),
  ];
  const names = (order: Parameters<typeof sorted>[1]): string =>
    sorted(all, order)
      .map((one) => one.patientName)
      .join("");
  expect(names("newest")).toBe("王李赵");
  expect(names("oldest")).toBe("赵李王");
  expect(names("unit")).toBe("李王赵");
  expect(names("images")).toBe("李赵王");
});
