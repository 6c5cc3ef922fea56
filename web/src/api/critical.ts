/** Critical values: findings that somebody who treats the patient must know of at once. */
import { get, post } from "./http";
import type { LoadContext } from "./use-load";

export const CRITICAL_STATES = [
  "RAISED",
  "NOTIFIED",
  "ESCALATED",
  "ACKNOWLEDGED",
  "HANDLED",
  "CLOSED",
  "WITHDRAWN",
] as const;
export type CriticalState = (typeof CRITICAL_STATES)[number];

/** Something that is one, in the words of both languages. */
export interface CriticalItem {
  code: string;
  name: string;
  english: string;
}

export interface CriticalValue {
  id: string;
  unit: string;
  unitName: string;
  studyInstanceUid: string;
  /** Null when no centre reads the study. */
  reading: string | null;
  patientName: string;
  patientId: string;
  sex: string;
  birthDate: string;
  modalities: string[];
  description: string;
  item: CriticalItem;
  finding: string;
  state: CriticalState;
  raisedBy: string;
  raisedByName: string;
  raisedAt: string;
  notifyBy: string;
  acknowledgeBy: string;
  /** Null until it was read back. */
  handleBy: string | null;
}

/** Something that was done about one. */
export interface CriticalStep {
  move: "RAISE" | "NOTIFY" | "ESCALATE" | "ACKNOWLEDGE" | "HANDLE" | "CLOSE" | "WITHDRAW";
  state: CriticalState;
  at: string;
  /** Empty when the gateway did it. */
  account: string;
  name: string;
  channel: "" | "BROWSER" | "WEBHOOK" | "SMTP" | "SMS" | "PAGE" | "PHONE";
  /** Who was told or was phoned. */
  person: string;
  words: string;
}

/** Who ordered the examination, or somebody on duty now where the patient is. */
export interface OnDuty {
  duty: "ORDERING" | "IMAGING" | "DEPARTMENT_HEAD" | "MEDICAL_OFFICE";
  account: string;
  name: string;
  /** Empty when the roster or the order has none. */
  phone: string;
}

export interface CriticalDetail extends CriticalValue {
  steps: CriticalStep[];
  duty: OnDuty[];
}

const ROOT = "/api/v1/critical-values";

/** Whether nobody who treats the patient has read it back yet. */
export function isUnanswered(state: CriticalState): boolean {
  return state === "RAISED" || state === "NOTIFIED" || state === "ESCALATED";
}

/** Whether nothing is left to do. */
export function isClosed(state: CriticalState): boolean {
  return state === "CLOSED" || state === "WITHDRAWN";
}

export async function criticalItems(context: LoadContext): Promise<CriticalItem[]> {
  return (await get<{ items: CriticalItem[] }>("/api/v1/critical-items", context)).items;
}

/** What is open first, and of that the oldest. */
export async function criticalValues(
  openOnly: boolean,
  context: LoadContext,
): Promise<{ values: CriticalValue[]; more: boolean }> {
  return get(ROOT, { ...context, query: { open: openOnly || undefined } });
}

function path(id: string): string {
  return `${ROOT}/${encodeURIComponent(id)}`;
}

export function criticalValue(id: string, context: LoadContext): Promise<CriticalDetail> {
  return get(path(id), context);
}

function ofStudy(study: string): string {
  return `/api/v1/studies/${encodeURIComponent(study)}/critical-values`;
}

/** The newest first. */
export async function studyCriticalValues(
  study: string,
  context: LoadContext,
): Promise<CriticalValue[]> {
  return (await get<{ values: CriticalValue[] }>(ofStudy(study), context)).values;
}

/** @param item its code */
export function raiseCritical(
  study: string,
  what: { item: string; finding: string },
): Promise<CriticalValue> {
  return post(ofStudy(study), what);
}

/** What somebody does about one, and what must be said with it. */
export type CriticalAct =
  | { verb: "acknowledge"; readBack: string }
  | { verb: "phone"; person: string; readBack: string }
  | { verb: "handle"; measure: string }
  | { verb: "withdraw"; reason: string };

export function criticalAct(id: string, { verb, ...body }: CriticalAct): Promise<CriticalValue> {
  return post(`${path(id)}/${verb}`, body);
}
