/** Another window on a second screen, in step with this one. */
import { onBeforeUnmount, watch } from "vue";
import type { FrameAddress } from "../api/images";
import { imageId } from "./model/image";
import { partner } from "./model/linking";
import type { Study } from "./model/study";
import { Windows, type News } from "./second-screen";
import type { WorkingDesk } from "./use-desk";

export interface OtherWindows {
  notes: (study: string) => void;
  /** Has to be a person's press, or the browser refuses. */
  open: () => void;
}

const TOUCHES = ["pointerdown", "wheel", "keydown", "input", "drop"] as const;

export function useWindows(
  study: Study,
  working: WorkingDesk,
  notesKept: (study: string) => void,
): OtherWindows {
  function follow(at: FrameAddress, chosen: boolean): void {
    const series = working.series.value;
    const theirs = working.studies.value.get(at.study)?.series.find((one) => one.uid === at.series);
    const now = theirs?.images.findIndex((one) => one.id === imageId(at)) ?? -1;
    if (theirs === undefined || series === undefined || now < 0) {
      return;
    }
    const onDesk = working.desk.value.panes.some((one) => one?.series === at.series);
    if (chosen || onDesk) {
      working.goTo(at);
      return;
    }
    const { index } = working.state.value;
    const here = { images: series.images, index };
    const frame = here.images[index]?.plane?.frameOfReference ?? "";
    if (frame !== "" && frame === theirs.images[now]?.plane?.frameOfReference) {
      const to = partner({ images: theirs.images, index: now }, now, here);
      if (to !== undefined) {
        working.parts()?.view()?.go(to);
      }
    }
  }

  function heard(news: News): void {
    if (news.kind === "notes") {
      notesKept(news.study);
    } else {
      follow(news.at, news.chosen);
    }
  }

  const windows = new Windows(study.uid, heard);
  const touched = (): void => {
    windows.touched();
  };
  for (const one of TOUCHES) {
    addEventListener(one, touched, { capture: true, passive: true });
  }
  watch(working.image, (now, before) => {
    if (now !== undefined) {
      windows.place(now.at, now.at.series !== before?.at.series);
    }
  });
  onBeforeUnmount(() => {
    for (const one of TOUCHES) {
      removeEventListener(one, touched, { capture: true });
    }
    windows.close();
  });
  return {
    notes: (uid) => {
      windows.notes(uid);
    },
    open: () => {
      open(location.href, `lianzhen-second-${study.uid}`, "popup,width=1200,height=800");
    },
  };
}
