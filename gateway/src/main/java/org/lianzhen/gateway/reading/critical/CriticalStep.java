package org.lianzhen.gateway.reading.critical;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done about a critical value.
 *
 * @param account empty when the gateway did it
 * @param how it was done
 */
public record CriticalStep(CriticalMove move, Instant at, String account, How how) {

    /** One that needs no words. */
    public static CriticalStep of(CriticalMove move, Instant at, String account, String words) {
        return new CriticalStep(move, at, account, new How("", "", words, null));
    }

    /**
     * How a step was done.
     *
     * @param channel on which somebody was told or has answered: that of a notice, {@code PAGE} or {@code PHONE}; empty where there is none
     * @param person who was told or has answered; an account, or a name said on the telephone
     * @param words what was read back or done, or why; may be of the patient
     * @param attempt by which a notice told somebody, or null
     */
    public record How(String channel, String person, String words, @Nullable UUID attempt) {
        public static final String PAGE = "PAGE";
        public static final String PHONE = "PHONE";

        /** Says nothing of what was said. */
        @Override
        public String toString() {
            return channel;
        }
    }

    /**
     * As it is on record.
     *
     * @param name of the account as people know it
     * @param to where it led
     */
    public record Kept(CriticalStep step, String name, CriticalState to) {}
}
