package org.lianzhen.gateway.observe;

import java.util.Locale;

/** How an instance on its way in can end. */
public enum InstanceOutcome {
    STORED, DUPLICATE, PARKED, REFUSED;

    /** As meters and figures name it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
