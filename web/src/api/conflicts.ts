/** Instances that contradict others, and what people decide about them. */
import { get, post } from "./http";
import type { LoadContext } from "./use-load";

/** The most that one page may have. */
export const MOST = 200;

export interface NamedPatient {
  issuer: string;
  patientId: string;
  name: string;
  birthDate: string;
  sex: string;
}

/** One of several instances with the same SOP Instance UID. */
export interface InstanceVersion {
  number: number;
  patient: NamedPatient;
  studyInstanceUid: string;
  studyDate?: string;
  studyDescription?: string;
  seriesInstanceUid: string;
  modality?: string;
  seriesDescription?: string;
  sopClassUid: string;
  sopInstanceUid: string;
  transferSyntaxUid: string;
  rows?: number | null;
  columns?: number | null;
  numberOfFrames?: number | null;
  bytes?: number;
  source?: string;
  receivedAt?: string;
}

export type ParkReason =
  "CONTENT_DIFFERS" | "PATIENT_DIFFERS" | "PLACE_DIFFERS" | "SYNTAX_DIFFERS" | "NOT_COMPARABLE";

export interface ParkedInstance {
  id: string;
  unit: string;
  state: "PARKED" | "ACTIVE" | "SUPERSEDED" | "REJECTED";
  reason: ParkReason;
  emergency: boolean;
  parkedAt: string;
  findings: string[];
  parked: InstanceVersion;
  inForce: InstanceVersion | null;
  studyPatient: NamedPatient;
}

export type Stage = "waiting" | "decided";

export async function parkedInstances(
  stage: Stage,
  context: LoadContext,
): Promise<ParkedInstance[]> {
  const query = { stage, limit: MOST };
  return (await get<{ items: ParkedInstance[] }>("/api/v1/archive/parked", { ...context, query }))
    .items;
}

export function waitingInstances(context: LoadContext): Promise<ParkedInstance[]> {
  return parkedInstances("waiting", context);
}

/** `release` puts the parked version in force, `reject` keeps it out of use; each takes the other back. */
export type Verdict = "release" | "reject";

export function decide(id: string, verdict: Verdict, reason: string): Promise<void> {
  return post(`/api/v1/archive/parked/${encodeURIComponent(id)}/${verdict}`, { reason });
}
