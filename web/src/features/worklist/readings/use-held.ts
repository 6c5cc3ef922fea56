import { shallowRef, type ShallowRef } from "vue";
import { asApiError } from "../../../api/errors";
import { reading, type Reading } from "../../../api/readings";

/** A study that somebody else was quicker to take. */
export interface Held {
  patient: string;
  holder: string;
}

export interface HeldWatch {
  by: ShallowRef<Held | undefined>;
  /** Does something with a study; when somebody else has it in hand, finds out who. */
  watched: (one: Reading, work: () => Promise<unknown>) => Promise<void>;
  forget: () => void;
}

export function useHeld(): HeldWatch {
  const by = shallowRef<Held>();

  async function holderOf(one: Reading): Promise<string | undefined> {
    const now = await reading(one.id, {
      signal: AbortSignal.timeout(10_000),
      background: true,
    });
    return now.holder?.name;
  }

  async function watched(one: Reading, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (fault) {
      if (asApiError(fault).code === "reading-held") {
        const holder = await holderOf(one);
        by.value = holder === undefined ? undefined : { patient: one.patientName, holder };
      }
      throw fault;
    }
  }

  return {
    by,
    watched,
    forget: () => {
      by.value = undefined;
    },
  };
}
