/** Which other studies of a patient are worth a look beside one, the most telling first. */
import type { FoundStudy } from "../../api/studies";
import { bodyPartOf } from "./body-part";
import { modalityOf } from "./hanging";
import type { Study } from "./study";

export interface Prior {
  found: FoundStudy;
  /** Of the same kind of images and the same part of the body. */
  alike: boolean;
  /** Made after the study that is read. */
  later: boolean;
}

function momentOf(one: { studyDate: string; studyTime: string }): string {
  return `${one.studyDate.padEnd(8, " ")}${one.studyTime}`;
}

/** @param all studies of the patient, itself as well */
export function priorsOf(study: Study, all: readonly FoundStudy[]): Prior[] {
  const modality = modalityOf(study);
  const words = study.series.flatMap((one) => [one.bodyPart, one.description]);
  const part = bodyPartOf(study.description, ...words);
  const own = momentOf({ studyDate: study.date, studyTime: study.time });
  const rank = (one: Prior): number =>
    (one.alike ? 0 : 2) + (one.found.modalities.includes(modality) ? 0 : 1);
  return all
    .filter((found) => found.studyInstanceUid !== study.uid)
    .map((found) => ({
      found,
      alike: found.modalities.includes(modality) && bodyPartOf(found.description) === part,
      later: momentOf(found) > own,
    }))
    .toSorted((a, b) => rank(a) - rank(b) || momentOf(b.found).localeCompare(momentOf(a.found)));
}
