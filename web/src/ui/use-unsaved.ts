/** Asks before a form whose changes are not kept is given up, also when another page is gone to. */
import type { Ref } from "vue";
import { onBeforeRouteLeave } from "vue-router";
import { confirmed } from "./confirm";

/** What is asked. */
export interface UnsavedWords {
  /** Also what one says yes with. */
  discard: string;
  sure: string;
  goOn: string;
}

/** Gives whether the form may be given up. */
export function useUnsaved(
  changed: Readonly<Ref<boolean>>,
  words: () => UnsavedWords,
): () => Promise<boolean> {
  async function mayLeave(): Promise<boolean> {
    if (!changed.value) {
      return true;
    }
    const { discard, sure, goOn } = words();
    return confirmed({ title: discard, text: sure, yes: discard, no: goOn, danger: true });
  }
  onBeforeRouteLeave(mayLeave);
  return mayLeave;
}
