/** What a presentation state asks for, in short, to be read as words. */
import { texts } from "../../lib/dicom/json";
import type { PresentationState } from "./presentation-state";
import { windowsOf, type Window } from "./windows";

export interface Asked {
  windows: readonly Pick<Window, "center" | "width">[];
  /** Shapes of what is left to be seen, as DICOM names them. */
  shutters: readonly string[];
  /** How many forms are drawn. */
  graphics: number;
  notes: readonly string[];
}

export function asksOf({ interest, annotations, data }: PresentationState): Asked {
  const all = annotations.map(({ is }) => is);
  const notes = all.flatMap(({ letterings }) => letterings.map(({ text }) => text));
  return {
    windows: interest.flatMap(({ is }) => windowsOf(is)),
    shutters: texts(data, "00181600"),
    graphics: all.reduce((count, { graphics }) => count + graphics.length, 0),
    notes: notes.filter((one) => one !== ""),
  };
}
