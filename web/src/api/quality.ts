/** How good images are: said by whoever reads them, seen by those who took them. */
import { get, request } from "./http";
import type { LoadContext } from "./use-load";

export const CRITERIA = [
  "POSITIONING",
  "EXPOSURE",
  "ARTEFACTS",
  "COVERAGE",
  "MARKS",
  "NOISE",
] as const;
export type Criterion = (typeof CRITERIA)[number];
export type Scores = Record<Criterion, number>;
export type Grade = "A" | "B" | "C" | "REJECT";

/** Something that images may lack, in the words of both languages. */
export interface Defect {
  code: string;
  name: string;
  english: string;
}

export interface QualityRules {
  gradeA: number;
  gradeB: number;
  gradeC: number;
  criteria: { criterion: Criterion; most: number }[];
  defects: Defect[];
}

export interface ImageQuality {
  number: number;
  grade: Grade;
  score: number;
  scores: Scores;
  defects: string[];
  remark: string;
  account: string;
  name: string;
  at: string;
}

/** Of one unit in one month; studies count in the month in which they came. */
export interface QualityMonth {
  unit: string;
  unitName: string;
  month: string;
  taken: number;
  graded: number;
  a: number;
  b: number;
  c: number;
  reject: number;
}

export function qualityRules(context: LoadContext): Promise<QualityRules> {
  return get("/api/v1/quality-rules", context);
}

/** The newest first, which is the one that counts. */
export async function studyQuality(study: string, context: LoadContext): Promise<ImageQuality[]> {
  const where = `/api/v1/studies/${encodeURIComponent(study)}/quality`;
  return (await get<{ grades: ImageQuality[] }>(where, context)).grades;
}

/** The newest month first. */
export async function qualityMonths(context: LoadContext): Promise<QualityMonth[]> {
  return (await get<{ months: QualityMonth[] }>("/api/v1/quality", context)).months;
}

/** @param base number of what was said before; 0 when nothing was */
export async function gradeImages(
  reading: string,
  base: number,
  said: Pick<ImageQuality, "scores" | "defects" | "remark">,
): Promise<ImageQuality> {
  const where = `/api/v1/readings/${encodeURIComponent(reading)}/quality`;
  return (await request<ImageQuality>("POST", where, { body: said, ifMatch: `"${String(base)}"` }))
    .data;
}
