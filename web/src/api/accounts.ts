/** Accounts: who may log in, with what roles; their sessions, and the keys of programs. */
import { get, post, remove, request } from "./http";
import type { LoadContext } from "./use-load";

const ROOT = "/api/v1/accounts";

export const ROLES = [
  "VILLAGE_DOCTOR",
  "TOWNSHIP_DOCTOR",
  "CLINICIAN",
  "TECHNOLOGIST",
  "RADIOLOGIST",
  "SENIOR_RADIOLOGIST",
  "CENTRE_DIRECTOR",
  "EXPERT",
  "GUEST_EXPERT",
  "COORDINATOR",
  "QC_OFFICER",
  "OFFICE",
  "BOARD_MEMBER",
  "SUPERVISOR",
  "AUDITOR",
  "SECURITY_ADMIN",
  "SYS_ADMIN",
  "AUDIT_ADMIN",
  "HIS",
] as const;
export type Role = (typeof ROLES)[number];
export type AccountState = "ACTIVE" | "DISABLED";

export interface Account {
  name: string;
  displayName: string;
  /** Code of the unit. */
  unit: string;
  roles: Role[];
  state: AccountState;
  mustChangePassword: boolean;
  /** A program signs its requests and has no password; those of the demonstration have one that everybody knows. */
  kind: "PERSON" | "PROGRAM" | "DEMONSTRATION";
  /** By which the hospital information system of the unit names them in orders; empty when it is not known. */
  staffNumber: string;
}

export type NewAccount = Pick<Account, "name" | "displayName" | "unit" | "roles"> & {
  kind: "PERSON" | "PROGRAM";
  password?: string;
  staffNumber?: string;
};

export type AccountChange = Partial<
  Pick<Account, "displayName" | "unit" | "roles" | "state" | "staffNumber">
>;

export interface AccountSession {
  id: string;
  source: string;
  openedAt: string;
  lastUsedAt: string;
  endsAt: string;
}

export interface ProgramKey {
  id: string;
  algorithm: "ED25519" | "HMAC_SHA256";
  /** Account that added it. */
  author: string;
  addedAt: string;
  /** When it is no longer taken; never without. */
  expiresAt?: string;
  /** Addresses and ranges from which it is taken; from all when there are none. */
  addresses: string[];
}

/** Without a public key a shared one is made. */
export interface NewProgramKey {
  id: string;
  publicKey?: string;
  expiresAt?: string;
  addresses?: string[];
}

function path(name: string, more = ""): string {
  return `${ROOT}/${encodeURIComponent(name)}${more}`;
}

/** All of them by name, page after page. */
export async function accountList(context: LoadContext): Promise<Account[]> {
  const all: Account[] = [];
  let after: string | undefined;
  do {
    const page: { accounts: Account[]; next?: string } = await get(ROOT, {
      ...context,
      query: { after },
    });
    all.push(...page.accounts);
    after = page.next;
  } while (after !== undefined);
  return all;
}

export function createAccount(account: NewAccount): Promise<Account> {
  return post(ROOT, account);
}

export async function changeAccount(name: string, change: AccountChange): Promise<Account> {
  return (await request<Account>("PATCH", path(name), { body: change })).data;
}

export function resetPassword(name: string, password: string): Promise<void> {
  return post(path(name, "/password"), { password });
}

export function resetSecondFactor(name: string): Promise<void> {
  return remove(path(name, "/second-factor"));
}

export async function accountSessions(
  name: string,
  context: LoadContext,
): Promise<AccountSession[]> {
  return (await get<{ sessions: AccountSession[] }>(path(name, "/sessions"), context)).sessions;
}

export function revokeSession(name: string, id: string): Promise<void> {
  return remove(path(name, `/sessions/${encodeURIComponent(id)}`));
}

export async function programKeys(name: string, context: LoadContext): Promise<ProgramKey[]> {
  return (await get<{ keys: ProgramKey[] }>(path(name, "/keys"), context)).keys;
}

/** A shared key that is made is told this once. */
export function addProgramKey(
  name: string,
  key: NewProgramKey,
): Promise<{ id: string; secret?: string }> {
  return post(path(name, "/keys"), key);
}

export function removeProgramKey(name: string, id: string): Promise<void> {
  return remove(path(name, `/keys/${encodeURIComponent(id)}`));
}
