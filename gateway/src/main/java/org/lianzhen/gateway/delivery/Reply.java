package org.lianzhen.gateway.delivery;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.lianzhen.dicom.dimse.Status;

/** What became of one instance that was to be brought to a destination. */
public sealed interface Reply {
    /**
     * What programs tell it by: a status of the destination as four hexadecimal digits, as in {@code A700}, one of HTTP, as in
     * {@code HTTP-503}, or a word of ours, as in {@code NOT_SENT}.
     */
    String code();

    /** One clause for a person who may see the study; what destinations say may name a patient. */
    String inWords();

    /** It is there, with a warning or not, or was there before. */
    record Taken(String code, String inWords) implements Reply {}

    /** It will never be there in this way. */
    record Refused(String code, String inWords) implements Reply {}

    /** It may be there after another try. */
    record NotNow(String code, String inWords) implements Reply {}

    /** The destination has no room, as it says: for anything, or for this one alone. */
    record NoRoom(String code, String inWords) implements Reply {}

    /** Nobody knows whether it is there: the connection ended while it was on its way. */
    record Lost(String inWords) implements Reply {
        @Override
        public String code() {
            return "LOST";
        }
    }

    /**
     * It is not there: the destination was not asked, cannot be reached, or takes nothing at all at present.
     *
     * @param pause that the destination wants before it is asked again; zero when it says nothing
     */
    record NoAnswer(String code, String inWords, Duration pause) implements Reply {
        /** One that was not to be had. */
        public NoAnswer(String inWords) {
            this("NOT_SENT", inWords, Duration.ZERO);
        }
    }

    /** Whether the destination has said something of it. */
    default boolean isAnswer() {
        return !(this instanceof Lost || this instanceof NoAnswer);
    }

    /** As {@link #code()} has it. */
    static String code(Status status) {
        return String.format(Locale.ROOT, "%04X", status.code());
    }

    /**
     * What a failure means for the delivery, as C-STORE (PS3.4 table B.2-1, PS3.7 annex C) and the Store transaction (PS3.18 table
     * I.2-2) number it. Who lacks resources, or lets us store nothing, mostly does so whatever the instance. What nobody knows is tried again: it costs little, and the attempts have an end.
     */
    static Reply failure(Status status, String inWords) {
        if (status.equals(Status.DUPLICATE_SOP_INSTANCE)) {
            return new Taken(code(status), inWords);
        }
        boolean unfit = isOfClass(status, Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS, 0xFF00)
                || isOfClass(status, Status.UNABLE_TO_PROCESS, 0xF000)
                || Set.of(Status.SOP_CLASS_NOT_SUPPORTED, Status.INVALID_SOP_INSTANCE, Status.NO_SUCH_SOP_CLASS,
                        Status.CLASS_INSTANCE_CONFLICT).contains(status);
        boolean noRoom = isOfClass(status, Status.OUT_OF_RESOURCES, 0xFF00)
                || Set.of(Status.RESOURCE_LIMITATION, Status.NOT_AUTHORIZED).contains(status);
        String code = code(status);
        return unfit ? new Refused(code, inWords) : noRoom ? new NoRoom(code, inWords) : new NotNow(code, inWords);
    }

    /** Whether it is one of the codes that the standard writes with {@code x} in their last digits. */
    private static boolean isOfClass(Status status, Status first, int mask) {
        return (status.code() & mask) == first.code();
    }
}
