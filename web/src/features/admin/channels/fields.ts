/** What can be said of each channel and of the rules, and what is wrong with it before anything is sent; the gateway decides. */

/** A part of the document. */
export const SECTIONS = ["webhook", "smtp", "sms", "rules"] as const;
export type Section = (typeof SECTIONS)[number];

export type Fault =
  | "missing"
  | "url"
  | "file"
  | "port"
  | "mail"
  | "local"
  | "expression"
  | "headers"
  | "phone"
  | "range";

export interface Field {
  key: string;
  kind: "text" | "area" | "choice" | "number";
  required?: boolean;
  /** Of a choice; the first is the usual one. */
  values?: readonly string[];
  /** Of a number, and what counts when nothing is said. */
  least?: number;
  most?: number;
  usual?: number;
  fault?: (value: string, all: Values) => Fault | undefined;
}

/** What stands in a form, by field. */
export type Values = Record<string, string>;

const FILE = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$/;
const HERE = ["127.0.0.1", "[::1]", "localhost"];

function url(value: string): Fault | undefined {
  let parsed: URL;
  try {
    parsed = new URL(value.replaceAll(/\$\{(phone|text|secret)\}/g, "x"));
  } catch {
    return "url";
  }
  const safe =
    parsed.protocol === "https:" || (parsed.protocol === "http:" && HERE.includes(parsed.hostname));
  return safe && parsed.username === "" ? undefined : "url";
}

function file(value: string): Fault | undefined {
  return FILE.test(value) ? undefined : "file";
}

function expression(value: string): Fault | undefined {
  try {
    new RegExp(value);
    return undefined;
  } catch {
    return "expression";
  }
}

/** Each line is one. */
export function lines(value: string): string[] {
  return value
    .split("\n")
    .map((one) => one.trim())
    .filter((one) => one !== "");
}

const ISSUERS: Field = { key: "issuers", kind: "text", fault: file };

export const FIELDS: Readonly<Record<Section, readonly Field[]>> = {
  webhook: [
    { key: "url", kind: "text", required: true, fault: url },
    { key: "secret", kind: "text", required: true, fault: file },
    ISSUERS,
  ],
  smtp: [
    { key: "host", kind: "text", required: true },
    { key: "port", kind: "number", required: true, least: 1, most: 65_535 },
    {
      key: "security",
      kind: "choice",
      values: ["STARTTLS", "TLS", "NONE"],
      fault: (value, all) =>
        value === "NONE" && !HERE.includes(all["host"] ?? "") ? "local" : undefined,
    },
    {
      key: "from",
      kind: "text",
      required: true,
      fault: (value) => (/^[^\s@<>]+@[^\s@<>]+$/.test(value) ? undefined : "mail"),
    },
    { key: "credentials", kind: "text", fault: file },
    ISSUERS,
  ],
  sms: [
    { key: "url", kind: "text", required: true, fault: url },
    { key: "method", kind: "choice", values: ["POST", "PUT", "GET"] },
    {
      key: "headers",
      kind: "area",
      fault: (value) =>
        lines(value).every((one) => /^[A-Za-z0-9-]+: ?.*$/.test(one)) ? undefined : "headers",
    },
    { key: "body", kind: "area" },
    { key: "success", kind: "text", required: true, fault: expression },
    { key: "secret", kind: "text", fault: file },
    ISSUERS,
  ],
  rules: [
    { key: "answerMinutes", kind: "number", least: 1, most: 10_080, usual: 5 },
    { key: "stuckMinutes", kind: "number", least: 1, most: 10_080, usual: 60 },
    { key: "keyDays", kind: "number", least: 1, most: 90, usual: 14 },
    { key: "keepMonths", kind: "number", least: 6, most: 360, usual: 36 },
  ],
};

/** What a new channel begins with, so that nobody needs to think of names of files. */
export const BEGINNINGS: Readonly<Record<Section, Values>> = {
  webhook: { url: "https://", secret: "webhook.key" },
  smtp: { port: "587", security: "STARTTLS", credentials: "smtp.txt" },
  sms: {
    url: "https://",
    method: "POST",
    headers: "Content-Type: application/json",
    body: '{"to": "${phone}", "text": "${text}", "key": "${secret}"}',
    success: '"code": ?0',
    secret: "sms.key",
  },
  rules: {},
};

function faultOf(field: Field, value: string, all: Values): Fault | undefined {
  if (value === "") {
    return field.required === true ? "missing" : undefined;
  }
  if (field.kind === "number") {
    const number = /^\d{1,6}$/.test(value) ? Number(value) : Number.NaN;
    const within = number >= (field.least ?? 0) && number <= (field.most ?? 0);
    return within ? undefined : field.key === "port" ? "port" : "range";
  }
  return field.fault?.(value, all);
}

/** What is wrong, by field. */
export function faultsOf(section: Section, values: Values): Map<string, Fault> {
  const faults = new Map<string, Fault>();
  for (const field of FIELDS[section]) {
    const fault = faultOf(field, (values[field.key] ?? "").trim(), values);
    if (fault !== undefined) {
      faults.set(field.key, fault);
    }
  }
  const request = `${values["url"] ?? ""}${values["body"] ?? ""}`;
  if (section === "sms" && !request.includes("${phone}") && !faults.has("url")) {
    faults.set("body", "phone");
  }
  return faults;
}

/** Fields of a section that the gateway complains of, in words such as `smtp: port must be 1 to 65535; ...`. */
export function complainedOf(detail: string, section: Section): Set<string> {
  return new Set(
    detail.split("; ").flatMap((one) => {
      const found = /^(\w+): (\w+) /.exec(one);
      return found?.[1] === section ? [found[2] ?? ""] : [];
    }),
  );
}
