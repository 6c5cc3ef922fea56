package org.lianzhen.gateway.reading.quality;

/** How good images are: 甲, 乙, 丙, 废. */
public enum Grade {
    A, B, C, REJECT;

    /** Whether those who took the images are told at once. */
    public boolean isPoor() {
        return this == C || this == REJECT;
    }
}
