/** Signed reports whose objects could not be made for the archive so far. */
import { get, post } from "./http";
import type { LoadContext } from "./use-load";

const ROOT = "/api/v1/report-outputs";

export const TROUBLES = [
  "ALTERED",
  "NO_LETTERS",
  "NOT_TAKEN",
  "UNREADABLE",
  "NO_INDEX",
  "OTHER",
] as const;

export interface ReportOutput {
  reading: string;
  /** Of the version of the report. */
  number: number;
  kind: "PRELIMINARY" | "FINAL" | "AMENDMENT" | "WITHDRAWAL";
  studyInstanceUid: string;
  unit: string;
  state: "WAITING" | "FAILED";
  attempts: number;
  trouble: (typeof TROUBLES)[number];
  /** For whoever mends it. */
  detail: string;
  nextTry: string | null;
  since: string;
}

export async function reportOutputs(context: LoadContext): Promise<ReportOutput[]> {
  return (await get<{ items: ReportOutput[] }>(ROOT, context)).items;
}

/** Makes the objects of one at once. */
export async function makeAgain({ reading, number }: ReportOutput): Promise<void> {
  await post(`${ROOT}/${reading}/${String(number)}/again`);
}
