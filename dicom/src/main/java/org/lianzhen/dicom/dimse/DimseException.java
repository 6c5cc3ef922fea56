package org.lianzhen.dicom.dimse;

import org.jspecify.annotations.Nullable;

/** A fault whose scope is one message: the operation fails with a status, the association goes on. */
public final class DimseException extends RuntimeException {

    private final transient Outcome outcome;

    /** @param reason plain words, also sent to the peer as error comment */
    public DimseException(Status status, String reason) {
        this(Outcome.of(status, reason), null);
    }

    public DimseException(Outcome outcome, @Nullable Throwable cause) {
        super(describe(outcome), cause);
        this.outcome = outcome;
    }

    /** What the response says, or what a received response said. */
    public Outcome outcome() {
        return outcome;
    }

    public Status status() {
        return outcome.status();
    }

    private static String describe(Outcome outcome) {
        String comment = outcome.errorComment();
        return comment == null ? outcome.status().toString() : outcome.status() + ": " + comment;
    }
}
