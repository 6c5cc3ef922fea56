import { computed, type ComputedRef } from "vue";
import { useI18n } from "vue-i18n";
import { byField, wordsOf } from "../../../api/complaints";
import type { ApiError } from "../../../api/errors";

export interface Complaints {
  /** What the gateway says about a field. */
  of: (field: string) => string | undefined;
  /** What is left to be shown for the form as a whole. */
  rest: ComputedRef<ApiError | undefined>;
}

/**
 * Puts what the gateway says is wrong with an item where its fields are. That it was overtaken is no part of `rest`: the form says so
 * by `MeanwhileNotice`.
 *
 * @param labels of the fields that the form has
 */
export function useComplaints(
  error: () => ApiError | undefined,
  labels: () => Record<string, string>,
): Complaints {
  const { t } = useI18n();
  const found = computed(() => {
    const now = error();
    return now?.code === "members" ? byField(now.detail) : new Map<string, string[]>();
  });

  function inWords(complaint: string, label: string): string {
    const words = wordsOf(complaint);
    return words === undefined
      ? complaint
      : t(`complaint.${words.key}`, { place: label, value: words.value });
  }

  function of(field: string): string | undefined {
    const label = labels()[field] ?? field;
    const all = (found.value.get(field) ?? []).map((one) => inWords(one, label));
    return all.length === 0 ? undefined : all.join(" ");
  }

  const rest = computed(() => {
    const now = error();
    const known = labels();
    const shown = found.value.size > 0 && [...found.value.keys()].every((field) => field in known);
    return now?.code === "stale" || shown ? undefined : now;
  });
  return { of, rest };
}
