/** Instances that contradict others, and alerts about them. */
import { get } from "./http";
import type { LoadContext } from "./use-load";

/** The most that one page may have. */
export const MOST = 200;

export interface ParkedInstance {
  id: string;
  unit: string;
  reason: string;
  emergency: boolean;
  parkedAt: string;
}

export async function waitingInstances(context: LoadContext): Promise<ParkedInstance[]> {
  const query = { stage: "waiting", limit: MOST };
  return (await get<{ items: ParkedInstance[] }>("/api/v1/archive/parked", { ...context, query }))
    .items;
}
