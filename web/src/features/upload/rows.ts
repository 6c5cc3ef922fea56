import type { Head } from "../../lib/dicom/head";

/** What can become of a file. `earlier` was sent in full from this computer before, as it remembers. */
export const STATES = [
  "ready",
  "sending",
  "stored",
  "present",
  "earlier",
  "parked",
  "refused",
  "failed",
  "skipped",
] as const;
export type RowState = (typeof STATES)[number];

/** States in which the gateway has the file. */
export const KEPT: readonly RowState[] = ["stored", "present", "earlier", "parked"];

/** One file that was chosen. */
export interface Row {
  id: number;
  path: string;
  file: File;
  /** What it tells of itself; undefined for what is no image. */
  head: Head | undefined;
  state: RowState;
  /** Key of the reason in words; empty when there is nothing to say. */
  why: string;
  /** The gateway's own words. */
  detail: string;
  /** Bytes that have left. */
  sent: number;
  /** By which this computer remembers it. */
  key: string;
  /** It was sent before and nobody knows what became of it. */
  unsure: boolean;
  /** Times that it failed by no fault of the network. */
  attempts: number;
}

/** How many rows there are of each state, and their bytes. */
export interface Totals {
  files: Record<RowState, number>;
  /** Images, and their bytes. */
  images: number;
  bytes: number;
  doneFiles: number;
  doneBytes: number;
}

export function totals(rows: readonly Row[]): Totals {
  const files = Object.fromEntries(STATES.map((state) => [state, 0])) as Record<RowState, number>;
  const sum: Totals = { files, images: 0, bytes: 0, doneFiles: 0, doneBytes: 0 };
  for (const row of rows) {
    files[row.state]++;
    if (row.state !== "skipped") {
      sum.images++;
      sum.bytes += row.file.size;
    }
    if (row.state === "sending") {
      sum.doneBytes += Math.min(row.sent, row.file.size);
    } else if (!["ready", "skipped"].includes(row.state)) {
      sum.doneFiles++;
      sum.doneBytes += row.file.size;
    }
  }
  return sum;
}

/** The images of one study among those that were chosen. */
export interface StudyPart {
  uid: string;
  head: Head;
  modalities: string[];
  images: number;
  /** Different images that the gateway has without a contradiction. */
  clean: number;
  kept: number;
  /** Of those that were refused or have failed. */
  troubled: number;
}

/** Whether everything of it that was chosen is there and contradicts nothing. */
export function isWhole(study: StudyPart): boolean {
  return study.clean > 0 && study.clean === study.images;
}

/** The studies, in the order in which they were found. An image that was chosen twice counts once. */
export function studiesOf(rows: readonly Row[]): StudyPart[] {
  const parts = new Map<string, Counted>();
  for (const row of rows) {
    const uid = row.head?.studyInstanceUid ?? "";
    if (row.head === undefined || row.state === "skipped") {
      continue;
    }
    let part = parts.get(uid);
    if (part === undefined) {
      const study = {
        uid,
        head: row.head,
        modalities: [],
        images: 0,
        clean: 0,
        kept: 0,
        troubled: 0,
      };
      part = { study, seen: new Map() };
      parts.set(uid, part);
    }
    count(part, row);
  }
  return [...parts.values()].map(({ study }) => study);
}

/** A study, and the images that were counted already. */
interface Counted {
  study: StudyPart;
  seen: Map<string, Row>;
}

function count({ study: part, seen }: Counted, row: Row): void {
  const modality = row.head?.modality ?? "";
  if (modality !== "" && !part.modalities.includes(modality)) {
    part.modalities.push(modality);
  }
  const sop = row.head?.sopInstanceUid || row.path;
  const before = seen.get(sop);
  if (before !== undefined && KEPT.includes(before.state)) {
    return;
  }
  if (before === undefined) {
    part.images++;
  }
  seen.set(sop, row);
  if (KEPT.includes(row.state)) {
    part.kept++;
    part.clean += row.state === "parked" ? 0 : 1;
  } else if (row.state === "refused" || row.state === "failed") {
    part.troubled++;
  }
}

/** How many people the images are of, as far as they say. */
export function patientsOf(studies: readonly StudyPart[]): number {
  return new Set(studies.map((study) => `${study.head.patientId}\n${study.head.patientName}`)).size;
}
