/** Where one is in a study: in the address, so that it can be passed on, and kept for when the page is loaded anew. */
import { onBeforeUnmount } from "vue";
import { useRoute, useRouter } from "vue-router";
import { keepView, keptView } from "./kept-view";
import type { ViewerState } from "./model/viewer-state";

interface Place {
  series: string;
  image: string;
}

export interface KeptPlace {
  /** What the address asks for. */
  asked: { series: string | undefined; image: string | undefined };
  /** How to find what was kept of a study. */
  initial: (study: string) => ViewerState | undefined;
  /** Another image is seen. */
  seen: (place: Place) => void;
  /** Something else is seen differently. */
  changed: () => void;
}

/** Browsers stop pages that change their address with every turn of a wheel. */
const REST_MS = 300;

/** @param take gives the study and what is seen of it, once it is there */
export function useKeptPlace(
  take: () => { study: string; state: ViewerState } | undefined,
): KeptPlace {
  const route = useRoute();
  const router = useRouter();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let query: Place | undefined;

  function value(name: string): string | undefined {
    const found = route.query[name];
    return typeof found === "string" ? found : undefined;
  }
  const asked = { series: value("series"), image: value("image") };

  function keep(): void {
    const now = take();
    if (now !== undefined) {
      keepView(now.study, now.state);
    }
    if (query !== undefined) {
      void router.replace({ query: { ...query } });
    }
  }
  function changed(): void {
    clearTimeout(timer);
    timer = setTimeout(keep, REST_MS);
  }
  onBeforeUnmount(() => {
    clearTimeout(timer);
  });
  return {
    asked,
    initial: (study) => keptView(study, asked.image),
    seen: (place) => {
      query = place;
      changed();
    },
    changed,
  };
}
