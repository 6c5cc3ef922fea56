/** The presentation state that images are shown as, of those that lie in the studies on the desk. */
import { computed, onBeforeUnmount, shallowRef, type ComputedRef, type ShallowRef } from "vue";
import { asApiError } from "../api/errors";
import { loadPresentation, refused, type Presentation } from "./engine/presentation";
import type { StudyDocument } from "./model/document";
import type { Image } from "./model/image";
import { isMeant, presentationStateOf, type PresentationState } from "./model/presentation-state";
import type { Study } from "./model/study";
import type { StateAddress } from "./model/viewer-state";
import type { WorkingDesk } from "./use-desk";

/** A state that can be chosen. */
export interface Listed extends StateAddress {
  state: PresentationState;
  /** How many images it means that are here. */
  images: number;
}

export interface Presenting {
  /** In force, or being made ready. */
  chosen: ShallowRef<StateAddress | undefined>;
  presentation: ShallowRef<Presentation | undefined>;
  listed: ComputedRef<readonly Listed[]>;
  /** Puts a state in force, or none. */
  choose: (at: StateAddress | undefined) => Promise<void>;
  /** The same, and goes to the first image that it means, unless one is seen. */
  show: (at: StateAddress | undefined) => Promise<void>;
}

function imagesOf({ series }: Study): Image[] {
  return series.flatMap(({ images }) => images);
}

function statesOf({ series }: Study): StudyDocument[] {
  return series.flatMap(({ documents }) => documents.filter(({ kind }) => kind === "state"));
}

export function usePresenting(working: WorkingDesk): Presenting {
  const chosen = shallowRef<StateAddress>();
  const presentation = shallowRef<Presentation>();
  let loading = new AbortController();

  const listed = computed(() =>
    [...working.studies.value.values()].flatMap((study) =>
      statesOf(study).map(({ instance, data }): Listed => {
        const state = presentationStateOf(data);
        const meant = imagesOf(study).filter(({ at }) => isMeant(state.references, at));
        return { study: study.uid, instance, state, images: meant.length };
      }),
    ),
  );

  async function ready(at: StateAddress, signal: AbortSignal): Promise<Presentation> {
    try {
      const study = await working.fetchStudy(at.study);
      const document = statesOf(study).find(({ instance }) => instance === at.instance);
      return document === undefined
        ? refused(at, "gone")
        : await loadPresentation(document, study, { signal, background: false });
    } catch (fault) {
      const error = asApiError(fault);
      return refused(at, [403, 404].includes(error.status) ? "gone" : "unreachable");
    }
  }

  async function choose(at: StateAddress | undefined): Promise<void> {
    loading.abort();
    const { signal } = (loading = new AbortController());
    chosen.value = at;
    if (at === undefined) {
      presentation.value = undefined;
      return;
    }
    const now = await ready(at, signal);
    if (!signal.aborted) {
      presentation.value = now;
    }
  }

  async function show(at: StateAddress | undefined): Promise<void> {
    await choose(at);
    const now = presentation.value;
    const { image } = working;
    if (now === undefined || (image.value !== undefined && now.on(image.value) !== undefined)) {
      return;
    }
    const study = working.studies.value.get(now.study);
    const first = study && imagesOf(study).find((one) => now.on(one) !== undefined);
    if (first !== undefined) {
      working.goTo(first.at);
    }
  }

  onBeforeUnmount(() => {
    loading.abort();
  });
  return { chosen, presentation, listed, choose, show };
}
