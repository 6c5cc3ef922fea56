import { expect, test } from "vitest";
import { changeOf, merged } from "./meanwhile";

const AT = { section: "units", identifier: "TS1" };

test("what a person has not touched follows the others, what was touched stays", () => {
  const was = { name: "A", kind: "X", services: ["LAB"], to: "" };
  const form = { name: "mine", kind: "X", services: ["LAB"], to: "2026-01-01" };
  const is = { name: "theirs", kind: "Y", services: ["ECG"], to: "2027-01-01" };
  expect(merged(form, was, is)).toEqual({
    name: "mine",
    kind: "Y",
    services: ["ECG"],
    to: "2026-01-01",
  });
});

test("a change names the fields that differ, and nothing is none", () => {
  expect(changeOf(AT, { a: 1, b: [1], c: "x" }, { a: 2, b: [1], d: "y" })).toEqual({
    ...AT,
    kind: "CHANGED",
    fields: [
      { field: "a", before: 1, after: 2 },
      { field: "c", before: "x", after: null },
      { field: "d", before: null, after: "y" },
    ],
  });
  expect(changeOf(AT, { a: 1 }, { a: 1 })).toBeUndefined();
  expect(changeOf(AT, { a: 1 }, undefined)?.kind).toBe("REMOVED");
  expect(changeOf(AT, undefined, { a: 1 })?.kind).toBe("ADDED");
  expect(changeOf(AT, undefined, undefined)).toBeUndefined();
});
