package org.lianzhen.gateway.recognition;

import org.jspecify.annotations.Nullable;

/**
 * Why a result may not be recognised.
 *
 * @param code such as R1
 * @param text as the doctor reads it
 * @param leastText characters that must be written besides; 0 for none
 * @param of code of the reason that it is part of in figures; null for itself
 */
public record DeclineReason(String code, Sentence text, int leastText, @Nullable String of) {

    /** The reason that is counted. */
    public String counted() {
        return of == null ? code : of;
    }
}
