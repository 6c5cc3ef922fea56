package org.lianzhen.dicom.service;

import org.lianzhen.dicom.dimse.Outcome;

/** What became of one instance that was to be sent. */
public sealed interface InstanceResult {

    Instance instance();

    /** One clause for a log or a person. */
    String inWords();

    /** The peer has it; the outcome is success or a warning. */
    record Stored(Instance instance, Outcome outcome) implements InstanceResult {
        @Override
        public String inWords() {
            return "stored, " + outcome.status();
        }
    }

    /** The peer answered with a failure. */
    record Failed(Instance instance, Outcome outcome) implements InstanceResult {
        @Override
        public String inWords() {
            String comment = outcome.errorComment();
            return "refused, " + outcome.status() + (comment == null ? "" : ": " + comment);
        }
    }

    /** The peer takes no such SOP class, or none of the transfer syntaxes the instance can be brought into. */
    record NotAccepted(Instance instance, String why) implements InstanceResult {
        @Override
        public String inWords() {
            return "not accepted: " + why;
        }
    }

    /** Its bytes could not be had, or not be brought into the peer's transfer syntax. Nothing was sent of it. */
    record Unreadable(Instance instance, String why) implements InstanceResult {
        @Override
        public String inWords() {
            return "unreadable: " + why;
        }
    }

    /**
     * Nobody knows whether the peer has it: cancelled, or the association ended before its answer.
     *
     * @param begun whether it was on its way when that happened; otherwise the peer has seen nothing of it
     */
    record NotSent(Instance instance, String why, boolean begun) implements InstanceResult {
        /** One that the peer has seen nothing of. */
        public NotSent(Instance instance, String why) {
            this(instance, why, false);
        }

        @Override
        public String inWords() {
            return "not sent: " + why;
        }
    }
}
