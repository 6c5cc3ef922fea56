/** Texts of reports that could not be kept yet, in this browser until they can be: a page may die before the gateway has what was typed. */
import type { Memory } from "./report-keeper";

const PREFIX = "lianzhen.unsaved-report";

/** Of one person and one reading, for others may use this browser, too. */
export interface UnsavedText {
  get: () => Memory | undefined;
  /** @param memory undefined when there is nothing to lose any more */
  set: (memory: Memory | undefined) => void;
}

export function unsavedText(
  account: string,
  reading: string,
  storage: Storage = localStorage,
): UnsavedText {
  const key = `${PREFIX}.${account}.${reading}`;
  return {
    get: () => {
      try {
        const kept = storage.getItem(key);
        return kept === null ? undefined : (JSON.parse(kept) as Memory);
      } catch {
        return undefined; // storage is forbidden, or holds what is no text: then there is none
      }
    },
    set: (memory) => {
      try {
        if (memory === undefined) {
          storage.removeItem(key);
        } else {
          storage.setItem(key, JSON.stringify(memory));
        }
      } catch {
        // storage may be forbidden or full; the text lasts as long as the page, which says that it is not saved
      }
    },
  };
}
