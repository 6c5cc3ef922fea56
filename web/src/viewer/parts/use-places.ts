/** Where images are that documents point to. */
import { computed } from "vue";
import type { FrameAddress } from "../../api/images";
import type { Reference } from "../model/content-tree";
import type { Study } from "../model/study";

export interface Place {
  at: FrameAddress;
  /** Number of the series, and place of the image in it. */
  series: string;
  place: number;
}

/** Finds what is pointed at; undefined for what is in none of the studies. */
export type Places = (reference: Reference) => Place | undefined;

/** @param studies those that are open */
export function usePlaces(studies: () => ReadonlyMap<string, Study>): Places {
  const all = computed(() => {
    const found = new Map<string, Place>();
    for (const { series } of studies().values()) {
      for (const one of series) {
        one.images.forEach(({ at }, index) => {
          const place = { at, series: String(one.number ?? "–"), place: index + 1 };
          found.set(`${at.instance} ${String(at.frame)}`, place);
        });
      }
    }
    return found;
  });
  return ({ instance, frames }) => all.value.get(`${instance} ${String(frames[0] ?? 1)}`);
}
