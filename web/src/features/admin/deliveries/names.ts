/** What studies are called, asked for once each, by accounts that may search studies. */
import { shallowRef, watch, type ShallowRef } from "vue";
import { useSession } from "../../../api/session";
import { studyNames, type StudyName } from "../../../api/study-names";
import { dicomDate } from "../../../lib/dates";
import { patientName } from "../../../lib/names";

/** Patient first, then what was done and when. */
export function nameOf(study: StudyName | undefined): string {
  return study === undefined
    ? ""
    : [
        patientName(study.patient),
        study.modalities.join(" "),
        study.description,
        dicomDate(study.date),
      ]
        .filter((part) => part !== "")
        .join(" · ");
}

/** The end of a UID stands for a study whose name is not known. */
export function called(
  t: (key: string, values: Record<string, string>) => string,
  name: string,
  uid: string,
): string {
  return name || t("deliveries.unnamed", { uid: uid.slice(-12) });
}

/** By UID; an account that may not search studies gets none. */
export function useStudyNames(
  uids: () => readonly string[],
): ShallowRef<ReadonlyMap<string, StudyName>> {
  const names = shallowRef<ReadonlyMap<string, StudyName>>(new Map());
  const asked = new Set<string>();
  const session = useSession();
  watch(
    uids,
    async (wanted) => {
      const fresh = [...new Set(wanted)].filter((uid) => !asked.has(uid));
      if (fresh.length === 0 || !session.may("SEARCH_STUDIES")) {
        return;
      }
      fresh.forEach((uid) => asked.add(uid));
      try {
        names.value = new Map([...names.value, ...(await studyNames(fresh))]);
      } catch {
        // the list does without them, and asks again with its next change
        fresh.forEach((uid) => asked.delete(uid));
      }
    },
    { immediate: true },
  );
  return names;
}
