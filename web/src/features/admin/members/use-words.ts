import { useI18n } from "vue-i18n";
import type { Say } from "./change-words";

/** Says keys of `members` in the reader's language, as far as there are such. */
export function useWords(): Say {
  const i18n = useI18n();
  return (key) => (i18n.te(`members.${key}`) ? i18n.t(`members.${key}`) : undefined);
}
