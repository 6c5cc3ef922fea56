import type { ComposerTranslation } from "vue-i18n";
import type { Change } from "../../../ui/change";
import type { Difference } from "./document";

function valueOf(one: Difference, value: string, t: ComposerTranslation): string {
  if (value === "") {
    return t(one.section === "off" ? "channels.noneOff" : "channels.nothing");
  }
  if (one.section === "off") {
    return value
      .split(" ")
      .map((kind) => t(`channels.kind-${kind}`))
      .join(t("channels.and"));
  }
  if (one.key === undefined) {
    return t("channels.isSet");
  }
  return one.key === "security" ? t(`channels.security-${value}`) : value;
}

function labelOf(one: Difference, t: ComposerTranslation): string {
  if (one.section === "off") {
    return t("channels.offLabel");
  }
  const section = t(`channels.name-${one.section}`);
  return one.key === undefined
    ? section
    : t("channels.within", { section, field: t(`channels.${one.section}-${one.key}`) });
}

/** What differs as people read it. */
export function wordsOf(all: readonly Difference[], t: ComposerTranslation): Change[] {
  return all.map((one) => ({
    label: labelOf(one, t),
    text: t("ui.fromTo", {
      before: valueOf(one, one.before, t),
      after: valueOf(one, one.after, t),
    }),
  }));
}
