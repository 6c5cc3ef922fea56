/** The document that says what is sent where: its versions, and what it would have done. */
import { get, post, put, request } from "./http";
import type { LoadContext } from "./use-load";

const ROOT = "/api/v1/routes";
/** Thousands of studies are looked at. */
const DEADLINE_MS = 120_000;

export interface RouteVersion {
  version: number;
  author: string;
  madeAt: string;
  reason: string;
  document: string;
}

/** The version in force; `etag` is what a change is made from. */
export interface InForce {
  version: RouteVersion;
  etag: string | undefined;
}

/** Days of arrival, such as 2026-01-31; empty for the newest studies. */
export interface Days {
  from: string;
  to: string;
}

export interface Rehearsal {
  version: number;
  from: string | null;
  to: string | null;
  studies: number;
  more: boolean;
  nowhere: number;
  lines: { route: string; destination: string; studies: number; withoutRight: number }[];
}

/** A study that would go elsewhere; destinations by their codes. */
export interface StudyChange {
  studyInstanceUid: string;
  unit: string;
  modalities: string[];
  arrivedOn: string;
  now: string[];
  then: string[];
}

export interface Comparison {
  studies: number;
  more: boolean;
  changed: number;
  items: StudyChange[];
}

export async function routesInForce(context: LoadContext): Promise<InForce> {
  const answer = await request<RouteVersion>("GET", ROOT, context);
  return { version: answer.data, etag: answer.etag };
}

export async function routeVersions(context: LoadContext): Promise<RouteVersion[]> {
  return (await get<{ items: RouteVersion[] }>(`${ROOT}/versions`, context)).items;
}

function asked(document: string, days: Days): unknown {
  return {
    document,
    ...(days.from === "" ? {} : { from: days.from }),
    ...(days.to === "" ? {} : { to: days.to }),
  };
}

export function rehearse(document: string, days: Days): Promise<Rehearsal> {
  return post(`${ROOT}/rehearsal`, asked(document, days), { deadlineMs: DEADLINE_MS });
}

export function compare(document: string, days: Days): Promise<Comparison> {
  return post(`${ROOT}/comparison`, asked(document, days), { deadlineMs: DEADLINE_MS });
}

export function putInForce(
  document: string,
  how: { reason: string; withoutRehearsal: boolean },
  ifMatch: string | undefined,
): Promise<RouteVersion> {
  return put(ROOT, { document, ...how }, { ifMatch });
}
