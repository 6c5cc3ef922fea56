/** Studies that are here: the search, whose questions go in bodies because they name patients, and what a study consists of. */
import { text, type DicomJson } from "../lib/dicom/json";
import { ApiError } from "./errors";
import { get, post } from "./http";
import type { LoadContext } from "./use-load";

/** A study as the search tells it; what is missing is an empty text. */
export interface FoundStudy {
  studyInstanceUid: string;
  unit: string;
  patientName: string;
  otherNames: string[];
  patientId: string;
  issuer: string;
  sex: string;
  birthDate: string;
  accessionNumber: string;
  studyId: string;
  studyDate: string;
  studyTime: string;
  modalities: string[];
  description: string;
  institution: string;
  series: number;
  instances: number;
}

/** What is looked for; empty texts ask nothing. Dates are as DICOM writes them. */
export interface StudyQuestion {
  patientName: string;
  patientId: string;
  accessionNumber: string;
  from: string;
  to: string;
  modality: string;
  unit: string;
}

export interface FoundStudies {
  studies: FoundStudy[];
  /** Whether there are more than were asked for. */
  more: boolean;
}

const LARGEST_PAGE = 200;

/** The newest studies that fit, so many of them. */
export async function findStudies(
  question: StudyQuestion,
  wanted: number,
  context: LoadContext,
): Promise<FoundStudies> {
  const asked = Object.fromEntries(
    Object.entries<string>({ ...question }).filter(([, value]) => value.trim() !== ""),
  );
  const studies: FoundStudy[] = [];
  let after: string | undefined;
  do {
    const limit = Math.min(LARGEST_PAGE, wanted - studies.length);
    const body = { ...asked, limit, ...(after === undefined ? {} : { after }) };
    const page = await post<{ studies: FoundStudy[]; next?: string }>(
      "/api/v1/studies/search",
      body,
      context,
    );
    studies.push(...page.studies);
    after = page.next;
  } while (after !== undefined && studies.length < wanted);
  return { studies, more: after !== undefined };
}

/** More studies of one person than anybody looks at. */
const MOST_OF_PERSON = 200;

/** All studies of the person that a study is of, under whatever number, that the caller may see; the newest first, and itself. */
export async function studiesOfSamePatient(
  study: string,
  context: LoadContext,
): Promise<FoundStudy[]> {
  const body = { samePatientAs: study, limit: MOST_OF_PERSON };
  return (await post<{ studies: FoundStudy[] }>("/api/v1/studies/search", body, context)).studies;
}

export interface FoundSeries {
  uid: string;
  number: string;
  modality: string;
  description: string;
  bodyPart: string;
  instances: number;
}

export async function seriesOf(study: string, context: LoadContext): Promise<FoundSeries[]> {
  const path = `/dicom-web/studies/${encodeURIComponent(study)}/series`;
  const all = await get<DicomJson[] | undefined>(path, { ...context, query: { limit: 1000 } });
  return (all ?? []).map((one) => ({
    uid: text(one, "0020000E"),
    number: text(one, "00200011"),
    modality: text(one, "00080060"),
    description: text(one, "0008103E"),
    bodyPart: text(one, "00180015"),
    instances: Number(text(one, "00201209")),
  }));
}

/** Where a study goes, and how far that is. */
export interface DeliveryOfStudy {
  destination: string;
  state: string;
  lastAnswer: string;
}

/** None for a study that goes nowhere. */
export async function deliveriesOf(
  study: string,
  context: LoadContext,
): Promise<DeliveryOfStudy[]> {
  try {
    return (
      await get<{ items: DeliveryOfStudy[] }>(
        `/api/v1/deliveries/${encodeURIComponent(study)}`,
        context,
      )
    ).items;
  } catch (fault) {
    if (fault instanceof ApiError && fault.code === "no-delivery") {
      return [];
    }
    throw fault;
  }
}
