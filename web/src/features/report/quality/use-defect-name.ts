import { useI18n } from "vue-i18n";
import type { Defect, QualityRules } from "../../../api/quality";

/** What defects are called in the reader's language; a code that the rules do not have any more stays what it is. */
export function useDefectName(): {
  nameOf: (defect: Defect) => string;
  called: (code: string, rules: QualityRules | undefined) => string;
} {
  const { locale } = useI18n();
  const nameOf = (defect: Defect): string => (locale.value === "en" ? defect.english : defect.name);
  return {
    nameOf,
    called: (code, rules) => {
      const defect = rules?.defects.find((one) => one.code === code);
      return defect === undefined ? code : nameOf(defect);
    },
  };
}
