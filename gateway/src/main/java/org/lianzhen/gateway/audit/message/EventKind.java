package org.lianzhen.gateway.audit.message;

import java.util.Optional;
import org.lianzhen.gateway.audit.AuditAction;

/**
 * What kind of event of PS3.15 section A.5.3 an action is.
 *
 * @param id of context group 400
 * @param type of context group 401, where the kind has types
 * @param action C(reate), R(ead), U(pdate), D(elete) or E(xecute)
 */
record EventKind(Code id, Optional<Code> type, char action) {
    private static final Code APPLICATION_ACTIVITY = Code.dicom("110100", "Application Activity");
    private static final Code AUDIT_LOG_USED = Code.dicom("110101", "Audit Log Used");
    private static final Code BEGIN_TRANSFERRING = Code.dicom("110102", "Begin Transferring DICOM Instances");
    private static final Code INSTANCES_ACCESSED = Code.dicom("110103", "DICOM Instances Accessed");
    private static final Code INSTANCES_TRANSFERRED = Code.dicom("110104", "DICOM Instances Transferred");
    private static final Code EXPORT = Code.dicom("110106", "Export");
    private static final Code IMPORT = Code.dicom("110107", "Import");
    private static final Code NETWORK_ENTRY = Code.dicom("110108", "Network Entry");
    private static final Code ORDER_RECORD = Code.dicom("110109", "Order Record");
    private static final Code PATIENT_RECORD = Code.dicom("110110", "Patient Record");
    private static final Code PROCEDURE_RECORD = Code.dicom("110111", "Procedure Record");
    private static final Code QUERY = Code.dicom("110112", "Query");
    private static final Code SECURITY_ALERT = Code.dicom("110113", "Security Alert");
    private static final Code USER_AUTHENTICATION = Code.dicom("110114", "User Authentication");
    private static final Code START = Code.dicom("110120", "Application Start");
    private static final Code STOP = Code.dicom("110121", "Application Stop");
    private static final Code LOGIN = Code.dicom("110122", "Login");
    private static final Code LOGOUT = Code.dicom("110123", "Logout");
    private static final Code ATTACH = Code.dicom("110124", "Attach");
    private static final Code NODE_AUTHENTICATION = Code.dicom("110126", "Node Authentication");
    private static final Code EMERGENCY_OVERRIDE = Code.dicom("110127", "Emergency Override Started");
    private static final Code NETWORK_CONFIGURATION = Code.dicom("110128", "Network Configuration");
    private static final Code SECURITY_CONFIGURATION = Code.dicom("110129", "Security Configuration");
    private static final Code HARDWARE_CONFIGURATION = Code.dicom("110130", "Hardware Configuration");
    private static final Code SOFTWARE_CONFIGURATION = Code.dicom("110131", "Software Configuration");
    private static final Code RESTRICTED_FUNCTION = Code.dicom("110132", "Use of Restricted Function");
    private static final Code USER_ATTRIBUTES = Code.dicom("110137", "User Security Attributes Changed");

