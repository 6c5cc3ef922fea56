import { createI18n } from "vue-i18n";
import { language, type Language } from "../lib/preferences";
import type { MessageTree } from "./messages/merge";

const LOADERS: Record<Language, () => Promise<{ messages: MessageTree }>> = {
  "zh-CN": () => import("./messages/zh-CN"),
  en: () => import("./messages/en"),
};

/** What a missing key is shown as; tests look for it. */
export function missing(_locale: string, key: string): string {
  console.error(`no message for ${key}`);
  return `⟦${key}⟧`;
}

const i18n = createI18n({
  legacy: false,
  locale: language.value,
  fallbackLocale: [],
  missing,
  messages: {},
});

/** The texts in the language of this browser's choice. */
export async function startI18n(): Promise<typeof i18n> {
  await use(language.value);
  return i18n;
}

/** Changes the language of everything, and remembers it. */
export async function use(next: Language): Promise<void> {
  if (!i18n.global.availableLocales.includes(next)) {
    i18n.global.setLocaleMessage(next, (await LOADERS[next]()).messages);
  }
  i18n.global.locale.value = next;
  language.set(next);
  document.documentElement.lang = next;
}

export function translated(key: string): string {
  return i18n.global.t(key);
}
