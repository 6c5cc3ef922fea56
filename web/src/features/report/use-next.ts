/** What is to be done after this one: the most urgent study that one may take in hand. */
import { computed, type ComputedRef } from "vue";
import { useRouter } from "vue-router";
import { moveReading, readings, type Reading } from "../../api/readings";
import { useSession } from "../../api/session";
import { useAction, useLoad, type Action } from "../../api/use-load";

export interface Next {
  one: ComputedRef<Reading | undefined>;
  /** Takes it in hand and opens it. */
  open: Action<[]>;
}

/** @param reviewing whether reports that wait for a review come first */
export function useNext(current: Reading, reviewing: () => boolean): Next {
  const router = useRouter();
  const session = useSession();
  const account = session.session?.account;
  const all = useLoad(
    (context) =>
      readings({ states: ["QUEUED", "SENT_BACK", "PRELIM_WRITTEN"], mine: false }, context),
    { topics: ["reading"], everyMs: 60_000 },
  );

  function isReview(one: Reading): boolean {
    return one.state === "PRELIM_WRITTEN";
  }
  function mayTake(one: Reading): boolean {
    return isReview(one)
      ? session.may("APPROVE_REPORTS") && one.writer?.account !== account
      : session.may("WRITE_REPORTS");
  }

  const one = computed(() => {
    const some = (all.data.value?.readings ?? []).filter(
      (candidate) => candidate.id !== current.id && mayTake(candidate),
    );
    return some.find((candidate) => isReview(candidate) === reviewing()) ?? some[0];
  });
  const open = useAction(async () => {
    const next = one.value;
    if (next !== undefined) {
      try {
        await moveReading(next.id, isReview(next) ? "review" : "claim");
      } catch (fault) {
        await all.reload();
        throw fault;
      }
      await router.push(`/readings/${next.id}`);
    }
  });
  return { one, open };
}
