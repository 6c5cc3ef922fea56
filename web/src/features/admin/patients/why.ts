import { computed, type ComputedRef } from "vue";
import { useI18n } from "vue-i18n";
import type { ReasonWords } from "../../../ui/reason";

/** As long as the gateway takes. */
export const LONGEST_WHY = 256;

/** How people are asked why they link patients, or take them apart. */
export function useWhy(): ComputedRef<ReasonWords> {
  const { t } = useI18n();
  return computed(() => ({
    label: t("patients.why"),
    hint: t("patients.whyHint"),
    missing: t("patients.whyMissing"),
  }));
}
