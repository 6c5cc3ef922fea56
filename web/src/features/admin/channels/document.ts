/** Reads the document of channels for forms, and writes what was changed back into it; what nobody changed stays, with its comments. */
import { isMap, parseDocument, type Document } from "yaml";
import type { ChannelKind } from "../../../api/channels";
import { FIELDS, lines, SECTIONS, type Section, type Values } from "./fields";

/** Channels that are set up, with the part of the document that says how. */
export const OF: Readonly<Record<Exclude<ChannelKind, "BROWSER">, Section>> = {
  WEBHOOK: "webhook",
  SMTP: "smtp",
  SMS: "sms",
};

export interface Channels {
  /** What is said of each section; undefined when nothing is. */
  sections: Partial<Record<Section, Values>>;
  /** Set up, but nobody is told by these. */
  off: Set<string>;
}

function text(value: unknown): string {
  if (Array.isArray(value)) {
    return value.map(String).join("\n");
  }
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

export function read(document: string): Channels {
  const root = (parseDocument(document).toJS() ?? {}) as Record<string, unknown>;
  const sections: Channels["sections"] = {};
  for (const section of SECTIONS) {
    const said = root[section];
    if (typeof said === "object" && said !== null) {
      sections[section] = Object.fromEntries(
        Object.entries(said).map(([key, value]) => [key, text(value)]),
      );
    }
  }
  const off = Array.isArray(root["off"]) ? root["off"].map((one) => String(one).toUpperCase()) : [];
  return { sections, off: new Set(off) };
}

function valueOf(kind: string, key: string, value: string): unknown {
  return key === "headers" ? lines(value) : kind === "number" ? Number(value) : value;
}

function empty(tree: Document): void {
  if (!isMap(tree.contents)) {
    tree.contents = tree.createNode({});
  }
}

/** The document with a section as a form has it; undefined takes the section away. */
export function written(document: string, section: Section, values: Values | undefined): string {
  const tree = parseDocument(document);
  empty(tree);
  const before = read(document).sections[section];
  if (values === undefined) {
    tree.delete(section);
  } else {
    if (!isMap(tree.get(section))) {
      tree.set(section, tree.createNode({}));
    }
    for (const { key, kind } of FIELDS[section]) {
      const value = (values[key] ?? "").trim();
      if (value === "") {
        tree.deleteIn([section, key]);
      } else if (value !== before?.[key]) {
        tree.setIn([section, key], tree.createNode(valueOf(kind, key, value)));
      }
    }
  }
  return tree.toString({ lineWidth: 0 });
}

/** The document with a channel turned on or off. */
export function turned(document: string, kind: ChannelKind, on: boolean): string {
  const tree = parseDocument(document);
  empty(tree);
  const off = read(document).off;
  if (on) {
    off.delete(kind);
  } else {
    off.add(kind);
  }
  if (off.size === 0) {
    tree.delete("off");
  } else {
    tree.set("off", tree.createNode([...off].sort()));
  }
  return tree.toString({ lineWidth: 0 });
}

export type ChannelState = "always" | "on" | "off" | "unset";

export function stateOf(channels: Channels, kind: ChannelKind): ChannelState {
  if (kind === "BROWSER") {
    return "always";
  }
  if (channels.sections[OF[kind]] === undefined) {
    return "unset";
  }
  return channels.off.has(kind) ? "off" : "on";
}

/** Where a channel leads, in short. */
export function placeOf(channels: Channels, kind: ChannelKind): string {
  const said = kind === "BROWSER" ? undefined : channels.sections[OF[kind]];
  if (said === undefined) {
    return "";
  }
  const host = said["host"];
  if (host !== undefined) {
    return `${host}:${said["port"] ?? ""}`;
  }
  const url = said["url"] ?? "";
  return /^https?:\/\/[^/?#]+/.exec(url)?.[0] ?? url;
}

/** One value that differs; a section that came or went is told by its name alone. */
export interface Difference {
  section: Section | "off";
  /** Undefined for the section as a whole. */
  key: string | undefined;
  before: string;
  after: string;
}

function within(section: Section, had: Values, has: Values): Difference[] {
  return FIELDS[section]
    .map(({ key }) => ({ section, key, before: had[key] ?? "", after: has[key] ?? "" }))
    .filter((one) => one.before !== one.after);
}

export function differences(before: string, after: string): Difference[] {
  const [old, next] = [read(before), read(after)];
  const found = SECTIONS.flatMap((section): Difference[] => {
    const [had, has] = [old.sections[section], next.sections[section]];
    if (section !== "rules" && (had === undefined) !== (has === undefined)) {
      const [was, is] = had === undefined ? ["", "set"] : ["set", ""];
      return [{ section, key: undefined, before: was, after: is }];
    }
    return within(section, had ?? {}, has ?? {});
  });
  const [was, is] = [[...old.off].sort().join(" "), [...next.off].sort().join(" ")];
  return was === is
    ? found
    : [...found, { section: "off", key: undefined, before: was, after: is }];
}
