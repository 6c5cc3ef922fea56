/** Sections of a volume on the desk as plain values, and back. */
import type { FrameAddress } from "../api/images";
import type { Desk, Hung } from "./model/desk";
import { imageId } from "./model/image";
import type { Reformatted } from "./model/reformat";
import type { ReformatState } from "./model/viewer-state";
import type { WorkingDesk } from "./use-desk";

type SectionsPane = ReformatState["panes"][number];

function paneOf(working: WorkingDesk, pane: number): SectionsPane {
  const hung = working.desk.value.panes[pane];
  const index = working.states.value[pane]?.index ?? hung?.index ?? 0;
  const image = working.seriesOf(hung)?.images[index];
  if (image === undefined) {
    return null;
  }
  const look = working.parts(pane)?.view()?.seenAs;
  return image.reformat === undefined
    ? { at: image.at, look }
    : { plane: image.reformat.plane, index, look };
}

/** What of the sections is seen. */
export function sectionsSeen(
  working: WorkingDesk,
  of: Pick<ReformatState, "study" | "series" | "slab">,
): ReformatState {
  const { layout, active, panes } = working.desk.value;
  return { ...of, layout, active, panes: panes.map((_, at) => paneOf(working, at)) };
}

function hungAt(working: WorkingDesk, at: FrameAddress): Hung | undefined {
  const hung = { study: at.study, series: at.series, index: 0 };
  const images = working.seriesOf(hung)?.images ?? [];
  const index = images.findIndex((one) => one.id === imageId(at));
  return index < 0 ? undefined : { ...hung, index };
}

/** The desk as it was, of sections that were made anew. */
export function deskOfSections(
  working: WorkingDesk,
  all: readonly Reformatted[],
  { study, layout, active, panes }: ReformatState,
): Desk {
  const hungOf = (pane: SectionsPane): Hung | undefined => {
    if (pane === null || "at" in pane) {
      return pane === null ? undefined : hungAt(working, pane.at);
    }
    const series = all.find(({ series: { images } }) => images[0]?.reformat?.plane === pane.plane);
    const last = (series?.series.images.length ?? 1) - 1;
    return series && { study, series: series.series.uid, index: Math.min(last, pane.index) };
  };
  return {
    layout,
    active,
    panes: panes.map((pane) => {
      const hung = hungOf(pane);
      const look = pane?.look;
      return hung === undefined || look === undefined ? hung : { ...hung, opening: { look } };
    }),
  };
}
