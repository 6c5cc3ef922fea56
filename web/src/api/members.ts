/** Who belongs together and who may read whose records: one document with sections, whose versions are kept. */
import { get, request } from "./http";
import type { DicomNode } from "./nodes";
import type { ResultReceiver } from "./results";
import type { LoadContext } from "./use-load";

const ROOT = "/api/v1/members";

export const KINDS = [
  "VILLAGE_CLINIC",
  "TOWNSHIP_HEALTH_CENTRE",
  "COMMUNITY_HEALTH_CENTRE",
  "COUNTY_HOSPITAL",
  "CITY_HOSPITAL",
  "PROVINCE_HOSPITAL",
  "OTHER",
] as const;
export type Kind = (typeof KINDS)[number];

export const LEVELS = ["VILLAGE", "TOWNSHIP", "COUNTY", "CITY", "PROVINCE"] as const;
export type Level = (typeof LEVELS)[number];

export const SERVICES = ["IMAGING", "ECG", "PATHOLOGY", "LAB", "CONSULTATION", "REFERRAL"] as const;
export type Service = (typeof SERVICES)[number];

/** A hospital, health centre or partner as the document has it; what holds without being said is left out. */
export interface Unit {
  code: string;
  name: string;
  kind: Kind;
  /** That of its kind, when not said. */
  level?: Level;
  /** Six digits of GB/T 2260, such as 341322. */
  region?: string;
  /** None for partners outside of every consortium. */
  consortium?: string;
  joined?: string;
  left?: string;
  /** Takes part, when not said. */
  status?: "ACTIVE" | "SUSPENDED";
}

export const MODES = ["COUNTY_RURAL_INTEGRATION", "REGIONAL", "TECHNICAL_COOPERATION"] as const;
export type Mode = (typeof MODES)[number];

export interface Consortium {
  code: string;
  name: string;
  mode: Mode;
  leadUnits?: string[];
}

/** A unit does one thing for many others there. */
export interface SharedCentre {
  code: string;
  name: string;
  service: Service;
  owner: string;
}

/** The unit `owner` lets the unit `reader` do something for it with its records. */
export interface Agreement {
  id: string;
  owner: string;
  reader: string;
  /** All, when not said. */
  services?: Service[];
  /** First and last day in China; without limit when not said. */
  from?: string;
  to?: string;
}

/** What pages change; each section is a list of items. */
export interface Sections {
  consortia: Consortium[];
  units: Unit[];
  nodes: DicomNode[];
  centres: SharedCentre[];
  agreements: Agreement[];
  receivers: ResultReceiver[];
}
export type Section = keyof Sections;
export type Item<S extends Section> = Sections[S][number];

/** One version; `etag` is what a change is made from. */
export interface Members extends Sections {
  etag: string;
}

export interface MemberVersion {
  number: number;
  author: string;
  madeAt: string;
}

export interface FieldChange {
  field: string;
  /** Null when it was not there. */
  before: unknown;
  after: unknown;
}

/** What became of one item. */
export interface MemberChange {
  section: string;
  identifier: string;
  kind: "ADDED" | "REMOVED" | "CHANGED";
  fields: FieldChange[];
}

export async function memberDocument(context: LoadContext): Promise<Members> {
  const { data, etag } = await request<Partial<Sections>>("GET", ROOT, context);
  return {
    consortia: data.consortia ?? [],
    units: data.units ?? [],
    nodes: data.nodes ?? [],
    centres: data.centres ?? [],
    agreements: data.agreements ?? [],
    receivers: data.receivers ?? [],
    etag: etag ?? "",
  };
}

export function unitList(context: LoadContext): Promise<Unit[]> {
  return get(`${ROOT}/units`, context);
}

/** Number of the version with this entity tag. */
export function versionOf(etag: string): number {
  return Number(/\d+/.exec(etag)?.[0] ?? 0);
}

function path(section: Section, identifier: string): string {
  return `${ROOT}/${section}/${encodeURIComponent(identifier)}`;
}

/** Adds an item, or puts it in the place of the one that is there; gives the entity tag of the new version. */
export async function saveMember<S extends Section>(
  section: S,
  identifier: string,
  change: { item: Item<S>; base: string },
): Promise<string> {
  const call = { body: change.item, ifMatch: change.base };
  return (await request("PUT", path(section, identifier), call)).etag ?? "";
}

/** Gives the entity tag of the new version. */
export async function removeMember(
  section: Section,
  identifier: string,
  base: string,
): Promise<string> {
  return (await request("DELETE", path(section, identifier), { ifMatch: base })).etag ?? "";
}

export function memberVersions(context: LoadContext): Promise<MemberVersion[]> {
  return get(`${ROOT}/versions`, { ...context, query: { limit: 30 } });
}

/** @param since another version to compare with, instead of the one before */
export async function memberChanges(version: number, since?: number): Promise<MemberChange[]> {
  const path = `${ROOT}/versions/${String(version)}/changes`;
  return (
    await get<{ changes: MemberChange[] }>(path, since === undefined ? {} : { query: { since } })
  ).changes;
}

/** Puts an earlier version of the whole document in force again, as a new one. */
export async function restoreMembers(version: number, base: string): Promise<void> {
  const path = `${ROOT}/versions/${String(version)}/restore`;
  await request("POST", path, { body: {}, ifMatch: base });
}
