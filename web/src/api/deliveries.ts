/** What is brought where. */
import { get } from "./http";
import type { LoadContext } from "./use-load";

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
}

export async function destinationLoads(context: LoadContext): Promise<DestinationLoad[]> {
  return (await get<{ items: DestinationLoad[] }>("/api/v1/deliveries/destinations", context))
    .items;
}
