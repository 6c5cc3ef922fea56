/** Who is on duty, by unit and duty, and the versions of that. */
import { get, request } from "./http";
import type { LoadContext } from "./use-load";

const ROOT = "/api/v1/rosters";

export const DUTIES = [
  "IMAGING",
  "CONSULTATION",
  "REFERRAL",
  "DEPARTMENT_HEAD",
  "MEDICAL_OFFICE",
  "SYSTEM",
  "SECURITY",
] as const;
export type Duty = (typeof DUTIES)[number];
/** Kept by administrators for all units; all others by who directs the centre of the unit. */
export const TECHNICAL: readonly Duty[] = ["SYSTEM", "SECURITY"];

export interface DutyPerson {
  account: string;
  phone?: string;
  mail?: string;
}

export interface Shift {
  /** Without it, it has always been so. */
  from?: string | null;
  /** Without it, it goes on. */
  to?: string | null;
  /** In the order in which they are called. */
  persons: DutyPerson[];
}

export interface Roster {
  unit: string;
  duty: Duty;
  /** 0 when there never was one. */
  version: number;
  author: string;
  madeAt: string;
  shifts: Shift[];
  /** At this moment. */
  onDuty: DutyPerson[];
}

function path(unit: string, duty: Duty): string {
  return `${ROOT}/${encodeURIComponent(unit)}/${duty}`;
}

export async function rosterList(context: LoadContext): Promise<Roster[]> {
  return (await get<{ items: Roster[] }>(ROOT, context)).items;
}

export interface RosterInForce {
  roster: Roster;
  etag: string | undefined;
}

export async function rosterOf(
  unit: string,
  duty: Duty,
  context: LoadContext,
): Promise<RosterInForce> {
  const answer = await request<Roster>("GET", path(unit, duty), context);
  return { roster: answer.data, etag: answer.etag };
}

export async function rosterVersions(
  unit: string,
  duty: Duty,
  context: LoadContext,
): Promise<Roster[]> {
  return (await get<{ items: Roster[] }>(`${path(unit, duty)}/versions`, context)).items;
}

export async function saveRoster(
  unit: string,
  duty: Duty,
  shifts: readonly Shift[],
  ifMatch: string | undefined,
): Promise<Roster> {
  return (await request<Roster>("PUT", path(unit, duty), { body: { shifts }, ifMatch })).data;
}
