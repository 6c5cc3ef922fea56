/** A data set in the DICOM JSON model (PS3.18 annex F), and how its values are read. */

export interface JsonElement {
  vr?: string;
  Value?: unknown[];
  InlineBinary?: string;
  BulkDataURI?: string;
}

/** By tags of eight hexadecimal digits. */
export type DicomJson = Partial<Record<string, JsonElement>>;

/** The values as texts; what is empty is left out. */
export function texts(item: DicomJson, tag: string): string[] {
  return (item[tag]?.Value ?? []).filter(isPlain).map((one) => String(one).trim());
}

function isPlain(value: unknown): value is string | number {
  return typeof value === "string" || typeof value === "number";
}

/** The first value, or an empty text. */
export function text(item: DicomJson, tag: string): string {
  return texts(item, tag)[0] ?? "";
}

/** The values as numbers; none when one of them is no number. */
export function numbers(item: DicomJson, tag: string): number[] {
  const all = (item[tag]?.Value ?? []).map((one) => (isPlain(one) && one !== "" ? +one : NaN));
  return all.every(Number.isFinite) ? all : [];
}

/** The first value as a number, where there is one. */
export function number(item: DicomJson, tag: string): number | undefined {
  return numbers(item, tag)[0];
}

/** The items of a sequence. */
export function items(item: DicomJson, tag: string): DicomJson[] {
  return (item[tag]?.Value ?? []).filter(
    (one): one is DicomJson => typeof one === "object" && one !== null,
  );
}

/** A person's name as one text with its groups, as data sets have it. */
export function personName(item: DicomJson, tag: string): string {
  const [groups] = items(item, tag) as Partial<Record<string, unknown>>[];
  return ["Alphabetic", "Ideographic", "Phonetic"]
    .map((name) => groups?.[name])
    .map((group) => (typeof group === "string" ? group : ""))
    .join("=")
    .replace(/=+$/, "");
}

/** The bytes of a value that stands in the text itself. */
export function inlineBytes(item: DicomJson, tag: string): Uint8Array<ArrayBuffer> | undefined {
  const coded = item[tag]?.InlineBinary;
  return coded === undefined
    ? undefined
    : Uint8Array.from(atob(coded), (letter) => letter.charCodeAt(0));
}
