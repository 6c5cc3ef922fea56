/** Which roles go together, and what else of an account is wrong before anything is sent; the gateway decides. */
import type { Account, Role } from "../../../api/accounts";

/** The three administrators are three persons. */
const SEPARATE: readonly Role[] = ["SECURITY_ADMIN", "SYS_ADMIN", "AUDIT_ADMIN"];

export type RoleFault = "noRole" | "separate" | "auditor" | "program" | "his";

export function roleFault(kind: Account["kind"], roles: readonly Role[]): RoleFault | undefined {
  if (roles.length === 0) {
    return "noRole";
  }
  if (kind === "PROGRAM") {
    return roles.length === 1 && roles[0] === "HIS" ? undefined : "program";
  }
  if (kind === "PERSON" && roles.includes("HIS")) {
    return "his";
  }
  if (roles.filter((one) => SEPARATE.includes(one)).length > 1) {
    return "separate";
  }
  const audits = roles.includes("AUDITOR") || roles.includes("AUDIT_ADMIN");
  const administers = roles.includes("SECURITY_ADMIN") || roles.includes("SYS_ADMIN");
  return audits && administers ? "auditor" : undefined;
}

export type AccountFault = RoleFault | "name" | "taken" | "displayName" | "unit";

export type AccountForm = Pick<
  Account,
  "name" | "displayName" | "unit" | "roles" | "kind" | "staffNumber"
>;

/** @param taken names that a new account cannot have */
export function accountFaults(form: AccountForm, taken: readonly string[]): Set<AccountFault> {
  const faults = new Set<AccountFault>();
  if (!/^[a-z0-9][a-z0-9._-]{0,63}$/.test(form.name)) {
    faults.add("name");
  } else if (taken.includes(form.name)) {
    faults.add("taken");
  }
  if (form.displayName.trim() === "" || form.displayName.length > 100) {
    faults.add("displayName");
  }
  if (form.unit === "") {
    faults.add("unit");
  }
  const fault = roleFault(form.kind, form.roles);
  if (fault !== undefined) {
    faults.add(fault);
  }
  return faults;
}

/** What the list is narrowed to; empty is no limit. */
export interface Filter {
  text: string;
  unit: string;
  role: string;
  state: string;
}

export function filtered(accounts: readonly Account[], filter: Filter): Account[] {
  const text = filter.text.trim().toLowerCase();
  return accounts.filter(
    (one) =>
      `${one.name} ${one.displayName} ${one.staffNumber}`.toLowerCase().includes(text) &&
      (filter.unit === "" || one.unit === filter.unit) &&
      (filter.role === "" || (one.roles as string[]).includes(filter.role)) &&
      (filter.state === "" || one.state === filter.state),
  );
}
