/** What people call a study, for lists that know only its UID. */
import { get } from "./http";

export interface StudyName {
  /** DICOM person name. */
  patient: string;
  /** DICOM date. */
  date: string;
  description: string;
  modalities: string[];
}

type Value = string | { Alphabetic?: string; Ideographic?: string; Phonetic?: string };
type Attributes = Record<string, { Value?: Value[] } | undefined>;

function values(of: Attributes, tag: string): string[] {
  return (of[tag]?.Value ?? []).map((value) =>
    typeof value === "string"
      ? value
      : [value.Alphabetic, value.Ideographic].map((group) => group ?? "").join("="),
  );
}

/** By UID; studies that are not there, or not for this account, are left out. UIDs name nobody, so they may be in the address. */
export async function studyNames(uids: readonly string[]): Promise<Map<string, StudyName>> {
  const found = await get<Attributes[] | undefined>("/dicom-web/studies", {
    background: true,
    query: { StudyInstanceUID: uids.join(","), includefield: "00081030", limit: uids.length },
  });
  return new Map(
    (found ?? []).map((one) => [
      values(one, "0020000D")[0] ?? "",
      {
        patient: values(one, "00100010")[0] ?? "",
        date: values(one, "00080020")[0] ?? "",
        description: values(one, "00081030")[0] ?? "",
        modalities: values(one, "00080061"),
      },
    ]),
  );
}
