/** Reads the document of reading rules for the form, and writes the form back into it; what the form does not know stays. */
import { isMap, parseDocument, type Document } from "yaml";
import type { Urgency } from "../../../api/readings";

export const URGENCIES: readonly Urgency[] = [
  "EMERGENCY",
  "GREEN_CHANNEL",
  "URGENT",
  "ROUTINE",
  "BULK",
];
export const VISITS = ["EMERGENCY", "OUTPATIENT", "INPATIENT"] as const;
export type Visit = (typeof VISITS)[number];
export const CLOCKS = ["ALWAYS", "WORKING"] as const;
export type Clock = (typeof CLOCKS)[number];
export const SIGNINGS = ["ECDSA", "SM2"] as const;
export type Signing = (typeof SIGNINGS)[number];

/** Where the numbers end; each begins with 1. */
export const MOST = { minutes: 527_040, holdMinutes: 1440, quietSeconds: 3600 } as const;

export interface LimitForm {
  name: string;
  urgencies: Urgency[];
  visits: Visit[];
  /** With commas. */
  modalities: string;
  bodyParts: string;
  minutes: string;
  clock: Clock;
}

export interface CentreForm {
  centre: string;
  units: string;
  modalities: string;
}

export interface RulesForm {
  limits: LimitForm[];
  centres: CentreForm[];
  holdMinutes: string;
  quietSeconds: string;
  ownStudies: boolean;
  signing: Signing;
}

type Raw = Record<string, unknown>;

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function list(value: unknown): string[] {
  return Array.isArray(value) ? value.map((one) => String(one).trim().toUpperCase()) : [];
}

function items(value: unknown): Raw[] {
  return Array.isArray(value)
    ? value.filter((one): one is Raw => typeof one === "object" && one !== null)
    : [];
}

function oneOf<T extends string>(all: readonly T[], value: unknown, usual: T): T {
  const asked = text(value).toUpperCase();
  return all.find((one) => one === asked) ?? usual;
}

function someOf<T extends string>(all: readonly T[], value: unknown): T[] {
  const asked = list(value);
  return all.filter((one) => asked.includes(one));
}

export function read(document: string): RulesForm {
  const root = (parseDocument(document).toJS() ?? {}) as Raw;
  return {
    limits: items(root["limits"]).map((one) => ({
      name: text(one["name"]),
      urgencies: someOf(URGENCIES, one["urgencies"]),
      visits: someOf(VISITS, one["visits"]),
      modalities: list(one["modalities"]).join(", "),
      bodyParts: list(one["bodyParts"]).join(", "),
      minutes: text(one["minutes"]),
      clock: oneOf(CLOCKS, one["clock"], "ALWAYS"),
    })),
    centres: items(root["centres"]).map((one) => ({
      centre: text(one["centre"]),
      units: Array.isArray(one["units"]) ? one["units"].map(String).join(", ") : "",
      modalities: list(one["modalities"]).join(", "),
    })),
    holdMinutes: text(root["holdMinutes"]),
    quietSeconds: text(root["quietSeconds"]) || "60",
    ownStudies: root["ownStudies"] === true,
    signing: oneOf(SIGNINGS, root["signing"], "ECDSA"),
  };
}

/** People write commas in both languages. */
export function codesOf(codes: string): string[] {
  return codes
    .split(/[,，、;；]/)
    .map((one) => one.trim())
    .filter((one) => one !== "");
}

/** Without what says nothing. */
function lean(all: Raw): Raw {
  return Object.fromEntries(
    Object.entries(all).filter(([, value]) => !(Array.isArray(value) && value.length === 0)),
  );
}

function upper(codes: string): string[] {
  return codesOf(codes).map((one) => one.toUpperCase());
}

export function written(document: string, form: RulesForm): string {
  const tree: Document = parseDocument(document);
  if (!isMap(tree.contents)) {
    tree.contents = tree.createNode({});
  }
  const limits = form.limits.map((one) =>
    lean({
      name: one.name.trim(),
      urgencies: one.urgencies,
      visits: one.visits,
      modalities: upper(one.modalities),
      bodyParts: upper(one.bodyParts),
      minutes: Number(one.minutes),
      clock: one.clock,
    }),
  );
  const centres = form.centres.map((one) =>
    lean({
      centre: one.centre.trim(),
      units: codesOf(one.units),
      modalities: upper(one.modalities),
    }),
  );
  tree.set("limits", tree.createNode(limits));
  tree.set("centres", tree.createNode(centres));
  tree.set("holdMinutes", Number(form.holdMinutes));
  tree.set("quietSeconds", Number(form.quietSeconds));
  tree.set("ownStudies", form.ownStudies);
  tree.set("signing", form.signing);
  return tree.toString({ lineWidth: 0 });
}
