package org.lianzhen.gateway.recognition;

import org.jspecify.annotations.Nullable;

/**
 * What a doctor says to a prompt.
 *
 * @param result id of the one that is used, or not
 * @param reason code; null when none is given
 * @param text in the doctor's words, or empty
 * @param explained whether the patient was told why it is repeated
 */
public record Decision(Kind kind, String result, @Nullable String reason, String text, boolean explained) {

    /** What can be said. */
    public enum Kind {
        ADOPTED, DECLINED
    }
}
