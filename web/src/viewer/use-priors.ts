/** Other studies of the patient, offered by themselves, and opened beside what is read. */
import { computed, type ComputedRef, type ShallowRef } from "vue";
import type { ApiError } from "../api/errors";
import { studiesOfSamePatient } from "../api/studies";
import { useAction, useLoad } from "../api/use-load";
import { beside } from "./model/desk";
import { hangable } from "./model/hanging";
import { priorsOf, type Prior } from "./model/priors";
import type { Study } from "./model/study";
import type { WorkingDesk } from "./use-desk";

export interface Priors {
  /** Undefined until they are known. */
  all: ComputedRef<Prior[] | undefined>;
  error: ComputedRef<ApiError | undefined>;
  reload: () => Promise<void>;
  /** Whether there is nothing in the study that could be shown. */
  empty: ShallowRef<boolean>;
  open: (uid: string) => Promise<boolean>;
  /** Opens the most telling one. */
  compare: () => void;
}

export function usePriors(study: Study, working: WorkingDesk, empty: ShallowRef<boolean>): Priors {
  const found = useLoad((context) => studiesOfSamePatient(study.uid, context));
  const all = computed(() =>
    found.data.value === undefined ? undefined : priorsOf(study, found.data.value),
  );
  const opening = useAction(async (uid: string) => {
    const [first] = hangable(await working.fetchStudy(uid));
    empty.value = first === undefined;
    if (first !== undefined) {
      const { active } = working.desk.value;
      working.desk.value = { ...beside(working.desk.value, first), active };
    }
  });

  function compare(): void {
    const best = all.value?.find((one) => !one.later) ?? all.value?.[0];
    if (best !== undefined) {
      void opening.run(best.found.studyInstanceUid);
    }
  }

  return {
    all,
    empty,
    compare,
    error: computed(() => opening.error.value ?? found.error.value),
    reload: found.reload,
    open: opening.run,
  };
}
