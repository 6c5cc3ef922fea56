/** Rules as people read them, and what one version has otherwise than another. */
import type { ComposerTranslation } from "vue-i18n";
import type { Change } from "../../../ui/change";
import type { CentreForm, LimitForm, RulesForm } from "./document";

function time(one: LimitForm, t: ComposerTranslation): string {
  return t(`readingRules.within-${one.clock}`, { minutes: one.minutes });
}

export function limitWords(one: LimitForm, t: ComposerTranslation): string {
  const fits = [
    ...one.urgencies.map((urgency) => t(`readingRules.urgency-${urgency}`)),
    ...one.visits.map((visit) => t(`readingRules.visit-${visit}`)),
    one.modalities,
    one.bodyParts,
  ].filter((part) => part !== "");
  const what = fits.length === 0 ? t("readingRules.everything") : fits.join(" · ");
  return t("readingRules.limitWords", { fits: what, time: time(one, t) });
}

function centreWords(one: CentreForm, t: ComposerTranslation): string {
  return [
    one.units === "" ? t("readingRules.allUnits") : one.units,
    one.modalities === "" ? t("readingRules.allModalities") : one.modalities,
  ].join(" · ");
}

function simple(one: RulesForm, t: ComposerTranslation): [key: string, value: string][] {
  return [
    ["holdMinutes", t("readingRules.minutesOf", { count: one.holdMinutes })],
    ["quietSeconds", t("readingRules.secondsOf", { count: one.quietSeconds })],
    ["ownStudies", t(one.ownStudies ? "readingRules.yes" : "readingRules.no")],
    ["signing", t(`readingRules.signing-${one.signing}`)],
  ];
}

function ofLists(
  kind: "limit" | "centre",
  [before, after]: readonly [Map<string, string>, Map<string, string>],
  t: ComposerTranslation,
): Change[] {
  const changes: Change[] = [];
  for (const [name, words] of after) {
    const was = before.get(name);
    if (was !== words) {
      const text =
        was === undefined
          ? t("readingRules.added", { words })
          : t("ui.fromTo", { before: was, after: words });
      changes.push({ label: t(`readingRules.${kind}Of`, { name }), text });
    }
  }
  for (const [name, words] of before) {
    if (!after.has(name)) {
      changes.push({
        label: t(`readingRules.${kind}Of`, { name }),
        text: t("readingRules.removed", { words }),
      });
    }
  }
  return changes;
}

/** By name; two of the same name are told apart by their place. */
function named<T>(
  all: readonly T[],
  name: (one: T) => string,
  words: (one: T) => string,
): Map<string, string> {
  const found = new Map<string, string>();
  for (const [line, one] of all.entries()) {
    const own = name(one);
    found.set(found.has(own) ? `${own} (${String(line + 1)})` : own, words(one));
  }
  return found;
}

function order(one: RulesForm): string {
  return one.limits.map(({ name }) => name).join(" → ");
}

export function changesOf(before: RulesForm, after: RulesForm, t: ComposerTranslation): Change[] {
  const limits = (one: RulesForm): Map<string, string> =>
    named(
      one.limits,
      ({ name }) => name,
      (limit) => limitWords(limit, t),
    );
  const centres = (one: RulesForm): Map<string, string> =>
    named(
      one.centres,
      ({ centre }) => centre,
      (centre) => centreWords(centre, t),
    );
  const changes = [
    ...ofLists("limit", [limits(before), limits(after)], t),
    ...ofLists("centre", [centres(before), centres(after)], t),
  ];
  if (changes.length === 0 && order(before) !== order(after)) {
    changes.push({
      label: t("readingRules.order"),
      text: t("ui.fromTo", { before: order(before), after: order(after) }),
    });
  }
  const then = new Map(simple(before, t));
  for (const [key, value] of simple(after, t)) {
    const was = then.get(key) ?? "";
    if (was !== value) {
      const text = t("ui.fromTo", { before: was, after: value });
      changes.push({ label: t(`readingRules.${key}`), text });
    }
  }
  return changes;
}
