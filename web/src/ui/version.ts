import type { Change } from "./change";

/** One version of a document, as a list of them shows it. */
export interface ShownVersion {
  number: number;
  at: string;
  author: string;
  changes: readonly Change[];
  /** What stands there when there are no changes to tell of. */
  otherwise: string;
}
