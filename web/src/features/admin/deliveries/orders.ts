/** Carries out what a person wants done with many deliveries, and tells how far it is. */
import { ref, type Ref } from "vue";
import {
  orderMany,
  orderStudy,
  type Action,
  type Priority,
  type Selection,
  type StudyDelivery,
} from "../../../api/deliveries";
import { ApiError } from "../../../api/errors";
import { actionsOf } from "./figures";

/** How far it is. */
export interface Progress {
  done: number;
  total: number;
}

export interface Orders {
  progress: Ref<Progress | undefined>;
  /** Gives the number of studies for which it was done; those that it does not fit, or no longer, are left out. */
  ofStudies: (
    studies: readonly StudyDelivery[],
    action: Action,
    priority?: Priority,
  ) => Promise<number>;
  /** Gives the number of images, or of studies that are to be verified. */
  ofAll: (of: Selection, action: Action, expected: number, priority?: Priority) => Promise<number>;
}

/** Of these a second order would take the same ones as the first; the list shows what is left. */
const SAME_AGAIN: readonly Action[] = ["PRIORITISE", "VERIFY"];

/** Whether it had changed meanwhile, so that there was nothing to do. */
function isGone(fault: unknown): boolean {
  return fault instanceof ApiError && fault.code === "no-delivery";
}

export function useOrders(): Orders {
  const progress = ref<Progress>();

  async function ofStudies(
    studies: readonly StudyDelivery[],
    action: Action,
    priority?: Priority,
  ): Promise<number> {
    const meant = studies.filter((one) => actionsOf(one).includes(action));
    let changed = 0;
    try {
      for (const [index, one] of meant.entries()) {
        progress.value = { done: index, total: meant.length };
        try {
          await orderStudy(one.studyInstanceUid, one.destination, action, priority);
          changed++;
        } catch (fault) {
          if (!isGone(fault)) {
            throw fault;
          }
        }
      }
      return changed;
    } finally {
      progress.value = undefined;
    }
  }

  async function ofAll(
    of: Selection,
    action: Action,
    expected: number,
    priority?: Priority,
  ): Promise<number> {
    let done = 0;
    try {
      let more = true;
      while (more) {
        progress.value = { done, total: Math.max(expected, done) };
        const extent = await orderMany(of, action, { priority, preview: false });
        done += extent.instances;
        // what is tried now may fail and match again, and what has its priority matches as before: never more than was shown
        more =
          extent.more && extent.instances > 0 && done < expected && !SAME_AGAIN.includes(action);
      }
      return done;
    } finally {
      progress.value = undefined;
    }
  }

  return { progress, ofStudies, ofAll };
}
