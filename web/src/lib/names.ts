/** A DICOM person name (PS3.5 6.2.1): three groups, separated by `=`, each of components separated by `^`. */
function group(value: string): string {
  const [family = "", given = "", middle = "", prefix = "", suffix = ""] = value
    .split("^")
    .map((one) => one.trim());
  return [prefix, family, given, middle, suffix].filter((one) => one !== "").join(" ");
}

const IDEOGRAPHS = /[\u2E80-\u9FFF\uF900-\uFAFF\u{20000}-\u{3FFFF}]/u;

function joined(text: string): string {
  return IDEOGRAPHS.test(text) ? text.replaceAll(" ", "") : text;
}

/** A patient's name as people read it here: the ideographic form first, and the Latin one in brackets when there are both. */
export function patientName(value: string | null | undefined): string {
  const [alphabetic = "", ideographic = ""] = (value ?? "").split("=").map(group);
  const first = joined(ideographic || alphabetic);
  return ideographic && alphabetic && joined(alphabetic) !== first
    ? `${first} (${joined(alphabetic)})`
    : first;
}
