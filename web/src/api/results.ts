/** Reports on their way to programs of the units, such as hospital information systems. */
import { get, post } from "./http";
import type { LoadContext } from "./use-load";

const ROOT = "/api/v1/result-messages";

export const EXTRAS = ["PRELIMINARY", "PDF"] as const;
export type Extra = (typeof EXTRAS)[number];
export const TEXTS = ["GB18030", "UTF_8"] as const;
export type Text = (typeof TEXTS)[number];
/** As people call them, in every language. */
export const TEXT_NAMES: Record<Text, string> = { GB18030: "GB18030", UTF_8: "UTF-8" };

/** A program that wants reports, as the member document has it. */
export interface ResultReceiver {
  code: string;
  unit: string;
  host: string;
  port: number;
  tls?: boolean;
  /** Name of a file with certificates. */
  issuers?: string;
  application: string;
  facility?: string;
  text: Text;
  /** Only what is final, when not said. */
  wants?: Extra[];
}

export const STATES = ["WAITING", "DELIVERED", "FAILED", "SUPERSEDED"] as const;
export type ResultState = (typeof STATES)[number];

export interface ResultMessage {
  id: string;
  receiver: string;
  unit: string;
  studyInstanceUid: string;
  number: number;
  kind: "PRELIMINARY" | "FINAL" | "AMENDMENT" | "WITHDRAWAL";
  state: ResultState;
  attempts: number;
  nextAt: string | null;
  trouble: { kind: "GONE" | "UNMADE" | "UNREACHED" | "REFUSED"; detail: string } | null;
  madeAt: string;
  changedAt: string;
}

export interface ResultLoad {
  receiver: string;
  waiting: number;
  failed: number;
  deliveredInADay: number;
}

/** What is asked for; empty texts are any. */
export interface Selection {
  state: string;
  receiver: string;
}

export function resultMessages(
  { state, receiver }: Selection,
  before: string | undefined,
  context: LoadContext,
): Promise<{ items: ResultMessage[]; next?: string }> {
  return get(ROOT, {
    ...context,
    query: {
      ...(state === "" ? {} : { state }),
      ...(receiver === "" ? {} : { receiver }),
      ...(before === undefined ? {} : { before }),
    },
  });
}

export async function resultLoads(context: LoadContext): Promise<ResultLoad[]> {
  return (await get<{ items: ResultLoad[] }>(`${ROOT}/receivers`, context)).items;
}

/** Sends again what was given up, or these; says how many will be sent. */
export async function resend(what: { ids?: string[]; receiver?: string }): Promise<number> {
  return (await post<{ messages: number }>(`${ROOT}/resend`, what)).messages;
}
