package org.lianzhen.gateway.patient;

import java.time.Instant;
import java.util.UUID;

/**
 * A decision about two records, made or taken back.
 *
 * @param why in the words of whoever decided
 */
public record Link(UUID first, UUID second, Author author, String why) {

    /** Two records are always named in the same order. */
    public Link {
        if (first.equals(second)) {
            throw new IllegalArgumentException("a record is linked to others only");
        }
        if (first.toString().compareTo(second.toString()) > 0) {
            UUID other = first;
            first = second;
            second = other;
        }
    }

    /**
     * Who decided.
     *
     * @param name of the account
     * @param unit code of its unit, or empty for the gateway itself
     */
    public record Author(String name, String unit) {
        /** Decides where nobody needs to be asked, and never against a person. */
        public static final Author GATEWAY = new Author("LIANZHEN", "");
    }

    /** What can be decided. */
    public enum Act {
        LINK, UNLINK,
        /** A proposal was refused. */
        DISMISS
    }

    /** A decision as it is kept, for ever. */
    public record Event(Act act, Link link, Instant at) {}

    /** What became of a decision. */
    public sealed interface Outcome {
        /** It is in force. */
        record Done() implements Outcome {}

        /** They were the same person before, or are not linked with each other. */
        record Unchanged() implements Outcome {}

        /** There is no such record. */
        record Unknown() implements Outcome {}

        /** A person has taken apart what the gateway would put together. */
        record Separated() implements Outcome {}

        /** One person cannot have so many records. */
        record TooMany() implements Outcome {}
    }

    /**
     * Two records that perhaps speak of the same person.
     *
     * @param confidence from 0 to 1
     * @param reason quotes nothing of them
     */
    public record Proposal(PatientRecord first, PatientRecord second, double confidence, String reason) {}
}
