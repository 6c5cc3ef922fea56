import type { AuditQuery } from "../../../api/audit";
import { startOfDay } from "../../../lib/dates";

/** All that can be done, as the gateway names it; each has its words. */
export const ACTIONS = [
  "LOGIN",
  "LOGOUT",
  "SESSION_REVOKE",
  "SESSION_UNLOCK",
  "SESSION_MISUSE",
  "SECOND_FACTOR_CHANGE",
  "ACCESS_RULE_CHANGE",
  "ACCESS_REFUSE",
  "ACCOUNT_CHANGE",
  "BREAK_GLASS",
  "BREAK_GLASS_REVIEW",
  "SHARE_ISSUE",
  "SHARE_REVOKE",
  "SHARE_OPEN",
  "PATIENT_SEARCH",
  "PATIENT_REVEAL",
  "PATIENT_LINK",
  "PATIENT_UNLINK",
  "STUDY_VIEW",
  "STUDY_EXPORT",
  "STUDY_STORE",
  "STUDY_SEND",
  "STUDY_COMPLETE",
  "STUDY_MARK",
  "ORDER_VIEW",
  "ORDER_PLACE",
  "ORDER_CHANGE",
  "ORDER_MATCH",
  "READING_MOVE",
  "REPORT_DRAFT",
  "REPORT_SIGN",
  "REPORT_VIEW",
  "CRITICAL_STEP",
  "CRITICAL_VIEW",
  "QUALITY_GRADE",
  "QUALITY_VIEW",
  "REPORT_SEND",
  "REPORT_ACKNOWLEDGE",
  "STUDY_MOVE",
  "READING_RULE_CHANGE",
  "CATALOGUE_CHANGE",
  "CERTIFICATE_CHANGE",
  "RECOGNITION_CHECK",
  "RECOGNITION_VIEW",
  "RECOGNITION_DECIDE",
  "TEMPLATE_CHANGE",
  "FIGURE_VIEW",
  "PATIENT_UPDATE",
  "PAGE_PRINT",
  "VERSION_RELEASE",
  "VERSION_REJECT",
  "ALERT_SETTLE",
  "CHARSET_REPAIR",
  "ASSOCIATION_ACCEPT",
  "ASSOCIATION_REJECT",
  "COMMITMENT",
  "MEMBER_CHANGE",
  "ROUTE_CHANGE",
  "DELIVERY_CHANGE",
  "LINK_EXAMINE",
  "CALENDAR_CHANGE",
  "ROSTER_CHANGE",
  "CHANNEL_CHANGE",
  "CHANNEL_TEST",
  "NOTICE_RAISE",
  "NOTICE_ACKNOWLEDGE",
  "NOTICE_EXHAUST",
  "NOTICE_WITHDRAW",
  "NOTICE_DELETE",
  "BACKUP_BEGIN",
  "BACKUP_END",
  "RESTORE",
  "AUDIT_READ",
  "GATEWAY_START",
  "GATEWAY_STOP",
  "CONFIG_CHANGE",
  "KEY_CHANGE",
  "CLOCK_JUMP",
] as const;

/** What stands in the search form; days are whole days of China. */
export interface AuditForm {
  fromDay: string;
  toDay: string;
  actor: string;
  action: string;
  outcome: string;
  object: string;
}

/** The last day is part of what is looked for. */
export function asked(form: AuditForm): AuditQuery {
  return {
    from: startOfDay(form.fromDay),
    to: startOfDay(form.toDay, 1),
    actor: form.actor.trim(),
    action: form.action,
    outcome: form.outcome,
    object: form.object.trim(),
  };
}
