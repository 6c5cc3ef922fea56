/** What the gateway complains of in a document, as keys of `complaint` in our messages; what is not known here keeps its own words. */
const PATTERNS: readonly [RegExp, string][] = [
  [/ is missing$/, "missing"],
  [/ is before \w+$/, "before"],
  [/ is not known: (.+)$/, "notKnown"],
  [/ must be 1 to (\d+)$/, "range"],
  [/ must be 1 to \d+ .+$/, "spelling"],
  [/ is not known here$/, "unknown"],
  [/ is there twice$/, "twice"],
  [/ names no unit: (.+)$/, "noUnit"],
  [/ names no destination: (.+)$/, "noDestination"],
  [/ must name a destination$/, "needsDestination"],
  [/no node of (.+) that can be called: .+$/, "noNode"],
  [/ must be (?:one|some) of \[(.+)\]$/, "oneOf"],
  [/ must be a list(?: of texts)?$/, "list"],
  [/ must be a (?:text|number)$/, "type"],
  [/ must be true or false$/, "yesNo"],
  [/ must be a day such as .+$/, "day"],
  [/ has no .+ in "(.+)"$/, "unreadable"],
  [/ must be made of named values$/, "named"],
];

/** The part of a complaint that says where, and what is wrong there. */
export function wordsOf(
  complaint: string,
): { key: string; place: string; value: string } | undefined {
  for (const [pattern, key] of PATTERNS) {
    const match = pattern.exec(complaint);
    if (match !== null) {
      return { key, place: complaint.slice(0, match.index).trim(), value: match[1] ?? "" };
    }
  }
  return undefined;
}

/** Complaints of one item by the field that each is about; those about no field stand under the empty name. */
export function byField(detail: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const complaint of detail.split("; ")) {
    const field = /^\w+\[\d+\]: (\w+) /.exec(complaint)?.[1] ?? "";
    found.set(field, [...(found.get(field) ?? []), complaint]);
  }
  return found;
}
