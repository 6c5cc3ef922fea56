/** The limits of access: in which unit and range each is, what is wrong in the form, and what a change means. */
import { BINDINGS, type AccessRules, type AddressBinding } from "../../../api/access-rules";
import type { Role } from "../../../api/accounts";

export type LimitKey = Exclude<
  keyof AccessRules,
  "addressBinding" | "secondFactorRoles" | "breakGlassRoles"
>;

export interface Limit {
  key: LimitKey;
  group: "logIns" | "sessions" | "emergencies";
  unit: "times" | "minutes" | "perMinute" | "hours";
  most: number;
  /** Whether a larger number is less strict. */
  larger: boolean;
}

/** Each from 1. */
export const LIMITS: readonly Limit[] = [
  { key: "failuresUntilLock", group: "logIns", unit: "times", most: 100, larger: true },
  { key: "lockMinutes", group: "logIns", unit: "minutes", most: 1440, larger: false },
  { key: "attemptsPerMinute", group: "logIns", unit: "perMinute", most: 10_000, larger: true },
  { key: "idleMinutes", group: "sessions", unit: "minutes", most: 1440, larger: true },
  { key: "sessionHours", group: "sessions", unit: "hours", most: 720, larger: true },
  { key: "breakGlassHours", group: "emergencies", unit: "hours", most: 72, larger: true },
  { key: "breakGlassReviewHours", group: "emergencies", unit: "hours", most: 720, larger: true },
];

/** Those who treat or read: the gateway lets nobody else open a study in an emergency. */
export const EMERGENCY_ROLES: readonly Role[] = [
  "TOWNSHIP_DOCTOR",
  "CLINICIAN",
  "RADIOLOGIST",
  "SENIOR_RADIOLOGIST",
];

/** What stands in the form. */
export interface RulesForm {
  limits: Record<LimitKey, string>;
  addressBinding: AddressBinding;
  secondFactorRoles: Role[];
  breakGlassRoles: Role[];
}

export function formOf(rules: AccessRules): RulesForm {
  return {
    limits: Object.fromEntries(LIMITS.map(({ key }) => [key, String(rules[key])])) as Record<
      LimitKey,
      string
    >,
    addressBinding: rules.addressBinding,
    secondFactorRoles: [...rules.secondFactorRoles],
    breakGlassRoles: [...rules.breakGlassRoles],
  };
}

function numberOf(limit: Limit, text: string): number | undefined {
  const value = /^\d{1,6}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return value >= 1 && value <= limit.most ? value : undefined;
}

/** Those that are no whole number of their range. */
export function faultsOf(form: RulesForm): Set<LimitKey> {
  return new Set(
    LIMITS.filter((limit) => numberOf(limit, form.limits[limit.key]) === undefined).map(
      ({ key }) => key,
    ),
  );
}

/** Only for a form without faults. */
export function rulesOf(form: RulesForm): AccessRules {
  const limits = Object.fromEntries(
    LIMITS.map((limit) => [limit.key, numberOf(limit, form.limits[limit.key]) ?? 1]),
  ) as Record<LimitKey, number>;
  return {
    ...limits,
    addressBinding: form.addressBinding,
    secondFactorRoles: [...form.secondFactorRoles].sort(),
    breakGlassRoles: [...form.breakGlassRoles].sort(),
  };
}

/** One rule that is about to be another. */
export type RuleChange = { looser: boolean } & (
  | { kind: "limit"; limit: Limit; before: number; after: number }
  | { kind: "binding"; before: AddressBinding; after: AddressBinding }
  | { kind: "roles"; key: "secondFactorRoles" | "breakGlassRoles"; before: Role[]; after: Role[] }
);

function lacks(some: readonly Role[], others: readonly Role[]): boolean {
  return others.some((one) => !some.includes(one));
}

export function changesOf(before: AccessRules, after: AccessRules): RuleChange[] {
  const changes: RuleChange[] = LIMITS.filter(({ key }) => before[key] !== after[key]).map(
    (limit) => ({
      kind: "limit",
      limit,
      before: before[limit.key],
      after: after[limit.key],
      looser: after[limit.key] > before[limit.key] === limit.larger,
    }),
  );
  const [from, to] = [before.addressBinding, after.addressBinding];
  if (from !== to) {
    const looser = BINDINGS.indexOf(to) > BINDINGS.indexOf(from);
    changes.push({ kind: "binding", before: from, after: to, looser });
  }
  for (const key of ["secondFactorRoles", "breakGlassRoles"] as const) {
    const [had, has] = [before[key], after[key]];
    const fewer = lacks(has, had);
    const more = lacks(had, has);
    if (fewer || more) {
      const looser = key === "secondFactorRoles" ? fewer : more;
      changes.push({ kind: "roles", key, before: had, after: has, looser });
    }
  }
  return changes;
}

/** The rule that the gateway complains of, which it puts in quotes. */
export function complainedOf(detail: string): string | undefined {
  return /^"(\w+)"/.exec(detail)?.[1];
}
