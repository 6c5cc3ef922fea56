import { expect, test } from "vitest";
import type { AccessRules } from "../../../api/access-rules";
import { changesOf, complainedOf, faultsOf, formOf, LIMITS, rulesOf } from "./limits";

const RULES: AccessRules = {
  failuresUntilLock: 5,
  lockMinutes: 15,
  attemptsPerMinute: 60,
  idleMinutes: 15,
  sessionHours: 12,
  addressBinding: "EXACT",
  secondFactorRoles: ["EXPERT", "SYS_ADMIN"],
  breakGlassRoles: ["CLINICIAN"],
  breakGlassHours: 4,
  breakGlassReviewHours: 24,
};

test("rules become a form and are the same again", () => {
  expect(rulesOf(formOf(RULES))).toEqual(RULES);
  expect(faultsOf(formOf(RULES)).size).toBe(0);
});

test("a limit is a whole number of its range", () => {
  for (const { key, most } of LIMITS) {
    for (const wrong of ["", "0", "-1", "1.5", "x", String(most + 1)]) {
      const form = formOf(RULES);
      form.limits[key] = wrong;
      expect([...faultsOf(form)], `${key} ${wrong}`).toEqual([key]);
    }
    const form = formOf(RULES);
    form.limits[key] = ` ${String(most)} `;
    expect(faultsOf(form).size, key).toBe(0);
    expect(rulesOf(form)[key]).toBe(most);
  }
});

test("what changes is told, and whether it is less strict", () => {
  const after: AccessRules = {
    ...RULES,
    failuresUntilLock: 10,
    lockMinutes: 30,
    addressBinding: "NETWORK",
    secondFactorRoles: ["SYS_ADMIN", "EXPERT", "AUDITOR"],
    breakGlassRoles: ["CLINICIAN", "RADIOLOGIST"],
  };
  expect(changesOf(RULES, RULES)).toEqual([]);
  expect(
    changesOf(RULES, after).map((one) => [
      one.kind === "limit" ? one.limit.key : one.kind === "roles" ? one.key : one.kind,
      one.looser,
    ]),
  ).toEqual([
    ["failuresUntilLock", true],
    ["lockMinutes", false],
    ["binding", true],
    ["secondFactorRoles", false],
    ["breakGlassRoles", true],
  ]);
  expect(changesOf(after, RULES).map((one) => one.looser)).toEqual([
    false,
    true,
    false,
    true,
    false,
  ]);
});

test("one role in place of another is less strict both ways", () => {
  const after: AccessRules = { ...RULES, secondFactorRoles: ["AUDITOR", "SYS_ADMIN"] };
  expect(changesOf(RULES, after).map((one) => one.looser)).toEqual([true]);
});

test("a complaint of the gateway finds its field", () => {
  expect(complainedOf('"lockMinutes" must be 1 to 1440.')).toBe("lockMinutes");
  expect(complainedOf("nothing")).toBeUndefined();
});
