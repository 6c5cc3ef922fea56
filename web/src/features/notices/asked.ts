/** What the list of notices is narrowed to, and what that means for the gateway. */
import type { NoticeQuery, NoticeState } from "../../api/notices";
import { startOfDay } from "../../lib/dates";
import type { Tone } from "../../ui/tone";

/** Somebody can take them; `waiting` means both of the first. */
export const STATES = ["waiting", "OPEN", "EXHAUSTED", "ACKNOWLEDGED", "WITHDRAWN"] as const;

/** Kinds that this client has words for. */
export const KINDS = [
  "break-glass",
  "report-amended",
  "report-withdrawn",
  "study-moved",
  "contradictions",
  "critical-value",
  "critical-value-late",
  "critical-value-undone",
  "reading-due",
  "reading-late",
  "image-quality",
  "destination-stuck",
  "space-low",
  "database-gone",
  "program-key-ends",
  "holidays-missing",
  "reports-not-out",
  "results-not-taken",
] as const;

export const TONES: Readonly<Record<NoticeState, Tone>> = {
  OPEN: "wait",
  EXHAUSTED: "bad",
  ACKNOWLEDGED: "good",
  WITHDRAWN: "idle",
};

/** What stands in the form; days are whole days of China. */
export interface NoticeForm {
  scope: NoticeQuery["scope"];
  state: string;
  kind: string;
  fromDay: string;
  toDay: string;
}

export const FIRST: Readonly<NoticeForm> = {
  scope: "mine",
  state: "waiting",
  kind: "",
  fromDay: "",
  toDay: "",
};

/** The last day is part of what is looked for. */
export function asked(form: NoticeForm): NoticeQuery {
  return {
    scope: form.scope,
    state: form.state === "waiting" ? "OPEN,EXHAUSTED" : form.state,
    kind: form.kind,
    from: startOfDay(form.fromDay),
    to: startOfDay(form.toDay, 1),
  };
}

/** Whether somebody can still take it. */
export function isWaiting(notice: { state: NoticeState }): boolean {
  return notice.state === "OPEN" || notice.state === "EXHAUSTED";
}
