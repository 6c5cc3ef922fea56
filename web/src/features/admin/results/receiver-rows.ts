import type { ResultLoad, ResultReceiver } from "../../../api/results";

/** A receiver with what waits for it; one that is no member any more may still have something. */
export interface ReceiverRow extends Omit<ResultLoad, "receiver"> {
  code: string;
  receiver: ResultReceiver | undefined;
}

/** Those of the members first, and in their order. */
export function rowsOf(
  receivers: readonly ResultReceiver[],
  loads: readonly ResultLoad[],
): ReceiverRow[] {
  const codes = new Set([...receivers.map((one) => one.code), ...loads.map((one) => one.receiver)]);
  return [...codes].map((code) => {
    const load = loads.find((one) => one.receiver === code);
    return {
      code,
      receiver: receivers.find((one) => one.code === code),
      waiting: load?.waiting ?? 0,
      failed: load?.failed ?? 0,
      deliveredInADay: load?.deliveredInADay ?? 0,
    };
  });
}
