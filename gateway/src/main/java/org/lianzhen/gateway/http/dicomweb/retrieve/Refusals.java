package org.lianzhen.gateway.http.dicomweb.retrieve;

import org.lianzhen.dicom.image.ImageException;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;

/** Says in the standard's form why an instance cannot be had in the form asked for. */
final class Refusals {
    private Refusals() {}

    /** What a client is told of a fault; faults of our own stay what they are. */
    static Throwable of(Throwable fault) {
        return fault instanceof ImageException || fault instanceof DataSetException
                ? problem((RuntimeException) fault)
                : fault;
    }

    /** What a client is told of a fault of the instance itself. */
    static ProblemException problem(RuntimeException fault) {
        return switch (fault) {
            case ImageException image when image.reason() == ImageException.Reason.UNSUPPORTED -> form(
                    "This image cannot be decoded here: " + image.getMessage() + ".");
            case ImageException image -> form("The pixels of this image are broken: " + image.getMessage() + ".");
            default -> form("This instance cannot be read: " + fault.getMessage() + ".");
        };
    }

    static ProblemException form(String reason) {
        return new ProblemException(Problem.notAcceptable("form",
                reason + " The bytes as they were received can be had with transfer-syntax=*."));
    }
}
