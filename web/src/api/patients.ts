/** Who the patients are: records, which of them are one person, and decisions about that. Names and numbers go in bodies only. */
import { get, post } from "./http";
import type { LoadContext } from "./use-load";

export interface PatientNumber {
  kind: string;
  issuer: string;
  number: string;
}

/** A patient as one unit knows them. */
export interface PatientRecord {
  id: string;
  unit: string;
  /** The same for all records of a person. */
  person: string;
  issuer: string;
  patientId: string;
  name: string;
  birthDate: string;
  sex: string;
  identifiers: PatientNumber[];
}

export interface LinkProposal {
  first: PatientRecord;
  second: PatientRecord;
  /** From 0 to 1. */
  confidence: number;
  reason: string;
}

export interface LinkEvent {
  act: "LINK" | "UNLINK" | "DISMISS";
  first: string;
  second: string;
  author: string;
  unit: string;
  why: string;
  at: string;
}

export interface Person {
  items: PatientRecord[];
  history: LinkEvent[];
}

/** What is looked for; empty texts ask nothing. */
export interface PatientQuestion {
  number: string;
  name: string;
  birthDate: string;
}

export type Decision = "link" | "unlink" | "dismiss-link";

/** The most that one answer has. */
export const MOST = 100;

/** So many pages of them, the surest first. */
export async function linkProposals(
  pages: number,
  context: LoadContext,
): Promise<{ items: LinkProposal[]; more: boolean }> {
  const items: LinkProposal[] = [];
  let after: string | undefined;
  for (let page = 0; page < pages; page++) {
    const one: { items: LinkProposal[]; next?: string } = await get(
      "/api/v1/patients/link-proposals",
      { ...context, query: { after } },
    );
    items.push(...one.items);
    after = one.next;
    if (after === undefined) {
      break;
    }
  }
  return { items, more: after !== undefined };
}

export async function findPatients(question: PatientQuestion): Promise<PatientRecord[]> {
  const asked = Object.fromEntries(
    Object.entries<string>({ ...question }).filter(([, value]) => value.trim() !== ""),
  );
  return (await post<{ items: PatientRecord[] }>("/api/v1/patients/search", asked)).items;
}

export function personOf(record: string, context: LoadContext): Promise<Person> {
  return get(`/api/v1/patients/${encodeURIComponent(record)}`, context);
}

export function decide(
  decision: Decision,
  first: string,
  second: string,
  why: string,
): Promise<void> {
  return post(`/api/v1/patients/${encodeURIComponent(first)}/${decision}`, { other: second, why });
}
