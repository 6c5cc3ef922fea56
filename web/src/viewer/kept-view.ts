/** What was seen of a study in this window, so that it is seen again when the page is loaded anew. */
import { viewerStateOf, type ViewerState } from "./model/viewer-state";

const PREFIX = "lianzhen.view.";

export function keepView(study: string, state: ViewerState): void {
  try {
    sessionStorage.setItem(PREFIX + study, JSON.stringify(state));
  } catch {
    // storage may be forbidden or full; the page begins as usual then
  }
}

/** @param image that the address names: who opens another one wants to see that */
export function keptView(study: string, image: string | undefined): ViewerState | undefined {
  try {
    const state = viewerStateOf(JSON.parse(sessionStorage.getItem(PREFIX + study) ?? "null"));
    const panes = [...(state?.panes ?? []), ...(state?.reformat?.panes ?? [])];
    const seen = panes.some((one) => one !== null && "at" in one && one.at.instance === image);
    return seen ? state : undefined;
  } catch {
    // storage may be forbidden, or hold what is none of ours
    return undefined;
  }
}
