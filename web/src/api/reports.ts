/** Reports: written as one goes, signed, and shown to those who treat the patient. */
import { get, request, type Answer } from "./http";
import type { Reading } from "./readings";
import type { LoadContext } from "./use-load";

export interface KeyImage {
  series: string;
  instance: string;
  /** From 1. */
  frame: number;
}

export interface ReportText {
  item: string;
  technique: string;
  clinicalInfo: string;
  comparison: string;
  findings: string;
  impression: string;
  recommendations: string;
  /** Null until somebody says so. */
  positive: boolean | null;
  keyImages: readonly KeyImage[];
}

export const NO_TEXT: ReportText = {
  item: "",
  technique: "",
  clinicalInfo: "",
  comparison: "",
  findings: "",
  impression: "",
  recommendations: "",
  positive: null,
  keyImages: [],
};

/** What stands against a text: an organ of the other sex, the other side, another part of the body. */
export type Caution = "SEX" | "LATERALITY" | "BODY_PART" | "ORDER_LATERALITY" | "ORDER_BODY_PART";

/** A draft as it is kept. */
export interface KeptDraft {
  text: ReportText;
  author: string | null;
  cautions: Caution[];
  /** Names the version; "0" while nothing is kept. */
  etag: string;
  version: number;
}

/** Keeps one draft; both fail with an {@link ApiError}. */
export interface DraftStore {
  load: () => Promise<KeptDraft>;
  /**
   * Fails with status 412 when there is another version, or the study is in somebody else's hand.
   *
   * @param leaving whether the page goes away meanwhile
   */
  save: (text: ReportText, etag: string, leaving: boolean) => Promise<KeptDraft>;
}

export interface SignedReport {
  /** Of everything that was signed; what was signed names others by it. */
  number: number;
  /** Of what goes out, without gaps, as people know it; null for a proposal. */
  issue: number | null;
  kind: "PRELIMINARY" | "FINAL" | "PROPOSAL" | "AMENDMENT" | "WITHDRAWAL";
  /** A JSON object, exactly as it was signed. */
  content: string;
  signer: string;
  signedAt: string;
  /** Whether it is still what was signed. */
  intact: boolean;
  signature: { algorithm: string; publicKey: string; value: string };
}

/** What a signer proves and confirms. */
export interface Signing {
  password: string;
  code?: string | undefined;
  patientName: string;
  patientId: string;
  cautionsSeen?: boolean | undefined;
  /** Why images that were not shown do not matter. */
  notShown?: string | undefined;
}

function path(reading: string, what: string): string {
  return `/api/v1/readings/${encodeURIComponent(reading)}/${what}`;
}

function kept({ data, etag }: Answer<Omit<KeptDraft, "etag">>): KeptDraft {
  return { ...data, etag: etag ?? "" };
}

export function draftStore(reading: string): DraftStore {
  const draft = path(reading, "draft");
  return {
    load: async () => kept(await request("GET", draft, { background: true })),
    save: async (text, etag, leaving) =>
      kept(await request("PUT", draft, { body: { text }, ifMatch: etag, keepalive: leaving })),
  };
}

export async function signedVersions(
  reading: string,
  context: LoadContext,
): Promise<SignedReport[]> {
  return (await get<{ reports: SignedReport[] }>(path(reading, "reports"), context)).reports;
}

/** Signs the draft of a version. */
export async function sign(reading: string, etag: string, how: Signing): Promise<Reading> {
  const call = { body: how, ifMatch: etag };
  return (await request<Reading>("POST", path(reading, "reports"), call)).data;
}

/** What the signer of a withdrawal proves and confirms. */
export interface Withdrawing extends Signing {
  /** Of the version that is not valid any more. */
  number: number;
  reason: string;
}

export async function withdraw(reading: string, how: Withdrawing): Promise<Reading> {
  return (await request<Reading>("POST", path(reading, "withdrawal"), { body: how })).data;
}

/** Of a study, oldest first. */
export async function studyReports(study: string, context: LoadContext): Promise<SignedReport[]> {
  const where = `/api/v1/studies/${encodeURIComponent(study)}/reports`;
  return (await get<{ reports: SignedReport[] }>(where, context)).reports;
}

/** Where a signed version is as a document for printing. */
export function reportPdf(study: string, number: number): string {
  return `/api/v1/studies/${encodeURIComponent(study)}/reports/${String(number)}/pdf`;
}
