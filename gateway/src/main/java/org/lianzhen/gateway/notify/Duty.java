package org.lianzhen.gateway.notify;

/** What somebody is on duty for. Every unit may have a roster of each. */
public enum Duty {
    IMAGING, CONSULTATION, REFERRAL, DEPARTMENT_HEAD, MEDICAL_OFFICE,
    /** The gateway itself. */
    SYSTEM(true),
    /** Accounts, rights and their abuse. */
    SECURITY(true);

    private final boolean technical;

    Duty() {
        this(false);
    }

    Duty(boolean technical) {
        this.technical = technical;
    }

    /** Whether administrators keep its rosters, and not those who direct a centre. */
    public boolean isTechnical() {
        return technical;
    }
}
