/** How strict access is: numbers that administrators change, with who changed them before. */
import type { Role } from "./accounts";
import { get, request } from "./http";
import type { LoadContext } from "./use-load";

const ROOT = "/api/v1/access-rules";

export const BINDINGS = ["EXACT", "NETWORK", "OFF"] as const;
export type AddressBinding = (typeof BINDINGS)[number];

export interface AccessRules {
  /** Wrong passwords in a row that lock an account. */
  failuresUntilLock: number;
  lockMinutes: number;
  /** Log-ins from one network address. */
  attemptsPerMinute: number;
  idleMinutes: number;
  sessionHours: number;
  addressBinding: AddressBinding;
  secondFactorRoles: Role[];
  breakGlassRoles: Role[];
  breakGlassHours: number;
  breakGlassReviewHours: number;
}

export interface RulesInForce {
  rules: AccessRules;
  etag: string | undefined;
}

export interface RulesVersion {
  number: number;
  /** Account; `LIANZHEN` for what came with the gateway. */
  author: string;
  keptAt: string;
  rules: AccessRules;
}

export async function accessRules(context: LoadContext): Promise<RulesInForce> {
  const answer = await request<AccessRules>("GET", ROOT, context);
  return { rules: answer.data, etag: answer.etag };
}

/** Newest first; the gateway gives the last hundred. */
export async function accessRuleVersions(context: LoadContext): Promise<RulesVersion[]> {
  return (await get<{ versions: RulesVersion[] }>(`${ROOT}/versions`, context)).versions;
}

export async function saveAccessRules(
  rules: AccessRules,
  ifMatch: string | undefined,
): Promise<void> {
  await request("PUT", ROOT, { body: rules, ifMatch });
}
