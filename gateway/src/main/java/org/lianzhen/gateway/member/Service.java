package org.lianzhen.gateway.member;

/** What units do for one another. */
public enum Service {
    /** Reading another's images, and reporting on them. */
    IMAGING, ECG, PATHOLOGY, LAB, CONSULTATION, REFERRAL
}
