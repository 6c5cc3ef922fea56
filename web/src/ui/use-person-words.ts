import { useI18n } from "vue-i18n";
import { ageOn } from "../lib/ages";

export interface PersonWords {
  /** Of what DICOM writes; what is none stays as it is. */
  sex: (code: string) => string;
  /** On a day; empty when the dates do not tell. */
  age: (birthDate: string, day: string) => string;
}

/** Who somebody is, in the reader's language. */
export function usePersonWords(): PersonWords {
  const i18n = useI18n();
  const { t } = i18n;
  return {
    sex: (code) => (i18n.te(`ui.sex-${code}`) ? t(`ui.sex-${code}`) : code),
    age: (birthDate, day) => {
      const years = ageOn(birthDate, day);
      return years === undefined ? "" : t(`ui.age-${years.unit}`, { count: years.count });
    },
  };
}
