/** What a centre is to read: the queue, and who takes what in hand. */
import { get, post } from "./http";
import type { LoadContext } from "./use-load";

export const READING_STATES = [
  "RECEIVING",
  "QUARANTINED",
  "QUEUED",
  "CLAIMED",
  "PRELIM_WRITTEN",
  "IN_REVIEW",
  "SENT_BACK",
  "APPROVED",
  "RECALL_FOR_REPEAT",
  "WITHDRAWN",
  "ESCALATED",
  "REPLACED",
] as const;
export type ReadingState = (typeof READING_STATES)[number];

/** Whether nothing is left to do. */
export function isOver(state: ReadingState): boolean {
  return ["APPROVED", "WITHDRAWN", "REPLACED"].includes(state);
}

export type Urgency = "EMERGENCY" | "GREEN_CHANNEL" | "URGENT" | "ROUTINE" | "BULK";

/** Somebody who reads. */
export interface Reader {
  account: string;
  name: string;
}

export interface Centre {
  code: string;
  name: string;
}

export interface Reading {
  id: string;
  unit: string;
  unitName?: string;
  centre: string;
  centreName?: string;
  /** Unit that runs the centre. */
  reader: string;
  /** Centre that has given it to this one; null when it is where it was queued. */
  home: Centre | null;
  studyInstanceUid: string;
  patientName: string;
  patientId: string;
  sex: string;
  birthDate: string;
  accessionNumber: string;
  studyDate: string;
  studyTime: string;
  description: string;
  modalities: string[];
  bodyParts: string[];
  instances: number;
  urgency: Urgency;
  state: ReadingState;
  receivedAt: string | null;
  dueAt: string | null;
  heldUntil: string | null;
  holder: Reader | null;
  writer: Reader | null;
  approver: Reader | null;
  /** Number of the newest signed report; 0 when there is none. */
  report: number;
  version: number;
  /** What of a final report is being changed; the version of that number is valid until then. */
  amendment: { number: number; reason: string } | null;
}

/** Something that was done with it. */
export interface ReadingEvent {
  at: string;
  account: string;
  move: string;
  state: ReadingState;
  reason: string;
}

export interface ReadingWithHistory extends Reading {
  history: ReadingEvent[];
}

/** How many are in a state, and how many of them are late. */
export interface ReadingCount {
  centre: string;
  state: ReadingState;
  studies: number;
  late: number;
}

export type ReadingMove =
  "claim" | "review" | "release" | "send-back" | "recall" | "amend" | "drop" | "reopen" | "return";

const ROOT = "/api/v1/readings";

function path(id: string): string {
  return `${ROOT}/${encodeURIComponent(id)}`;
}

/** @param states all that are not over when there is none */
export function readings(
  asked: { states: readonly ReadingState[]; mine: boolean },
  context: LoadContext,
): Promise<{ readings: Reading[]; more: boolean }> {
  const query = { state: asked.states.join(","), mine: asked.mine ? true : undefined };
  return get(ROOT, { ...context, query });
}

export async function readingCounts(context: LoadContext): Promise<ReadingCount[]> {
  return (await get<{ counts: ReadingCount[] }>(`${ROOT}/counts`, context)).counts;
}

export function reading(id: string, context: LoadContext): Promise<ReadingWithHistory> {
  return get(path(id), context);
}

/** @param reason needed for all but claim, review and release */
export function moveReading(id: string, move: ReadingMove, reason?: string): Promise<Reading> {
  return post(`${path(id)}/${move}`, reason === undefined ? undefined : { reason });
}

/** Centres to which a study can be given. */
export async function escalationCentres(id: string, context: LoadContext): Promise<Centre[]> {
  return (await get<{ centres: Centre[] }>(`${path(id)}/escalation`, context)).centres;
}

/** Gives a study to another centre. */
export function escalate(id: string, centre: string, reason: string): Promise<Reading> {
  return post(`${path(id)}/escalate`, { centre, reason });
}
