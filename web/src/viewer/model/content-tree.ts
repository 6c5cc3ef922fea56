/** The content of a structured report (PS3.3 C.17.3) as something to read: headings, values with their names, and what they are about. */
import { items, numbers, text, texts, type DicomJson } from "../../lib/dicom/json";
import { personOf } from "./document";

/** An instance that is pointed at; some of its frames, or all of it. */
export interface Reference {
  sopClass: string;
  instance: string;
  frames: readonly number[];
}

export interface ContentItem {
  /** How it belongs to what it stands in, as DICOM writes it. */
  relation: string;
  /** Such as TEXT or NUM; empty for what only points at another item. */
  type: string;
  name: string;
  /** As far as it can be said in words of the document. */
  value: string;
  /** Of moments, which are written as DICOM does. */
  date: string;
  time: string;
  reference: Reference | undefined;
  /** Number of places in a form that is drawn on an image. */
  points: number;
  /** Where in the tree it points to. */
  target: readonly number[];
  items: readonly ContentItem[];
}

export interface Report {
  title: string;
  date: string;
  time: string;
  /** As DICOM writes them; empty where nothing is said. */
  completion: string;
  verification: string;
  preliminary: boolean;
  authors: readonly string[];
  observers: readonly Observer[];
  items: readonly ContentItem[];
}

/** Who stands for a report. */
export interface Observer {
  name: string;
  organization: string;
  date: string;
  time: string;
}

/** Deeper than any template goes; what is deeper still is no report. */
const DEEPEST = 32;
const DATE_LENGTH = 8;

function meaning(item: DicomJson, tag: string): string {
  const [code] = items(item, tag);
  return code === undefined ? "" : text(code, "00080104") || text(code, "00080100");
}

/** Units are written as UCUM codes, which are shorter than what they mean; `1` is no unit. */
function measured(item: DicomJson): string {
  const [value] = items(item, "0040A300");
  if (value === undefined) {
    return meaning(item, "0040A301");
  }
  const [unit] = items(value, "004008EA");
  const code = unit === undefined ? "" : text(unit, "00080100");
  const ucum = unit !== undefined && text(unit, "00080102") === "UCUM";
  const words = unit === undefined ? "" : text(unit, "00080104");
  const shown = code === "1" || /^\{.*\}$/.test(code) ? "" : ucum ? code : words || code;
  return [texts(value, "0040A30A")[0] ?? "", shown].filter((one) => one !== "").join(" ");
}

/** As it is written; the gateway leaves no text but trailing spaces away. */
function valueOf(item: DicomJson, type: string): string {
  const values: Partial<Record<string, () => string>> = {
    TEXT: () => text(item, "0040A160"),
    NUM: () => measured(item),
    CODE: () => meaning(item, "0040A168"),
    PNAME: () => personOf(item, "0040A123"),
    UIDREF: () => text(item, "0040A124"),
    SCOORD: () => text(item, "00700023"),
    SCOORD3D: () => text(item, "00700023"),
    TCOORD: () => text(item, "0040A130"),
  };
  return values[type]?.() ?? "";
}

/** Date and time of a moment, whichever of them is told. */
function momentOf(item: DicomJson): { date: string; time: string } {
  const moment = text(item, "0040A120");
  return {
    date: moment.slice(0, DATE_LENGTH) || text(item, "0040A121"),
    time: moment.slice(DATE_LENGTH) || text(item, "0040A122"),
  };
}

/** What an item of such a sequence points to (PS3.3 table 10-3). */
export function referenceIn(item: DicomJson): Reference {
  return {
    sopClass: text(item, "00081150"),
    instance: text(item, "00081155"),
    frames: numbers(item, "00081160"),
  };
}

function referenceOf(item: DicomJson): Reference | undefined {
  const [to] = items(item, "00081199");
  return to && referenceIn(to);
}

function itemOf(item: DicomJson, depth: number): ContentItem {
  const type = text(item, "0040A040");
  return {
    relation: text(item, "0040A010"),
    type,
    name: meaning(item, "0040A043"),
    value: valueOf(item, type),
    ...momentOf(item),
    reference: referenceOf(item),
    points: Math.floor(numbers(item, "00700022").length / (type === "SCOORD3D" ? 3 : 2)),
    target: numbers(item, "0040DB73"),
    items: childrenOf(item, depth + 1),
  };
}

function childrenOf(item: DicomJson, depth: number): ContentItem[] {
  return depth > DEEPEST ? [] : items(item, "0040A730").map((one) => itemOf(one, depth));
}

function observerOf(item: DicomJson): Observer {
  const moment = text(item, "0040A030");
  return {
    name: personOf(item, "0040A075"),
    organization: text(item, "0040A027"),
    date: moment.slice(0, DATE_LENGTH),
    time: moment.slice(DATE_LENGTH),
  };
}

export function reportOf(data: DicomJson): Report {
  const authors = items(data, "0040A078").map((one) => personOf(one, "0040A123"));
  return {
    title: meaning(data, "0040A043"),
    date: text(data, "00080023"),
    time: text(data, "00080033"),
    completion: text(data, "0040A491"),
    verification: text(data, "0040A493"),
    preliminary: text(data, "0040A496") === "PRELIMINARY",
    authors: authors.filter((one) => one !== ""),
    observers: items(data, "0040A073").map(observerOf),
    items: childrenOf(data, 1),
  };
}

/** The item that another one points to; the first number of its place is the document's own (PS3.3 C.17.3.2.5). */
export function itemAt(report: Report, target: readonly number[]): ContentItem | undefined {
  let [found, inside]: [ContentItem | undefined, readonly ContentItem[]] = [
    undefined,
    report.items,
  ];
  for (const place of target.slice(1)) {
    found = inside[place - 1];
    inside = found?.items ?? [];
  }
  return found;
}
