import type { ComposerTranslation } from "vue-i18n";
import type { Role } from "../../../api/accounts";
import type { Change } from "../../../ui/change";
import type { RuleChange } from "./limits";

function without(some: readonly Role[], others: readonly Role[]): Role[] {
  return some.filter((one) => !others.includes(one));
}

/** Changes as people read them. */
export function wordsOf(changes: readonly RuleChange[], t: ComposerTranslation): Change[] {
  const roles = (key: string, all: readonly Role[]): string[] =>
    all.length === 0
      ? []
      : [t(key, { roles: all.map((one) => t(`role.${one}`)).join(t("rules.and")) })];
  const text = (one: RuleChange): string => {
    if (one.kind === "limit") {
      const [before, after] = [one.before, one.after].map((count) =>
        t(`rules.value-${one.limit.unit}`, { count }),
      );
      return t("ui.fromTo", { before, after });
    }
    if (one.kind === "binding") {
      const [before, after] = [one.before, one.after].map((binding) =>
        t(`rules.binding-${binding}`),
      );
      return t("ui.fromTo", { before, after });
    }
    return [
      ...roles("rules.added", without(one.after, one.before)),
      ...roles("rules.removed", without(one.before, one.after)),
    ].join(t("rules.also"));
  };
  return changes.map((one) => ({
    label: t(
      `rules.${one.kind === "limit" ? one.limit.key : one.kind === "binding" ? "addressBinding" : one.key}`,
    ),
    text: text(one),
    ...(one.looser ? { warning: t("rules.looser") } : {}),
  }));
}
