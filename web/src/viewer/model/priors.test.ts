import { expect, test } from "vitest";
import type { FoundStudy } from "../../api/studies";
import { priorsOf } from "./priors";
import type { Study } from "./study";

const STUDY = {
  uid: "now",
  date: "20260301",
  time: "1015",
  description: "胸部平扫",
  series: [{ modality: "CT", bodyPart: "", description: "", images: [{}] }],
} as unknown as Study;

function found(uid: string, date: string, modality: string, description: string): FoundStudy {
  return {
    studyInstanceUid: uid,
    studyDate: date,
    studyTime: "",
    modalities: [modality],
    description,
  } as FoundStudy;
}

test("the newest of the same kind and body part come first, and the study itself is none", () => {
  const all = [
    found("head", "20260201", "CT", "头颅平扫"),
    found("now", "20260301", "CT", "胸部平扫"),
    found("old", "20240101", "CT", "Chest"),
    found("film", "20260228", "DX", "胸部正位"),
    found("new", "20250101", "CT", "胸部增强"),
    found("after", "20260401", "CT", "头颅平扫"),
  ];
  const priors = priorsOf(STUDY, all);
  expect(priors.map((one) => one.found.studyInstanceUid)).toEqual([
    "new",
    "old",
    "after",
    "head",
    "film",
  ]);
  expect(priors.map((one) => one.alike)).toEqual([true, true, false, false, false]);
  expect(priors.map((one) => one.later)).toEqual([false, false, true, false, false]);
});
