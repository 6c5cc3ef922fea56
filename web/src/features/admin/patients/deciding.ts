/** Decisions about links: asked for with a reason, done one after another, and taken back. */
import { ref } from "vue";
import { decide, type Decision } from "../../../api/patients";
import { useAction, type Action } from "../../../api/use-load";

/** Two records by their ids. */
export interface Pair {
  first: string;
  second: string;
}

/** What was decided, and about whom. */
export interface Decided {
  decision: Decision;
  pairs: Pair[];
}

/** @param after what has changed is to be shown */
export function useDeciding(after: (decided: Decided) => void) {
  const open = ref(false);
  const decision = ref<Decision>("link");
  const pairs = ref<Pair[]>([]);

  const deciding: Action<[why: string]> = useAction(async (why: string) => {
    const done: Pair[] = [];
    try {
      for (const pair of [...pairs.value]) {
        await decide(decision.value, pair.first, pair.second, why);
        done.push(pair);
        pairs.value = pairs.value.slice(1);
      }
      open.value = false;
    } finally {
      if (done.length > 0) {
        after({ decision: decision.value, pairs: done });
      }
    }
  });

  function ask(what: Decision, about: Pair[]): void {
    decision.value = what;
    pairs.value = about;
    deciding.error.value = undefined;
    open.value = true;
  }

  return { open, decision, pairs, deciding, ask };
}
