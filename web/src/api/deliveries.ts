/** What is brought where: how far it is, and what people want done about it. */
import { get, post } from "./http";
import type { LoadContext } from "./use-load";

const ROOT = "/api/v1/deliveries";

/** How a destination has answered since the gateway's start. */
export interface Line {
  answers: number;
  /** Attempts without an answer. */
  silences: number;
  answerSeconds: number;
  /** Share of the last attempts that came to nothing, 0 to 1. */
  trouble: number;
}

/** What one destination has to do. */
export interface DestinationLoad {
  destination: string;
  queued: number;
  retryAt: number;
  held: number;
  failed: number;
  sendingStudies: number;
  oldestSince: string | null;
  deliveredLastDay: number;
  failedLastDay: number;
  proofs: { due: number; complete: number; unproven: number; failed: number };
  bytesPerSecond: number;
  line: Line | null;
}

export const STATES = [
  "QUEUED",
  "SENDING",
  "RETRY_AT",
  "HELD",
  "FAILED",
  "CANCELLED",
  "DELIVERED",
  "COMPLETE",
] as const;
export type DeliveryState = (typeof STATES)[number];
export const PRIORITIES = ["EMERGENCY", "GREEN_CHANNEL", "URGENT", "ROUTINE", "BULK"] as const;
export type Priority = (typeof PRIORITIES)[number];
export type Action = "HOLD" | "RESUME" | "RETRY" | "CANCEL" | "RESEND" | "PRIORITISE" | "VERIFY";

/** Images of a study by how far they are. */
export interface Instances {
  queued: number;
  retryAt: number;
  held: number;
  delivered: number;
  failed: number;
  cancelled: number;
}

/** A last answer: `lastAnswer` says in the reader's language what it means and what to do next. */
interface Answered {
  attempts: number;
  lastAnswer: string;
  lastAnswerCode: string;
  lastAnswerDetail: string;
  nextTry: string | null;
}

export interface Proof {
  state: "DUE" | "COMPLETE" | "UNPROVEN" | "FAILED";
  kind: "COMMITMENT" | "QUERY" | null;
  settledAt: string | null;
  missing: number;
  answer: string;
  answerCode: string;
}

/** A study at one destination. */
export interface StudyDelivery extends Answered {
  studyInstanceUid: string;
  destination: string;
  unit: string;
  state: DeliveryState;
  /** Of the most urgent image that is still to go. */
  priority: Priority | null;
  instances: Instances;
  received: { state: "RECEIVING" | "STABLE"; since: string | null };
  proof: Proof | null;
}

export interface InstanceDelivery extends Answered {
  sopInstanceUid: string;
  state: DeliveryState;
  priority: Priority;
  since: string;
  endedAt: string | null;
  route: string;
  routeVersion: number;
  /** What the route went by, such as `UNIT=TS1 MODALITY=CT`. */
  reason: string;
}

/** Which deliveries are meant; nothing said means all. */
export interface Selection {
  destination?: string;
  state?: DeliveryState;
  unit?: string;
}

export interface Slice<T> {
  items: T[];
  /** Where the next page begins, if there is more. */
  next?: string;
}

/** For how many images it was done, or would be; for VERIFY studies. */
export interface Extent {
  instances: number;
  /** Order it again for the rest. */
  more: boolean;
}

export async function destinationLoads(context: LoadContext): Promise<DestinationLoad[]> {
  return (await get<{ items: DestinationLoad[] }>(`${ROOT}/destinations`, context)).items;
}

export function studyDeliveries(
  of: Selection,
  after: string | undefined,
  limit: number,
  context: LoadContext,
): Promise<Slice<StudyDelivery>> {
  return get(ROOT, { ...context, query: { ...of, after, limit } });
}

function path(study: string, destination: string): string {
  return `${ROOT}/${encodeURIComponent(study)}/${encodeURIComponent(destination)}`;
}

export async function studyDelivery(
  study: string,
  destination: string,
  context: LoadContext,
): Promise<StudyDelivery | undefined> {
  const all = await get<{ items: StudyDelivery[] }>(
    `${ROOT}/${encodeURIComponent(study)}`,
    context,
  );
  return all.items.find((one) => one.destination === destination);
}

export function instanceDeliveries(
  study: string,
  destination: string,
  limit: number,
  context: LoadContext,
): Promise<Slice<InstanceDelivery>> {
  return get(path(study, destination), { ...context, query: { limit } });
}

export function orderStudy(
  study: string,
  destination: string,
  action: Action,
  priority?: Priority,
): Promise<Extent> {
  return post(path(study, destination), { action, priority });
}

/** For everything that matches, as many as one order takes. */
export function orderMany(
  of: Selection,
  action: Action,
  how: { priority?: Priority | undefined; preview: boolean },
): Promise<Extent> {
  return post(`${ROOT}/orders`, { action, of, ...how });
}
