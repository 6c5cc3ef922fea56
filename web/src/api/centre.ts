/** What the director of a centre looks at: what waits, who reads how much, and what the centre has done. */
import { get, post } from "./http";
import type { Reading, ReadingState, Urgency } from "./readings";
import type { LoadContext } from "./use-load";

export const AGES = ["OLDER", "DAY", "FOUR_HOURS", "HOUR", "ARRIVING"] as const;
export type Age = (typeof AGES)[number];

export const SHARE_KINDS = ["STATE", "UNIT", "URGENCY", "MODALITY", "AGE"] as const;
export type ShareKind = (typeof SHARE_KINDS)[number];

/** A part of the backlog. */
export interface BacklogShare {
  by: ShareKind | "ALL";
  key: string;
  /** Of a unit. */
  name: string | null;
  studies: number;
  late: number;
}

/** Somebody who may read, and how much they do. */
export interface CentreReader {
  account: string;
  name: string;
  inHand: number;
  /** Of those in hand. */
  late: number;
  /** Signed today. */
  written: number;
  approved: number;
}

export const FIGURE_KINDS = ["UNIT", "MODALITY", "URGENCY", "DOCTOR", "MONTH"] as const;
export type FigureKind = (typeof FIGURE_KINDS)[number];

/** A share, and of what; null when it is a share of nothing. */
export interface Ratio {
  numerator: number;
  denominator: number;
  share: number | null;
}

export interface FigureRow {
  key: string;
  /** Of a unit or a doctor. */
  name: string | null;
  reports: number;
  /** Minutes. */
  median: number | null;
  p90: number | null;
  p95: number | null;
  onTime: Ratio;
  positive: Ratio;
  disagreement: Ratio;
  recall: Ratio;
  doubleSigned: Ratio;
  backlog: number;
  late: number;
}

const ROOT = "/api/v1/centre";

export async function centreBacklog(context: LoadContext): Promise<BacklogShare[]> {
  return (await get<{ shares: BacklogShare[] }>(`${ROOT}/backlog`, context)).shares;
}

export async function centreReaders(context: LoadContext): Promise<CentreReader[]> {
  return (await get<{ readers: CentreReader[] }>(`${ROOT}/readers`, context)).readers;
}

/** Gives a study to somebody, whoever has it in hand now. */
export function assignReading(id: string, account: string, reason: string): Promise<Reading> {
  return post(`/api/v1/readings/${encodeURIComponent(id)}/assign`, { account, reason });
}

/** From where that may be done. */
export const ASSIGNABLE: readonly ReadingState[] = ["QUEUED", "CLAIMED", "SENT_BACK"];

export const URGENCIES: readonly Urgency[] = [
  "EMERGENCY",
  "GREEN_CHANNEL",
  "URGENT",
  "ROUTINE",
  "BULK",
];

/** @param from first day; both ends are included */
export async function centreFigures(
  by: FigureKind | "ALL",
  from: string,
  to: string,
  context: LoadContext,
): Promise<FigureRow[]> {
  const query = { by, from, to };
  return (await get<{ rows: FigureRow[] }>(`${ROOT}/figures`, { ...context, query })).rows;
}
