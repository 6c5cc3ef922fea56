/** Which images of a study were on the screen, as originals: whoever signs a report says so of what was not. */
import { watch } from "vue";
import type { Study } from "./model/study";
import type { WorkingDesk } from "./use-desk";

export interface Coverage {
  shown: number;
  total: number;
}

const PREFIX = "lianzhen.shown.";

function remembered(study: string): string[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(PREFIX + study) ?? "[]");
    return Array.isArray(kept) ? kept.filter((one) => typeof one === "string") : [];
  } catch {
    // storage may be forbidden, or hold what is none of ours
    return [];
  }
}

function remember(study: string, shown: ReadonlySet<string>): void {
  try {
    sessionStorage.setItem(PREFIX + study, JSON.stringify([...shown]));
  } catch {
    // storage may be forbidden or full; after the page is loaded anew the images count as not shown
  }
}

/** @param told called at first, and with every image that is seen for the first time */
export function useCoverage(
  study: Study,
  working: WorkingDesk,
  told: (coverage: Coverage) => void,
): void {
  const all = new Set(study.series.flatMap(({ images }) => images.map(({ id }) => id)));
  const shown = new Set(remembered(study.uid).filter((id) => all.has(id)));
  let known = -1;

  function tell(): void {
    if (shown.size !== known) {
      known = shown.size;
      remember(study.uid, shown);
      told({ shown: known, total: all.size });
    }
  }

  watch(
    working.states,
    (states) => {
      states.forEach((state, pane) => {
        const series = working.seriesOf(working.desk.value.panes[pane]);
        const image = state.shown === undefined ? undefined : series?.images[state.shown];
        if (image !== undefined && all.has(image.id)) {
          shown.add(image.id);
        }
      });
      tell();
    },
    { immediate: true },
  );
}
