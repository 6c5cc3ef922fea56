package org.lianzhen.dicom.service;

import org.lianzhen.dicom.dimse.DimseResponse;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.pdu.AssociateRj;

/**
 * What became of a request to another node, as far as that node answered. What it did not answer (no connection, an
 * abort, a passed deadline) is a fault and fails the stage instead.
 *
 * @param <T> what a completed request brings
 */
public sealed interface ServiceResult<T> {

    /** One clause for a log or a person. */
    String inWords();

    /** What a final response says: failed, or completed with success or a warning. */
    static ServiceResult<Outcome> of(DimseResponse response) {
        return response.status().isFailure() ? new Failed<>(response.outcome()) : new Completed<>(response.outcome());
    }

    /** The operation was performed. */
    record Completed<T>(T value) implements ServiceResult<T> {
        @Override
        public String inWords() {
            return "completed";
        }
    }

    /** The node rejected the association. */
    record Rejected<T>(AssociateRj answer) implements ServiceResult<T> {
        @Override
        public String inWords() {
            return "association " + answer.describe();
        }
    }

    /**
     * The node takes associations but accepted no presentation context for what was asked.
     *
     * @param sopClassUid which one was needed
     * @param why the node's reason, in words
     */
    record NotAccepted<T>(String sopClassUid, String why) implements ServiceResult<T> {
        @Override
        public String inWords() {
            return "no presentation context for " + sopClassUid + ": " + why;
        }
    }

    /** The node answered with a failure. */
    record Failed<T>(Outcome outcome) implements ServiceResult<T> {
        @Override
        public String inWords() {
            String comment = outcome.errorComment();
            return comment == null ? outcome.status().toString() : outcome.status() + ": " + comment;
        }
    }
}
