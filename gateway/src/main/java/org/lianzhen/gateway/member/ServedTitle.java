package org.lianzhen.gateway.member;

/**
 * An AE title that we answer to, besides those of the settings.
 *
 * @param urgency of what is sent to it
 */
public record ServedTitle(String aeTitle, Urgency urgency) {
    /** What a title is kept for, most urgent first; a title kept for {@code ROUTINE} says nothing. */
    public enum Urgency {
        EMERGENCY, GREEN_CHANNEL, URGENT, ROUTINE, BULK
    }
}
