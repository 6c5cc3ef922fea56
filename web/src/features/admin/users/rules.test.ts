import { expect, test } from "vitest";
import type { Account } from "../../../api/accounts";
import { accountFaults, filtered, roleFault } from "./rules";

const DOCTOR: Account = {
  name: "ts1-doctor",
  displayName: "Li Na",
  unit: "TS1",
  roles: ["TOWNSHIP_DOCTOR"],
  state: "ACTIVE",
  mustChangePassword: false,
  kind: "PERSON",
  staffNumber: "0117",
};
const OFF: Account = {
  ...DOCTOR,
  name: "ch1-tech",
  displayName: "Wang",
  unit: "CH1",
  roles: ["TECHNOLOGIST", "QC_OFFICER"],
  staffNumber: "",
  state: "DISABLED",
};

test("the administrators of accounts, nodes and the audit log are three persons", () => {
  expect(roleFault("PERSON", ["SECURITY_ADMIN", "SYS_ADMIN"])).toBe("separate");
  expect(roleFault("PERSON", ["AUDIT_ADMIN", "SYS_ADMIN"])).toBe("separate");
  expect(roleFault("PERSON", ["SECURITY_ADMIN", "CLINICIAN"])).toBeUndefined();
});

test("who reads the audit log administers nothing", () => {
  expect(roleFault("PERSON", ["AUDITOR", "SYS_ADMIN"])).toBe("auditor");
  expect(roleFault("PERSON", ["AUDITOR", "AUDIT_ADMIN"])).toBeUndefined();
});

test("a program has its role and no other, and no person has it", () => {
  expect(roleFault("PROGRAM", ["HIS"])).toBeUndefined();
  expect(roleFault("PROGRAM", ["HIS", "OFFICE"])).toBe("program");
  expect(roleFault("PERSON", ["HIS"])).toBe("his");
  expect(roleFault("PERSON", [])).toBe("noRole");
});

test("what is missing or wrong is told at once", () => {
  const form = {
    name: "Li Na",
    displayName: " ",
    unit: "",
    roles: [],
    kind: "PERSON" as const,
    staffNumber: "",
  };
  expect([...accountFaults(form, [])].sort()).toEqual(["displayName", "name", "noRole", "unit"]);
  expect([...accountFaults(DOCTOR, ["ts1-doctor"])]).toEqual(["taken"]);
  expect(accountFaults(DOCTOR, []).size).toBe(0);
});

test("the list is narrowed by name, unit, role and state together", () => {
  const none = { text: "", unit: "", role: "", state: "" };
  const all = [DOCTOR, OFF];
  expect(filtered(all, none)).toEqual(all);
  expect(filtered(all, { ...none, text: " LI " })).toEqual([DOCTOR]);
  expect(filtered(all, { ...none, text: "0117" })).toEqual([DOCTOR]);
  expect(filtered(all, { ...none, unit: "CH1" })).toEqual([OFF]);
  expect(filtered(all, { ...none, role: "QC_OFFICER" })).toEqual([OFF]);
  expect(filtered(all, { ...none, state: "ACTIVE", unit: "CH1" })).toEqual([]);
});
