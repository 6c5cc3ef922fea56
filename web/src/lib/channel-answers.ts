/** What a channel said to a message, as keys of `answer` in our messages; what is not known here keeps its own words. */
const PATTERNS: readonly [RegExp, string][] = [
  [/^shown$/, "shown"],
  [/^no page is open$/, "noPage"],
  [/^this channel is not set up$/, "notSetUp"],
  [/^this channel is turned off$/, "turnedOff"],
  [/^taken by (.+)$/, "takenBy"],
  [/^no answer in time$/, "late"],
  [/^HTTP (2\d\d)\s*$/, "taken"],
  [/^HTTP (40[13])\b/, "notAllowed"],
  [/^HTTP (40[45]|410|3\d\d)\b/, "wrongAddress"],
  [/^HTTP (429)\b/, "tooMany"],
  [/^HTTP (5\d\d)\b/, "theirFault"],
  [/^HTTP (4\d\d)\b/, "notUnderstood"],
  [/^SMTP (53\d)$/, "notAllowed"],
  [/^SMTP (5\d\d)$/, "mailRefused"],
  [/^SMTP (4\d\d)$/, "mailLater"],
  [/NoSuchFileException: (?:.*\/)?([^/]+)$/, "noFile"],
  [/UnknownHost|SearchDomain|Failed to resolve/, "noHost"],
  [/SSL|Certificate|CertPath/, "notTrusted"],
  [/ConnectTimeout|Timeout/, "late"],
  [/Connection refused|ConnectException/, "nobodyThere"],
];

/** The key and what the answer names; undefined for what is not known here. */
export function answerOf(detail: string): { key: string; value: string } | undefined {
  for (const [pattern, key] of PATTERNS) {
    const match = pattern.exec(detail);
    if (match !== null) {
      return { key, value: match[1] ?? "" };
    }
  }
  return undefined;
}
