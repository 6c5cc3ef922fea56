import { useI18n } from "vue-i18n";
import type { CriticalItem } from "../../../api/critical";

/** What an item is called in the reader's language. */
export function useItemName(): (item: CriticalItem) => string {
  const { locale } = useI18n();
  return (item) => (locale.value === "en" ? item.english : item.name);
}
