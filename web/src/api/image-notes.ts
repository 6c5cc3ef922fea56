/**
 * What a person notes on the images of a study: measurements and key images. The gateway keeps them for this person alone, in versions: who
 * knows only an older one is refused, and merges (`merge-notes.ts`).
 */
import type { FrameAddress } from "./images";
import { request } from "./http";

/** Column and row of a frame, the middle of its first pixel at 0. */
export type Point = readonly [column: number, row: number];

export const KINDS = [
  "length",
  "angle",
  "cobb",
  "cardiothoracic",
  "rectangle",
  "ellipse",
  "probe",
] as const;
export type Kind = (typeof KINDS)[number];

export interface Measurement {
  /** Of its study; drawn by lot, so that two pages never give the same one. */
  id: number;
  kind: Kind;
  at: FrameAddress;
  points: readonly Point[];
}

export interface ImageNotes {
  measurements: readonly Measurement[];
  /** Images that somebody marked as telling. */
  keyImages: readonly FrameAddress[];
}

/** Notes as they are kept. */
export interface KeptNotes {
  notes: ImageNotes;
  /** Changes with every change of them. */
  version: string;
}

/** Keeps the notes of one person, by study; both fail with an {@link ApiError}. */
export interface NoteStore {
  load: (study: string) => Promise<KeptNotes>;
  /**
   * Replaces a version by a new one, whose name is given. Fails with status 412 when there is another one already.
   */
  save: (study: string, notes: ImageNotes, version: string) => Promise<string>;
}

/** A number that no other note has. */
export function newNoteId(): number {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
  return (high & 0x1fffff) * 2 ** 32 + low;
}

export const NO_NOTES: ImageNotes = { measurements: [], keyImages: [] };

/** As the gateway has it; empty while nothing is kept. */
interface Marks {
  annotations?: (Omit<Measurement, "at"> & Omit<FrameAddress, "study">)[];
  keyImages?: (Omit<FrameAddress, "study" | "frame"> & { frame?: number })[];
}

function path(study: string): string {
  return `/api/v1/studies/${encodeURIComponent(study)}/marks`;
}

/** Notes of what the gateway gave. */
export function notesOf(study: string, marks: Marks): ImageNotes {
  return {
    measurements: (marks.annotations ?? []).map(({ id, kind, points, ...at }) => ({
      id,
      kind,
      points,
      at: { study, series: at.series, instance: at.instance, frame: at.frame },
    })),
    keyImages: (marks.keyImages ?? []).map(({ series, instance, frame }) => ({
      study,
      series,
      instance,
      frame: frame ?? 1,
    })),
  };
}

/** What the gateway is given. */
export function marksOf({ measurements, keyImages }: ImageNotes): Marks {
  return {
    annotations: measurements.map(({ id, kind, points, at }) => ({
      id,
      kind,
      points,
      series: at.series,
      instance: at.instance,
      frame: at.frame,
    })),
    keyImages: keyImages.map(({ series, instance, frame }) => ({ series, instance, frame })),
  };
}

export const gatewayNotes: NoteStore = {
  load: async (study) => {
    const answer = await request<{ content: Marks }>("GET", path(study), { background: true });
    return { notes: notesOf(study, answer.data.content), version: answer.etag ?? "" };
  },
  save: async (study, notes, version) => {
    const call = { body: { content: marksOf(notes) }, ifMatch: version };
    return (await request("PUT", path(study), call)).etag ?? "";
  },
};
