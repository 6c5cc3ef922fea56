/** Reports that were amended or withdrawn, and who has read it. */
import { get, post } from "./http";
import type { Reader } from "./readings";
import type { LoadContext } from "./use-load";

/** A version that somebody of the unit must have read. */
export interface ReportChange {
  reading: string;
  /** Of the version. */
  number: number;
  kind: "AMENDMENT" | "WITHDRAWAL";
  unit: string;
  studyInstanceUid: string;
  patientName: string;
  patientId: string;
  description: string;
  askedAt: string;
  /** Whom the order names, when there is such an account. */
  doctor: Reader | null;
  /** Null while nobody has. */
  readBy: Reader | null;
  readAt: string | null;
}

interface Changes {
  changes: ReportChange[];
}

function ofStudy(study: string): string {
  return `/api/v1/studies/${encodeURIComponent(study)}/report-changes`;
}

/** Of the units whose reports one may see; those that nobody has read first. */
export async function reportChanges(context: LoadContext): Promise<ReportChange[]> {
  return (await get<Changes>("/api/v1/report-changes", context)).changes;
}

/** Oldest first. */
export async function studyChanges(study: string, context: LoadContext): Promise<ReportChange[]> {
  return (await get<Changes>(ofStudy(study), context)).changes;
}

/** Says that one has read a version, and with it those before it. */
export async function acknowledge(change: ReportChange): Promise<void> {
  const { studyInstanceUid, number } = change;
  await post(`${ofStudy(studyInstanceUid)}/${String(number)}/acknowledgement`, undefined);
}
