/** Notes that could not be saved, kept in this browser until they can be: nothing that says who the patient is. */
import type { Draft, Drafts } from "./note-keeper";

const PREFIX = "lianzhen.unsaved-notes";

/** Of one person, for others may use this browser, too. */
export function draftsOf(account: string, storage: Storage = localStorage): Drafts {
  const key = (study: string) => `${PREFIX}.${account}.${study}`;
  return {
    get: (study) => {
      try {
        const kept = storage.getItem(key(study));
        return kept === null ? undefined : (JSON.parse(kept) as Draft);
      } catch {
        // storage is forbidden, or holds what is no draft: then there is none
        return undefined;
      }
    },
    set: (study, draft) => {
      try {
        if (draft === undefined) {
          storage.removeItem(key(study));
        } else {
          storage.setItem(key(study), JSON.stringify(draft));
        }
      } catch {
        // storage may be forbidden or full; the notes last as long as the page, which says that they are not saved
      }
    },
  };
}
