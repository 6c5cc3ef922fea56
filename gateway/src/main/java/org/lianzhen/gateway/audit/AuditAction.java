package org.lianzhen.gateway.audit;

/** What can be done. */
public enum AuditAction {
    LOGIN, LOGOUT, SESSION_REVOKE,
    /** Something was asked for that no role of the actor allows; the object is the operation. */
    ACCESS_REFUSE,
    /** Changes of accounts, their roles and passwords. */
    ACCOUNT_CHANGE,
    /** A search whose answers name patients. */
    PATIENT_SEARCH,
    /** Links between identities of a patient, and their ends. */
    PATIENT_LINK, PATIENT_UNLINK,
    /** Metadata, frames or renderings of a study were handed out. */
    STUDY_VIEW,
    /** Whole instances were handed out. */
    STUDY_EXPORT,
    /** Instances were taken in. */
    STUDY_STORE,
    /** Somebody said that a study has been sent as a whole. */
    STUDY_COMPLETE,
    /** A parked version was put in force, or refused for good. */
    VERSION_RELEASE, VERSION_REJECT,
    ALERT_SETTLE,
    /** Text was found to be in another character set, or that was taken back. */
    CHARSET_REPAIR,
    ASSOCIATION_ACCEPT, ASSOCIATION_REJECT, COMMITMENT,
    /** Units, nodes, agreements. */
    MEMBER_CHANGE,
    /** Where things go. */
    ROUTE_CHANGE,
    /** A person held, let go, cancelled, repeated or re-prioritised deliveries. */
    DELIVERY_CHANGE,
    /** A node was called to find out what is wrong with the way to it; test images may have been stored there. */
    LINK_EXAMINE,
    /** A backup of everything began, or ended; the object is its name. */
    BACKUP_BEGIN, BACKUP_END,
    /** All that is here was put back from a backup; the object is its name. */
    RESTORE,
    /** The audit log itself was read. */
    AUDIT_READ
}
