package org.lianzhen.dicom.net;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dimse.DimseRequest;

/**
 * A request to send.
 *
 * @param contextId
 *            an accepted presentation context
 * @param request
 *            its message ID must not be in use, see {@link Association#nextMessageId()}
 * @param dataSet
 *            present exactly if the request has a data set
 * @param responseDeadline
 *            longest wait for the first response, and from each pending one to the next; null means the association's
 *            {@link Deadline#RESPONSE}
 * @param totalDeadline
 *            longest wait for the final response (some peers send pending ones for ever); null means the association's
 *            {@link Deadline#TOTAL}
 */
public record Invocation(int contextId, DimseRequest request, @Nullable DataSetSource dataSet,
        @Nullable Duration responseDeadline, @Nullable Duration totalDeadline) {
    public Invocation {
        if (request.hasDataSet() != (dataSet != null)) {
            throw new IllegalArgumentException(request.commandField() + " and its data set do not match");
        }
    }

    /** A request without a data set. */
    public static Invocation of(int contextId, DimseRequest request) {
        return new Invocation(contextId, request, null, null, null);
    }

    /** A request with a data set. */
    public static Invocation of(int contextId, DimseRequest request, DataSetSource dataSet) {
        return new Invocation(contextId, request, dataSet, null, null);
    }

    /** The same request with a longest wait for each response. */
    public Invocation withResponseDeadline(Duration deadline) {
        return new Invocation(contextId, request, dataSet, deadline, totalDeadline);
    }

    /** The same request with a longest wait for the final response. */
    public Invocation withTotalDeadline(Duration deadline) {
        return new Invocation(contextId, request, dataSet, responseDeadline, deadline);
    }
}
