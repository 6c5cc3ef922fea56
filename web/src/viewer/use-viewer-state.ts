/** Takes what is seen on a desk as one object, and brings it back. */
import { nextTick } from "vue";
import { asApiError } from "../api/errors";
import type { FrameAddress } from "../api/images";
import type { StudyDocument } from "./model/document";
import { imageId } from "./model/image";
import type { Hung } from "./model/desk";
import { VERSION, type PaneState, type ViewerState } from "./model/viewer-state";
import type { WorkingDesk } from "./use-desk";
import type { Presenting } from "./use-presenting";

export interface Views {
  take: () => ViewerState;
  /** Images that cannot be had leave their panes empty. */
  restore: (state: ViewerState) => Promise<void>;
}

/** Documents have no frames; they are kept as their first one. */
function documentAt(
  hung: Hung | undefined,
  document: StudyDocument | undefined,
): FrameAddress | undefined {
  return (
    hung &&
    document && {
      study: hung.study,
      series: hung.series,
      instance: document.instance,
      frame: 1,
    }
  );
}

export function useViewerState(working: WorkingDesk, presenting: Presenting): Views {
  function paneState(pane: number): PaneState | null {
    const hung = working.desk.value.panes[pane];
    const index = working.states.value[pane]?.index ?? hung?.index ?? 0;
    const series = working.seriesOf(hung);
    const at = series?.images[index]?.at ?? documentAt(hung, series?.documents[index]);
    return at === undefined ? null : { at, look: working.parts(pane)?.view()?.seenAs };
  }

  function take(): ViewerState {
    const { layout, active, panes } = working.desk.value;
    return {
      version: VERSION,
      layout,
      active,
      linked: working.linked.value,
      overlays: working.overlays.value,
      presentation: presenting.chosen.value,
      reformat: undefined,
      panes: panes.map((_, at) => paneState(at)),
    };
  }

  async function hungOf(state: PaneState | null): Promise<Hung | undefined> {
    if (state === null) {
      return undefined;
    }
    const { at, look } = state;
    try {
      const study = await working.fetchStudy(at.study);
      const series = study.series.find((one) => one.uid === at.series);
      const image = series?.images.findIndex((one) => one.id === imageId(at)) ?? -1;
      const document = series?.documents.findIndex((one) => one.instance === at.instance) ?? -1;
      const index = Math.max(image, document);
      const opening = look === undefined ? {} : { opening: { look } };
      return index < 0 ? undefined : { study: at.study, series: at.series, index, ...opening };
    } catch (fault) {
      if (![403, 404].includes(asApiError(fault).status)) {
        throw fault;
      }
      return undefined; // a study that this person may not see, or that is gone
    }
  }

  async function restore(state: ViewerState): Promise<void> {
    const panes = await Promise.all(state.panes.map(hungOf));
    if (panes.some((one) => one !== undefined)) {
      working.overlays.value = state.overlays;
      // looks are taken on top of it
      await presenting.choose(state.presentation);
      working.link(false); // each pane goes where it was, whatever the others do
      working.desk.value = { layout: state.layout, active: state.active, panes };
      await nextTick();
      working.link(state.linked);
    }
  }

  return { take, restore };
}