    /**
     * The kind of an action. Actions that nobody has given a kind are told as activity of the application.
     *
     * @param node whether a DICOM node did it, not a person
     */
    static EventKind of(AuditAction action, boolean node) {
        return switch (action) {
            case GATEWAY_START -> typed(APPLICATION_ACTIVITY, START, 'E');
            case GATEWAY_STOP -> typed(APPLICATION_ACTIVITY, STOP, 'E');
            case AUDIT_READ -> plain(AUDIT_LOG_USED, 'R');
            case STUDY_EXPORT -> node ? plain(BEGIN_TRANSFERRING, 'E') : plain(EXPORT, 'R');
            case BACKUP_BEGIN, BACKUP_END, PAGE_PRINT -> plain(EXPORT, 'R');
            case RESTORE -> plain(IMPORT, 'C');
            case STUDY_STORE -> plain(INSTANCES_TRANSFERRED, 'C');
            case STUDY_SEND -> plain(INSTANCES_TRANSFERRED, 'R');
            case STUDY_VIEW, COMMITMENT -> plain(INSTANCES_ACCESSED, 'R');
            case VERSION_RELEASE, VERSION_REJECT, ALERT_SETTLE, CHARSET_REPAIR, DELIVERY_CHANGE -> plain(
                    INSTANCES_ACCESSED, 'U');
            case ORDER_VIEW, RECOGNITION_VIEW -> plain(ORDER_RECORD, 'R');
            case ORDER_PLACE -> plain(ORDER_RECORD, 'C');
            case ORDER_CHANGE, ORDER_MATCH, RECOGNITION_CHECK, RECOGNITION_DECIDE -> plain(ORDER_RECORD, 'U');
            case STUDY_COMPLETE, STUDY_MARK, READING_MOVE, REPORT_DRAFT, REPORT_SIGN, REPORT_ACKNOWLEDGE, STUDY_MOVE,
                    CRITICAL_STEP,
                    QUALITY_GRADE, SHARE_ISSUE, SHARE_REVOKE -> plain(PROCEDURE_RECORD, 'U');
            case REPORT_VIEW, REPORT_SEND, CRITICAL_VIEW, QUALITY_VIEW -> plain(PROCEDURE_RECORD, 'R');
            case PATIENT_SEARCH, FIGURE_VIEW -> plain(QUERY, 'E');
            case PATIENT_LINK, PATIENT_UNLINK, PATIENT_UPDATE -> plain(PATIENT_RECORD, 'U');
            case PATIENT_REVEAL -> plain(PATIENT_RECORD, 'R');
            case ASSOCIATION_ACCEPT -> typed(NETWORK_ENTRY, ATTACH, 'E');
            default -> security(action);
        };
    }

    private static EventKind security(AuditAction action) {
        return switch (action) {
            case LOGIN, SESSION_UNLOCK, SHARE_OPEN -> typed(USER_AUTHENTICATION, LOGIN, 'E');
            case LOGOUT, SESSION_REVOKE -> typed(USER_AUTHENTICATION, LOGOUT, 'E');
            case ASSOCIATION_REJECT -> typed(SECURITY_ALERT, NODE_AUTHENTICATION, 'E');
            case ACCESS_REFUSE, SESSION_MISUSE -> typed(SECURITY_ALERT, RESTRICTED_FUNCTION, 'E');
            case ACCOUNT_CHANGE, SECOND_FACTOR_CHANGE -> typed(SECURITY_ALERT, USER_ATTRIBUTES, 'E');
            case BREAK_GLASS, BREAK_GLASS_REVIEW -> typed(SECURITY_ALERT, EMERGENCY_OVERRIDE, 'E');
            case MEMBER_CHANGE, ROUTE_CHANGE, LINK_EXAMINE -> typed(SECURITY_ALERT, NETWORK_CONFIGURATION, 'E');
            case CONFIG_CHANGE, CALENDAR_CHANGE, ROSTER_CHANGE, CHANNEL_CHANGE, READING_RULE_CHANGE,
                    TEMPLATE_CHANGE, CATALOGUE_CHANGE,
                    CERTIFICATE_CHANGE -> typed(SECURITY_ALERT, SOFTWARE_CONFIGURATION, 'E');
            case KEY_CHANGE, ACCESS_RULE_CHANGE -> typed(SECURITY_ALERT, SECURITY_CONFIGURATION, 'E');
            case CLOCK_JUMP -> typed(SECURITY_ALERT, HARDWARE_CONFIGURATION, 'E');
            default -> plain(APPLICATION_ACTIVITY, 'E');
        };
    }

    private static EventKind plain(Code id, char action) {
        return new EventKind(id, Optional.empty(), action);
    }

    private static EventKind typed(Code id, Code type, char action) {
        return new EventKind(id, Optional.of(type), action);
    }

    boolean isQuery() {
        return id.equals(QUERY);
    }

    /** Whether instances come to us, or go from us to the actor. */
    boolean isTransfer() {
        return id.equals(INSTANCES_TRANSFERRED) || id.equals(BEGIN_TRANSFERRING) || id.equals(EXPORT);
    }

    boolean isArrival() {
        return id.equals(INSTANCES_TRANSFERRED) && action == 'C';
    }
}
