package org.lianzhen.gateway.hl7;

/** That a message is not taken, and why, as its sender is told. */
final class RefusedMessage extends Exception {
    private static final long serialVersionUID = 1L;

    private final Code code;
    private final String place;

    /** Error codes (HL7 table 0357). */
    enum Code {
        SEGMENT_SEQUENCE(100, "AE"), FIELD_MISSING(101, "AE"), DATA_TYPE(102, "AE"), VALUE_UNKNOWN(103, "AE"),
        MESSAGE_TYPE(200, "AR"), EVENT(201, "AR"), UNKNOWN_KEY(204, "AE"), NOT_WELCOME(204, "AR"), LOCKED(206, "AE"),
        INTERNAL(207, "AE");

        private final int number;
        private final String acknowledgement;

        Code(int number, String acknowledgement) {
            this.number = number;
            this.acknowledgement = acknowledgement;
        }

        int number() {
            return number;
        }

        /** AE: the message is wrong; AR: it is not for us. */
        String acknowledgement() {
            return acknowledgement;
        }
    }

    /**
     * @param place segment, or segment and field such as PID-3
     * @param why a sentence without anything of a patient
     */
    RefusedMessage(Code code, String place, String why) {
        super(why, null, false, false);
        this.code = code;
        this.place = place;
    }

    Code code() {
        return code;
    }

    String place() {
        return place;
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
