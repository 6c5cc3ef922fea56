/** What the page of studies looks for, and what of it this window remembers. */
import type { FoundStudy, StudyQuestion } from "../../../api/studies";
import { date } from "../../../lib/dates";

export const RANGES = ["today", "three", "week", "month", "any"] as const;
export type Range = (typeof RANGES)[number];

export const MODALITIES = [
  "CT",
  "MR",
  "DX",
  "CR",
  "US",
  "MG",
  "XA",
  "RF",
  "NM",
  "PT",
  "ES",
  "ECG",
  "OT",
];

export const ORDERS = ["newest", "oldest", "patient", "unit", "images"] as const;
export type Order = (typeof ORDERS)[number];

export interface Filters {
  patientName: string;
  patientId: string;
  accessionNumber: string;
  range: Range;
  modality: string;
  unit: string;
  order: Order;
}

const DAYS: Record<Exclude<Range, "any">, number> = { today: 0, three: 2, week: 6, month: 30 };
const DAY_MS = 86_400_000;
const KEY = "lianzhen.studies";

export function usual(): Filters {
  return {
    patientName: "",
    patientId: "",
    accessionNumber: "",
    range: "week",
    modality: "",
    unit: "",
    order: "newest",
  };
}

/** Names and numbers of patients are never kept. */
export function remember(
  filters: Filters,
  storage: Pick<Storage, "setItem"> = sessionStorage,
): void {
  const { range, modality, unit, order } = filters;
  try {
    storage.setItem(KEY, JSON.stringify({ range, modality, unit, order }));
  } catch {
    // storage may be forbidden or full; nothing is remembered then
  }
}

function oneOf<T extends string>(values: readonly T[], value: unknown, otherwise: T): T {
  return values.find((one) => one === value) ?? otherwise;
}

export function remembered(storage: Pick<Storage, "getItem"> = sessionStorage): Filters {
  const filters = usual();
  try {
    const kept = JSON.parse(storage.getItem(KEY) ?? "{}") as Partial<
      Record<keyof Filters, unknown>
    >;
    return {
      ...filters,
      range: oneOf(RANGES, kept.range, filters.range),
      modality: oneOf(["", ...MODALITIES], kept.modality, ""),
      unit: typeof kept.unit === "string" ? kept.unit : "",
      order: oneOf(ORDERS, kept.order, filters.order),
    };
  } catch {
    // forbidden, or written by another version
    return filters;
  }
}

/** The question for a moment; its day is China's. */
export function question(filters: Filters, now: Date): StudyQuestion {
  const { patientName, patientId, accessionNumber, modality, unit, range } = filters;
  const from =
    range === "any" ? "" : date(new Date(now.getTime() - DAYS[range] * DAY_MS)).replaceAll("-", "");
  return { patientName, patientId, accessionNumber, modality, unit, from, to: "" };
}

/** A time of DICOM as people read it: `09:30`. */
export function studyTime(study: Pick<FoundStudy, "studyDate" | "studyTime">): string {
  const day = study.studyDate.replace(/^(\d{4})(\d{2})(\d{2})$/, "$1-$2-$3");
  const time = /^(\d{2})(\d{2})/.exec(study.studyTime);
  return time ? `${day} ${time[1] ?? ""}:${time[2] ?? ""}` : day;
}

/** In another order; the gateway's own is the newest first. */
export function sorted(studies: readonly FoundStudy[], order: Order): FoundStudy[] {
  const by: Record<Order, (a: FoundStudy, b: FoundStudy) => number> = {
    newest: () => 0,
    oldest: (a, b) => (a.studyDate + a.studyTime).localeCompare(b.studyDate + b.studyTime),
    patient: (a, b) => a.patientName.localeCompare(b.patientName, "zh-CN"),
    unit: (a, b) => a.unit.localeCompare(b.unit),
    images: (a, b) => b.instances - a.instances,
  };
  return studies.toSorted(by[order]);
}
