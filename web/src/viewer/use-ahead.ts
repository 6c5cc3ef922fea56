/** What will be looked at next comes while nothing else does: the other series, and the next case. */
import { onBeforeUnmount, onMounted, shallowRef, watch, type ShallowRef } from "vue";
import { studyMetadata } from "../api/images";
import { hasRoom, laterFrames } from "./engine/loader";
import { line } from "./engine/line";
import { prepare } from "./engine/prepared";
import { Prefetch } from "./engine/prefetch";
import { seriesAhead } from "./model/ahead";
import { studyOf, type Study } from "./model/study";
import type { WorkingDesk } from "./use-desk";

export interface Ahead {
  /** How many images are here of those that are fetched ahead. */
  there: number;
  all: number;
  done: boolean;
}

/** @param next UID of the study that is read after this one, where there is one */
export function useAhead(
  study: Study,
  working: WorkingDesk,
  next: () => string | undefined,
): ShallowRef<Ahead> {
  const ahead = shallowRef<Ahead>({ there: 0, all: 0, done: true });
  const leaving = new AbortController();
  let following: Study | undefined;
  let asked: string | undefined;

  const prefetch = new Prefetch(laterFrames, line, hasRoom, tell);

  function plan(): void {
    const hung = working.desk.value.panes.flatMap((one) => (one === undefined ? [] : [one.series]));
    const others = seriesAhead(study, working.series.value?.uid ?? "", new Set(hung));
    const all = [...others, ...(following?.series ?? [])];
    prefetch.want(all.flatMap((one) => one.images.map(({ id }) => id)));
    tell();
  }

  function tell(): void {
    ahead.value = prefetch.progress;
    if (ahead.value.done && line.isFree) {
      void follow();
    }
  }

  /** After this case, as long as there is room. */
  async function follow(): Promise<void> {
    const uid = next();
    if (uid === undefined || uid === asked || !hasRoom()) {
      return;
    }
    asked = uid;
    const context = { signal: leaving.signal, background: true };
    try {
      following = studyOf(uid, await studyMetadata(uid, context));
    } catch {
      return; // whoever opens it is told why
    }
    if (!leaving.signal.aborted) {
      prepare(following);
      plan();
    }
  }

  let unwatch: (() => void) | undefined;
  onMounted(() => {
    watch([working.desk, working.series], plan);
    unwatch = line.watch(tell);
    plan();
  });
  onBeforeUnmount(() => {
    leaving.abort();
    unwatch?.();
    prefetch.close();
  });
  return ahead;
}
