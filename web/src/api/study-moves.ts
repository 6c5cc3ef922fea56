/** Studies that were filed to the wrong patient: one person proposes to whom they belong, another one confirms. */
import { get, post } from "./http";
import type { LoadContext } from "./use-load";

export interface MovePatient {
  id: string;
  name: string;
  patientId: string;
  birthDate: string;
  sex: string;
}

/** Who said so, and why. */
export interface MoveStep {
  account: string;
  name: string;
  at: string;
  reason: string;
}

export interface StudyMove {
  id: string;
  unit: string;
  studyInstanceUid: string;
  description: string;
  studyDate: string;
  /** Destinations that have got the study. */
  receivers: string[];
  from: MovePatient;
  to: MovePatient;
  state: "OPEN" | "CONFIRMED" | "REJECTED";
  proposed: MoveStep;
  decided: MoveStep | null;
}

/** To whom a study belongs: a record, or the patient of an order. */
export interface MoveProposal {
  study: string;
  patient?: string | undefined;
  accessionNumber?: string | undefined;
  reason: string;
}

const ROOT = "/api/v1/study-moves";

/** Those that wait for a second person first. */
export async function studyMoves(context: LoadContext): Promise<StudyMove[]> {
  return (await get<{ moves: StudyMove[] }>(ROOT, context)).moves;
}

export function proposeMove(proposal: MoveProposal): Promise<void> {
  return post(ROOT, proposal);
}

export function confirmMove(id: string, password: string, code?: string): Promise<void> {
  return post(`${ROOT}/${encodeURIComponent(id)}/confirm`, { password, code });
}

export function rejectMove(id: string, reason: string): Promise<void> {
  return post(`${ROOT}/${encodeURIComponent(id)}/reject`, { reason });
}
