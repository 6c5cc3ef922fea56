/** What a presentation state (PS3.3 A.33) asks of images: how they are to be shown, and what is noted on them. */
import { items, number, text, texts, type DicomJson } from "../../lib/dicom/json";
import { referenceIn, type Reference } from "./content-tree";
import { personOf } from "./document";
import type { Window } from "./windows";

export interface PresentationState {
  creator: string;
  date: string;
  time: string;
  description: string;
  references: readonly Reference[];
  windows: readonly Pick<Window, "center" | "width">[];
  /** Degrees, to the right. */
  rotation: number;
  flipped: boolean;
  inverse: boolean;
  /** Shapes of what is left to be seen, as DICOM names them. */
  shutters: readonly string[];
  /** How many forms are drawn. */
  graphics: number;
  notes: readonly string[];
}

function windowOf(item: DicomJson): Pick<Window, "center" | "width">[] {
  const [center, width] = [number(item, "00281050"), number(item, "00281051")];
  return center === undefined || width === undefined ? [] : [{ center, width }];
}

export function presentationStateOf(data: DicomJson): PresentationState {
  const annotations = items(data, "00700001");
  const notes = annotations.flatMap((one) => items(one, "00700008"));
  return {
    creator: personOf(data, "00700084"),
    date: text(data, "00700082"),
    time: text(data, "00700083"),
    description: text(data, "00700081"),
    references: items(data, "00081115")
      .flatMap((one) => items(one, "00081140"))
      .map(referenceIn),
    windows: items(data, "00283110").flatMap(windowOf),
    rotation: number(data, "00700042") ?? 0,
    flipped: text(data, "00700041") === "Y",
    inverse: text(data, "20500020") === "INVERSE",
    shutters: texts(data, "00181600"),
    graphics: annotations.flatMap((one) => items(one, "00700009")).length,
    notes: notes.map((one) => text(one, "00700006")).filter((one) => one !== ""),
  };
}
