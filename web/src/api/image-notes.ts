/**
 * What people note on the images of a study: measurements and key images. They are kept by a {@link NoteStore}; so far by one that lasts as
 * long as the page, and whoever writes one that asks the gateway changes nothing else.
 */
import type { FrameAddress } from "./images";

/** Column and row of a frame, the middle of its first pixel at 0. */
export type Point = readonly [column: number, row: number];

export const KINDS = ["length", "angle", "cobb", "rectangle", "ellipse", "probe"] as const;
export type Kind = (typeof KINDS)[number];

export interface Measurement {
  /** Of its study. */
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

/** Keeps the notes of one person, by study. */
export interface NoteStore {
  load: (study: string) => Promise<ImageNotes>;
  save: (study: string, notes: ImageNotes) => Promise<void>;
}

export const NO_NOTES: ImageNotes = { measurements: [], keyImages: [] };

const kept = new Map<string, ImageNotes>();

/** Forgets when the page is left for another site, or loaded anew. */
export const pageNotes: NoteStore = {
  load: (study) => Promise.resolve(kept.get(study) ?? NO_NOTES),
  save: (study, notes) => {
    kept.set(study, notes);
    return Promise.resolve();
  },
};
