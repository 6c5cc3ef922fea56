/** Studies that were opened in an emergency, and what somebody else says of it afterwards. */
import { get, post } from "./http";
import type { LoadContext } from "./use-load";

const ROOT = "/api/v1/break-glass";

export type Verdict = "JUSTIFIED" | "UNJUSTIFIED";

export interface BrokenGlass {
  id: string;
  account: string;
  unit: string;
  studyInstanceUid: string;
  /** Code of the unit whose study it is. */
  owner: string;
  reason: string;
  openedAt: string;
  openUntil: string;
  reviewDue: string;
  /** Nobody has looked in time. */
  overdue: boolean;
  review?: { verdict: Verdict; comment: string; reviewer: string; at: string };
}

/** The first due first, or what was reviewed. */
export async function brokenGlasses(
  reviewed: boolean,
  context: LoadContext,
): Promise<BrokenGlass[]> {
  return (await get<{ items: BrokenGlass[] }>(ROOT, { ...context, query: { reviewed } })).items;
}

export function reviewBrokenGlass(id: string, verdict: Verdict, comment: string): Promise<void> {
  return post(`${ROOT}/${encodeURIComponent(id)}/review`, { verdict, comment });
}
