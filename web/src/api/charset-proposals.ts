/** Texts that seem to be in another character set than they are labelled with. */
import { get, post } from "./http";
import type { LoadContext } from "./use-load";

/** The most that a list has. */
export const MOST_PROPOSALS = 200;

export type ProposalState = "open" | "accepted" | "dismissed" | "assumed";

export interface CharsetProposal {
  id: string;
  unit: string;
  studyInstanceUid: string;
  source: string;
  proposed: string;
  confidence: number;
  reason: string;
  currentName: string;
  proposedName: string;
  state: Uppercase<ProposalState>;
  proposedAt: string;
  /** What may be set so that nobody is asked about this node again. */
  offer?: { node: string; assumedCharset: string };
}

export async function proposals(
  state: ProposalState,
  context: LoadContext,
): Promise<CharsetProposal[]> {
  return (
    await get<{ items: CharsetProposal[] }>("/api/v1/charset-proposals", {
      ...context,
      query: { state },
    })
  ).items;
}

export function openProposals(context: LoadContext): Promise<CharsetProposal[]> {
  return proposals("open", context);
}

export type ProposalVerdict = "accept" | "dismiss" | "undo";

export function decideProposal(id: string, verdict: ProposalVerdict): Promise<CharsetProposal> {
  return post(`/api/v1/charset-proposals/${encodeURIComponent(id)}/${verdict}`);
}
