/** How the gateway fares. */
import { get } from "./http";
import type { LoadContext } from "./use-load";

export type Status = "UP" | "DOWN";
/** A warning stops nothing yet. */
export type CheckStatus = Status | "WARNING";

export interface Check {
  name: string;
  status: CheckStatus;
  /** What is wrong, in the language that was asked for; empty when nothing is. */
  detail: string;
}

export interface Health {
  status: Status;
  checks: Check[];
}

export interface Operations extends Health {
  startedAt: string;
  /** Counts since the start, or of this moment, by name. */
  figures: Record<string, number>;
}

export function operations(context: LoadContext): Promise<Operations> {
  return get("/api/v1/operations", context);
}
