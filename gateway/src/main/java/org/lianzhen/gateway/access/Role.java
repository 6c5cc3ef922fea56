package org.lianzhen.gateway.access;

/** What a person is to the consortium. An account may have several roles. */
public enum Role {
    VILLAGE_DOCTOR, TOWNSHIP_DOCTOR, CLINICIAN, TECHNOLOGIST, RADIOLOGIST, SENIOR_RADIOLOGIST, CENTRE_DIRECTOR, EXPERT,
    /** From outside, for one case, by invitation. */
    GUEST_EXPERT, COORDINATOR, QC_OFFICER, OFFICE, BOARD_MEMBER, SUPERVISOR, AUDITOR, SECURITY_ADMIN, SYS_ADMIN,
    AUDIT_ADMIN,
    /** The machine account of a hospital information system. */
    HIS,
    /** Whoever was given a link to the own study; no account has it. */
    PATIENT
}
