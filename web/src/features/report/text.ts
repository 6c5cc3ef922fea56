/** What a report consists of, and what it must have before it is signed. */
import type { KeyImage, ReportText } from "../../api/reports";
import type { ReadingOrder } from "../../api/reading-orders";
import type { Reading } from "../../api/readings";
import { hasBlank } from "./blanks";

/** Fields of words, in the order in which they are written and read. */
export const FIELDS = [
  "item",
  "technique",
  "clinicalInfo",
  "comparison",
  "findings",
  "impression",
  "recommendations",
] as const;
export type Field = (typeof FIELDS)[number];

/** Characters that the gateway takes. */
export const LONGEST: Record<Field, number> = {
  item: 500,
  technique: 500,
  clinicalInfo: 20_000,
  comparison: 500,
  findings: 20_000,
  impression: 20_000,
  recommendations: 20_000,
};

/** Lines that a field has at first; one means a line that never grows. */
export const LINES: Record<Field, number> = {
  item: 1,
  technique: 1,
  clinicalInfo: 2,
  comparison: 1,
  findings: 8,
  impression: 4,
  recommendations: 2,
};

export const ELEMENTS = ["item", "technique", "findings", "impression", "positive"] as const;
/** What a report must have, and that it must not have: places that nobody has filled in. */
export type Element = (typeof ELEMENTS)[number] | "blank";

export function missingOf(text: ReportText): Element[] {
  const missing: Element[] = ELEMENTS.filter((one) =>
    one === "positive" ? text.positive === null : text[one].trim() === "",
  );
  return FIELDS.some((one) => hasBlank(text[one])) ? [...missing, "blank"] : missing;
}

/** What can be said before anybody has written anything. */
export function begun(text: ReportText, of: Reading): ReportText {
  return { ...text, item: of.description || [...of.modalities, ...of.bodyParts].join(" ") };
}

/** What the order says of it, where nobody has written anything yet; nothing when it is for another patient. */
export function asked(
  text: ReportText,
  order: ReadingOrder,
  untouched: string,
): Partial<ReportText> {
  const isBegun = [text.findings, text.impression, text.technique].some((one) => one !== "");
  if (isBegun || !order.samePatient) {
    return {};
  }
  const why = [order.clinicalInfo, order.diagnosis].filter((one) => one !== "").join("；");
  const isFree = text.item === "" || text.item === untouched;
  return {
    ...(isFree && order.itemName !== "" ? { item: order.itemName } : {}),
    ...(text.clinicalInfo === "" && why !== "" ? { clinicalInfo: why } : {}),
  };
}

export function isSameImage(a: KeyImage, b: KeyImage): boolean {
  return a.series === b.series && a.instance === b.instance && a.frame === b.frame;
}

/** Key images after marks have come and gone; what somebody else put among them stays. */
export function withMarks(
  images: readonly KeyImage[],
  before: readonly KeyImage[],
  now: readonly KeyImage[],
): readonly KeyImage[] {
  const gone = before.filter((one) => !now.some((other) => isSameImage(one, other)));
  const come = now.filter(
    (one) => ![...before, ...images].some((other) => isSameImage(one, other)),
  );
  const kept = images.filter((one) => !gone.some((other) => isSameImage(one, other)));
  return come.length === 0 && kept.length === images.length ? images : [...kept, ...come];
}
