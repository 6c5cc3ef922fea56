import { ref, type Ref } from "vue";
import { useAction, type Action } from "./use-load";

export interface Decisions<A extends unknown[]> {
  /** Identifiers of the rows that are chosen. */
  selected: Ref<string[]>;
  /** Decides on all of these. */
  deciding: Action<[ids: readonly string[], ...how: A]>;
  /** Loads anew, with nothing chosen. */
  renew: () => Promise<void>;
}

/** Decides on one row after another of a list: what was decided stays decided when a later one cannot be. */
export function useDecisions<A extends unknown[]>(
  decide: (id: string, ...how: A) => Promise<unknown>,
  reload: () => Promise<void>,
): Decisions<A> {
  const selected = ref<string[]>([]);

  async function renew(): Promise<void> {
    selected.value = [];
    await reload();
  }

  const deciding = useAction(async (ids: readonly string[], ...how: A) => {
    const all = [...ids];
    try {
      for (const id of all) {
        await decide(id, ...how);
      }
    } finally {
      await renew();
    }
  });
  return { selected, deciding, renew };
}
