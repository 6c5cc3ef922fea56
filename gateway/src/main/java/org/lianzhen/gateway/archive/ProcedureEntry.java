package org.lianzhen.gateway.archive;

import java.util.List;

/**
 * What one object says of the procedure that its series came from. Texts are decoded and empty when absent.
 *
 * @param startDate Performed Procedure Step Start Date (0040,0244) as given
 * @param startTime Performed Procedure Step Start Time (0040,0245) as given
 * @param requests the items of Request Attributes Sequence (0040,0275) that name anything
 * @param names what else names it, a line each: protocol, descriptions of its request, its scheduled and performed steps, codes
 */
public record ProcedureEntry(String startDate, String startTime, List<Request> requests, String names) {
    /** Of an object that says nothing. */
    public static final ProcedureEntry NONE = new ProcedureEntry("", "", List.of(), "");

    public ProcedureEntry {
        requests = List.copyOf(requests);
    }

    /**
     * What was asked for; one of both may be empty.
     *
     * @param scheduledProcedureStepId (0040,0009)
     * @param requestedProcedureId (0040,1001)
     */
    public record Request(String scheduledProcedureStepId, String requestedProcedureId) {}
}
