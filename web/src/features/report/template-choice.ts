/** Which templates are offered for a study, in which order, and what one puts into a report. */
import type { ReportText } from "../../api/reports";
import type { ReportTemplate, TemplateContent } from "../../api/templates";
import type { Field } from "./text";

/** What a template is held against. */
export interface Wanted {
  modalities: readonly string[];
  bodyParts: readonly string[];
  /** What was examined, as far as it is known. */
  item: string;
}

/** Fields that templates have words for, in the order of the report. */
export const TEMPLATE_FIELDS = [
  "item",
  "technique",
  "findings",
  "impression",
  "recommendations",
] as const satisfies readonly Field[];
export type TemplateField = (typeof TEMPLATE_FIELDS)[number];

function bare(text: string): string {
  return text.replaceAll(/[\s\p{P}]/gu, "").toLowerCase();
}

/** 1 when they have one in common, 0 when one of them says nothing, -1 when they contradict each other. */
function common(some: readonly string[], others: readonly string[]): number {
  if (some.length === 0 || others.length === 0) {
    return 0;
  }
  return some.some((one) => others.includes(one)) ? 1 : -1;
}

/** How well a template fits a study; below 0 when it is for others. */
export function fitOf(content: TemplateContent, wanted: Wanted): number {
  const [modality, part] = [
    common(content.modalities, wanted.modalities),
    common(content.bodyParts, wanted.bodyParts),
  ];
  if (modality < 0 || part < 0) {
    return -1;
  }
  const [item, asked] = [bare(content.item), bare(wanted.item)];
  const named = item !== "" && asked !== "" && (item.includes(asked) || asked.includes(item));
  return 2 * modality + 2 * part + (named ? 1 : 0);
}

function isFound(one: ReportTemplate, query: string): boolean {
  const asked = bare(query);
  const { name, item, findings, impression, recommendations } = one.content;
  return (
    asked === "" ||
    one.initials.includes(asked) ||
    [name, item, findings, impression, recommendations].some((text) => bare(text).includes(asked))
  );
}

export interface Offered {
  template: ReportTemplate;
  fits: boolean;
}

/** Those that fit first, the reader's own before the centre's. */
export function offered(all: readonly ReportTemplate[], wanted: Wanted, query: string): Offered[] {
  return all
    .filter((one) => isFound(one, query))
    .map((template) => ({ template, fit: fitOf(template.content, wanted) }))
    .toSorted(
      (a, b) =>
        b.fit - a.fit ||
        Number(b.template.own) - Number(a.template.own) ||
        (a.template.id < b.template.id ? -1 : 1),
    )
    .map(({ template, fit }) => ({ template, fits: fit > 0 }));
}

/** What a template changes in a report, and what it left as it was because somebody has written there. */
export interface Filling {
  change: Partial<ReportText>;
  filled: readonly TemplateField[];
  kept: readonly TemplateField[];
}

/**
 * Fills the empty fields.
 *
 * @param untouched text of the item that nobody has typed, which counts as empty
 */
export function filling(text: ReportText, content: TemplateContent, untouched: string): Filling {
  const has = TEMPLATE_FIELDS.filter(
    (field) => content[field] !== "" && content[field] !== text[field],
  );
  const isFree = (field: TemplateField): boolean =>
    text[field].trim() === "" || (field === "item" && text.item === untouched);
  const filled = has.filter(isFree);
  const change: Partial<ReportText> = Object.fromEntries(
    filled.map((field) => [field, content[field]]),
  );
  if (text.positive === null && content.positive !== null) {
    change.positive = content.positive;
  }
  return { change, filled, kept: has.filter((field) => !isFree(field)) };
}

/** The field that a phrase is for, and its words. */
export function phraseOf(
  content: TemplateContent,
): { field: TemplateField; words: string } | undefined {
  const field = TEMPLATE_FIELDS.find((one) => content[one] !== "");
  return field === undefined ? undefined : { field, words: content[field] };
}
