/** What a presentation state is called: who sent it, when, and what for. */
import { useI18n } from "vue-i18n";
import { clock, dicomDate } from "../../lib/dates";
import type { PresentationState } from "../model/presentation-state";

export function useStateName(): (state: PresentationState) => string {
  const { t } = useI18n();
  return ({ creator, institution, date, time, label, description }) => {
    const who = creator || institution || t("viewer.stateUnsigned");
    const day = [dicomDate(date), clock(time)].filter((one) => one !== "").join(" ");
    const what = description || label;
    return [t("viewer.stateSentBy", { who }), day, what].filter((one) => one !== "").join(" · ");
  };
}
