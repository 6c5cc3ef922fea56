/** What the gateway complains of, as keys of our messages; what is not known here keeps its own words. */
const PATTERNS: readonly [RegExp, string][] = [
  [/ is missing$/, "missing"],
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
