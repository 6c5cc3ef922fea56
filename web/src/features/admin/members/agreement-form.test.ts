import { expect, test } from "vitest";
import type { Agreement } from "../../../api/members";
import { agreementOf, alike, emptyForm, faultsOf, formOf } from "./agreement-form";

const AGREEMENT: Agreement = {
  id: "A-1",
  owner: "TS1",
  reader: "CH1",
  services: ["IMAGING", "LAB"],
  from: "2026-01-01",
  to: "2026-12-31",
};

test("a form that nobody has touched gives the same agreement", () => {
  expect(agreementOf(formOf(AGREEMENT), [])).toEqual(AGREEMENT);
  const bare: Agreement = { id: "A-2", owner: "TS1", reader: "CH1" };
  expect(agreementOf(formOf(bare), ["A-2"])).toEqual(bare);
});

test("one without a number gets the next that is free", () => {
  const form = { ...formOf(AGREEMENT), id: "" };
  expect(agreementOf(form, []).id).toBe("TS1-CH1");
  expect(agreementOf(form, ["TS1-CH1", "TS1-CH1-2"]).id).toBe("TS1-CH1-3");
});

test("a new one permits nothing until something is ticked", () => {
  const form = { ...emptyForm("TS1"), reader: "CH1" };
  expect([...faultsOf(form, [])]).toEqual(["services"]);
});

test("services stand in their order, however they were ticked", () => {
  const form = { ...formOf(AGREEMENT), services: ["REFERRAL" as const, "IMAGING" as const] };
  expect(agreementOf(form, []).services).toEqual(["IMAGING", "REFERRAL"]);
});

test.each([
  [{ id: "a b" }, "id"],
  [{ id: "协议" }, "id"],
  [{ id: "OLD" }, "idTaken"],
  [{ owner: "" }, "owner"],
  [{ reader: "" }, "reader"],
  [{ reader: "TS1" }, "itself"],
  [{ services: [] }, "services"],
  [{ to: "2025-12-31" }, "order"],
])("%o is refused", (change, fault) => {
  expect([...faultsOf({ ...formOf(AGREEMENT), ...change }, ["OLD"])]).toEqual([fault]);
});

test("nothing is wrong without a number, and with one day", () => {
  expect(faultsOf({ ...formOf(AGREEMENT), id: "", to: "2026-01-01" }, [])).toEqual(new Set());
});

test("others of the same parties are alike, those the other way round are not", () => {
  const other = { ...AGREEMENT, id: "A-3" };
  const back = { ...AGREEMENT, id: "A-4", owner: "CH1", reader: "TS1" };
  expect(alike(formOf(AGREEMENT), [AGREEMENT, other, back])).toEqual([other]);
});
