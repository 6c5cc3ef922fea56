package org.lianzhen.gateway.recognition;

/** On what occasion something is ordered for which a repeated examination is allowed; the first that holds gives the reason. */
public enum OrderFlag {
    EMERGENCY("R4"), FORENSIC("R5"), PRE_OP("R3"), PRE_TRANSFUSION("R3");

    private final String reason;

    OrderFlag(String reason) {
        this.reason = reason;
    }

    /** Code of the reason that is filled in. */
    public String reason() {
        return reason;
    }
}
