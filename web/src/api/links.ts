/** The link doctor: finds out step by step whether a node can be reached and takes images. */
import { onScopeDispose } from "vue";
import { get, post } from "./http";
import { useLive } from "./live/live";
import type { LoadContext } from "./use-load";

const ROOT = "/api/v1/links";
/** The gateway answers within two minutes. */
const DEADLINE_MS = 130_000;

export const STEPS = [
  "LOOKUP",
  "CONNECTION",
  "TLS",
  "ASSOCIATION",
  "CONTEXTS",
  "ECHO",
  "STORE",
  "COMMITMENT",
  "THROUGHPUT",
  "CLEAN_UP",
] as const;

export interface LinkStep {
  step: string;
  result: "OK" | "FAILED" | "SKIPPED";
  tookMillis: number;
  code: string;
  /** What is wrong, and what to do next, by language. */
  message: Record<string, string>;
}

export interface LinkReport {
  aeTitle: string;
  startedAt: string;
  sound: boolean;
  author?: string;
  steps: LinkStep[];
  classes: { uid: string; name: string; transferSyntaxes: { uid: string; name: string }[] }[];
  trace: {
    lines: {
      atMillis: number;
      direction: "SENT" | "RECEIVED";
      type: string;
      length: number;
      count: number;
      what: string;
    }[];
    omitted: number;
  };
}

export interface LastResult {
  aeTitle: string;
  startedAt: string;
  sound: boolean;
  author: string;
  failed?: LinkStep;
}

/** What is to be found out besides; test images stay at the node. */
export interface Wishes {
  store: boolean;
  throughputMegabytes: number;
}

export async function lastResults(context: LoadContext): Promise<LastResult[]> {
  return (await get<{ items: LastResult[] }>(ROOT, context)).items;
}

export function lastReport(aeTitle: string): Promise<LinkReport> {
  return get(`${ROOT}/${encodeURIComponent(aeTitle)}/examination`);
}

/** @param watch under which the steps are told while they are taken, see `onStep` */
export function examineNode(aeTitle: string, wishes: Wishes, watch: string): Promise<LinkReport> {
  const body = { ...wishes, watch };
  return post(`${ROOT}/${encodeURIComponent(aeTitle)}/examination`, body, {
    deadlineMs: DEADLINE_MS,
  });
}

/** Calls back for every step of an examination that somebody watches here; ends with the component. */
export function onStep(taken: (watch: string, step: LinkStep) => void): void {
  onScopeDispose(
    useLive().listen((message) => {
      if (message.type === "link-step") {
        taken(message.watch, message);
      }
    }),
  );
}
