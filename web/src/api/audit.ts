/** The audit log. To look is an event of it, so nothing here asks by itself. */
import { get } from "./http";

const ROOT = "/api/v1/audit";

export const OUTCOMES = ["SUCCESS", "REFUSED", "FAILED"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface AuditEvent {
  id: string;
  occurredAt: string;
  /** Account or AE title; empty for names that nobody has. */
  actor: string;
  role: string;
  unit: string;
  source: string;
  /** The same for all events of one request or association. */
  request: string;
  /** Pseudonym, or empty. */
  patient: string;
  action: string;
  outcome: Outcome;
  object: string;
  details: Record<string, string>;
  /** Place in the chain; 0 in the first second. */
  sequence: number;
  hash: string;
}

export interface AuditPage {
  events: AuditEvent[];
  next?: string;
}

/** What is looked for; empty is no limit. Times are instants, `to` is exclusive. */
export interface AuditQuery {
  from: string;
  to: string;
  actor: string;
  action: string;
  outcome: string;
  object: string;
}

export interface ChainReport {
  whole: boolean;
  checked: number;
  waiting: number;
  last: { sequence: number; hash: string };
  broken?: { sequence: number; damage: string };
}

export function auditEvents(
  query: AuditQuery,
  after: string | undefined,
  signal?: AbortSignal,
): Promise<AuditPage> {
  return get(ROOT, { signal, query: { ...query, after, limit: 100 } });
}

/** Computes the chain again, which takes its time. */
export function auditVerification(): Promise<ChainReport> {
  return get(`${ROOT}/verification`, { deadlineMs: 600_000 });
}
