/** Texts that seem to be in another character set than they are labelled with. */
import { get } from "./http";
import type { LoadContext } from "./use-load";

export interface CharsetProposal {
  id: string;
  unit: string;
  studyInstanceUid: string;
  proposedAt: string;
}

export async function openProposals(context: LoadContext): Promise<CharsetProposal[]> {
  const query = { state: "open" };
  return (
    await get<{ items: CharsetProposal[] }>("/api/v1/charset-proposals", { ...context, query })
  ).items;
}
