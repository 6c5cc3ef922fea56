/** Reads a document of routes as far as people are to see it; whether it may be put in force is the gateway's to say. */
import { isMap, isNode, isSeq, LineCounter, parseDocument, type Document, type Node } from "yaml";

/** What a rule must fit, such as MODALITY: CT, MR. */
export interface Condition {
  key: string;
  values: string[];
}

export interface Rule {
  code: string;
  name: string;
  state: "PROPOSED" | "ACTIVE";
  when: Condition[];
  /** Whether preliminary reports stay away. */
  finalOnly: boolean;
  to: string[];
  priority: string;
  from: string;
  until: string;
  /** What its author wrote above it. */
  comment: string;
}

export interface Place {
  code: string;
  unit: string;
  kind: "node" | "web" | "centre";
  address: string;
  bandwidth: string[];
}

/** Something wrong, with the line where it stands; 0 when nobody knows. */
export interface Fault {
  line: number;
  text: string;
}

export interface RoutesDocument {
  rules: Rule[];
  places: Place[];
  /** Of its form; the gateway finds those of its content. */
  faults: Fault[];
}

const CONDITIONS = [
  "units",
  "sources",
  "called",
  "modalities",
  "bodyParts",
  "procedures",
  "reports",
  "urgencies",
  "hours",
] as const;

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(text).filter((one) => one !== "") : [];
}

function fields(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

function list(of: unknown, key: string): Record<string, unknown>[] {
  const found = fields(of)[key];
  return Array.isArray(found) ? found.map(fields) : [];
}

function commentAbove(document: Document, index: number): string {
  const routes = document.get("routes", true);
  const item = isSeq(routes) ? routes.items[index] : undefined;
  const above = isNode(item) ? item.commentBefore : undefined;
  const first = index === 0 && isSeq(routes) ? routes.commentBefore : undefined;
  return (above ?? first ?? "")
    .split("\n")
    .map((line) => line.trim())
    .join(" ")
    .trim();
}

function rule(of: Record<string, unknown>, comment: string): Rule {
  return {
    code: text(of["code"]),
    name: text(of["name"]),
    state: text(of["state"]).toUpperCase() === "ACTIVE" ? "ACTIVE" : "PROPOSED",
    when: CONDITIONS.map((key) => ({ key, values: texts(of[key]) })).filter(
      (one) => one.values.length > 0,
    ),
    finalOnly: of["finalOnly"] === true,
    to: texts(of["to"]),
    priority: text(of["priority"]).toUpperCase(),
    from: text(of["from"]),
    until: text(of["until"]),
    comment,
  };
}

function place(of: Record<string, unknown>): Place {
  const kind = of["centre"] !== undefined ? "centre" : of["web"] !== undefined ? "web" : "node";
  return {
    code: text(of["code"]),
    unit: text(of["unit"]),
    kind,
    address: text(of[kind]),
    bandwidth: texts(of["bandwidth"]),
  };
}

function parsed(source: string): { document: Document; lines: LineCounter } {
  const lines = new LineCounter();
  return { document: parseDocument(source, { lineCounter: lines, schema: "core" }), lines };
}

export function read(source: string): RoutesDocument {
  const { document, lines } = parsed(source);
  if (document.errors.length > 0) {
    const faults = document.errors.map((one) => ({
      line: lines.linePos(one.pos[0]).line,
      text: (one.message.split("\n")[0] ?? "").replace(/ at line \d+, column \d+:?$/, ""),
    }));
    return { rules: [], places: [], faults };
  }
  const content: unknown = document.toJS();
  return {
    rules: list(content, "routes").map((one, index) => rule(one, commentAbove(document, index))),
    places: list(content, "destinations").map(place),
    faults: [],
  };
}

/** The line of a place as the gateway names it, such as `routes[2]: units`. */
function lineOf(document: Document, lines: LineCounter, steps: string[]): number {
  let node: unknown = document.contents;
  let line = 0;
  for (const step of steps) {
    const [, key = "", index] = /^(\w+)(?:\[(\d+)\])?$/.exec(step) ?? [];
    if (!isMap(node)) {
      break;
    }
    const pair = node.items.find(
      (one) => isNode(one.key) && text((one.key as Node & { value?: unknown }).value) === key,
    );
    if (pair === undefined) {
      break;
    }
    node =
      index === undefined || !isSeq(pair.value) ? pair.value : pair.value.items[Number(index) - 1];
    const at = index === undefined ? pair.key : node;
    if (isNode(at) && at.range) {
      line = lines.linePos(at.range[0]).line;
    }
  }
  return line;
}

/** The gateway's complaints one by one, each at its line. */
export function faultsOf(source: string, detail: string): Fault[] {
  const { document, lines } = parsed(source);
  const syntax = [...detail.matchAll(/line (\d+), column/g)].at(-1)?.[1];
  if (syntax !== undefined) {
    return [{ line: Number(syntax), text: detail.split("\n")[0] ?? detail }];
  }
  return detail.split("; ").map((one) => {
    const place = /^((?:\w+(?:\[\d+\])?: )*\w+(?:\[\d+\])?) /.exec(one)?.[1] ?? "";
    return { line: place === "" ? 0 : lineOf(document, lines, place.split(": ")), text: one };
  });
}

/** The document with a rule switched on or off, with its comments. */
export function switched(source: string, code: string, state: Rule["state"]): string {
  const { document } = parsed(source);
  const index = list(document.toJS(), "routes").findIndex((one) => text(one["code"]) === code);
  if (index < 0) {
    return source;
  }
  document.setIn(["routes", index, "state"], state);
  return document.toString({ lineWidth: 0 });
}
