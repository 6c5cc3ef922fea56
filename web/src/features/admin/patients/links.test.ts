import { expect, test } from "vitest";
import type { LinkEvent, PatientRecord } from "../../../api/patients";
import { differences, inForce, linkable, numbersOf, reasonKeys } from "./links";

function record(id: string, more: Partial<PatientRecord> = {}): PatientRecord {
  return {
    id,
    unit: "TS1",
    person: id,
    issuer: "",
    patientId: `P${id}`,
    name: "张三",
    birthDate: "19560203",
    sex: "M",
    identifiers: [],
    ...more,
  };
}

function event(act: LinkEvent["act"], first: string, second: string): LinkEvent {
  return { act, first, second, author: "a", unit: "TS1", why: "w", at: "2026-11-29T00:00:00Z" };
}

test("only what both say can contradict", () => {
  const first = record("1");
  expect(
    differences({ first, second: record("2", { name: "张山", birthDate: "", sex: "F" }) }),
  ).toEqual(["name", "sex"]);
});

test("a link is in force until it is taken back, and again when made again", () => {
  expect(
    inForce([event("LINK", "1", "2"), event("LINK", "1", "3"), event("UNLINK", "1", "2")]),
  ).toEqual([event("LINK", "1", "3")]);
  expect(
    inForce([event("LINK", "1", "2"), event("UNLINK", "1", "2"), event("LINK", "1", "2")]),
  ).toHaveLength(1);
  expect(inForce([event("DISMISS", "1", "2")])).toEqual([]);
});

test("two records of different persons can be linked", () => {
  expect(linkable([record("1"), record("2")])).toBeDefined();
  expect(linkable([record("1")])).toBeUndefined();
  expect(linkable([record("1"), record("2", { person: "1" })])).toBeUndefined();
  expect(linkable([record("1"), record("2"), record("3")])).toBeUndefined();
});

test("the patient ID is not told twice among the numbers", () => {
  const one = record("1", {
    identifiers: [
      { kind: "UNIT_NUMBER", issuer: "", number: "P1" },
      { kind: "PHONE", issuer: "", number: "13800000000" },
    ],
  });
  expect(numbersOf(one)).toEqual([{ kind: "PHONE", number: "13800000000" }]);
});

test("reasons are taken to pieces that can be translated", () => {
  expect(reasonKeys("same ID_CARD, but other birth date")).toEqual([
    "same-id-card",
    "other-birth-date",
  ]);
  expect(reasonKeys("same name, sex, birth date and phone")).toEqual([
    "same-name-sex-birth-date-and-phone",
  ]);
});
