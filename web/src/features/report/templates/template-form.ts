/** A template as it stands in its form. */
import type { TemplateContent, TemplateKind } from "../../../api/templates";
import { TEMPLATE_FIELDS } from "../template-choice";

/** Fields of more than a line, of which a phrase has one. */
export const PHRASE_FIELDS = ["findings", "impression", "recommendations"] as const;
export type PhraseField = (typeof PHRASE_FIELDS)[number];

export interface TemplateForm {
  kind: TemplateKind;
  name: string;
  modalities: string;
  bodyParts: string;
  result: "none" | "positive" | "negative";
  item: string;
  technique: string;
  findings: string;
  impression: string;
  recommendations: string;
}

export type Fault = "name" | "modalities" | "bodyParts" | "words";

const CODE = /^[A-Z0-9 _]{1,16}$/;

export function formOf(content?: TemplateContent): TemplateForm {
  const words = Object.fromEntries(
    TEMPLATE_FIELDS.map((one) => [one, content?.[one] ?? ""]),
  ) as Record<(typeof TEMPLATE_FIELDS)[number], string>;
  const positive = content?.positive ?? null;
  return {
    kind: content?.kind ?? "TEMPLATE",
    name: content?.name ?? "",
    modalities: content?.modalities.join(", ") ?? "",
    bodyParts: content?.bodyParts.join(", ") ?? "",
    result: positive === null ? "none" : positive ? "positive" : "negative",
    ...words,
  };
}

/** People write commas in both languages. */
export function codesOf(text: string): string[] {
  return text
    .split(/[,，、;；]/)
    .map((one) => one.trim().toUpperCase())
    .filter((one) => one !== "");
}

function isPhrase(form: TemplateForm): boolean {
  return PHRASE_FIELDS.filter((one) => form[one].trim() !== "").length === 1;
}

export function faultsOf(form: TemplateForm): Fault[] {
  const faults: Fault[] = form.name.trim() === "" ? ["name"] : [];
  for (const key of ["modalities", "bodyParts"] as const) {
    if (codesOf(form[key]).some((one) => !CODE.test(one))) {
      faults.push(key);
    }
  }
  const whole =
    form.kind === "PHRASE"
      ? isPhrase(form)
      : form.findings.trim() !== "" || form.impression.trim() !== "";
  return whole ? faults : [...faults, "words"];
}

/** Only for a form without faults. */
export function contentOf(form: TemplateForm): TemplateContent {
  const isPhrase = form.kind === "PHRASE";
  return {
    kind: form.kind,
    name: form.name.trim(),
    modalities: codesOf(form.modalities),
    bodyParts: codesOf(form.bodyParts),
    positive: isPhrase || form.result === "none" ? null : form.result === "positive",
    item: isPhrase ? "" : form.item.trim(),
    technique: isPhrase ? "" : form.technique.trim(),
    findings: form.findings.trim(),
    impression: form.impression.trim(),
    recommendations: form.recommendations.trim(),
  };
}
