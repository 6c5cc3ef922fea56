package org.lianzhen.gateway.query;

import org.lianzhen.dicom.service.CommitmentResult;

/** The result of a storage commitment, and who is to hear it. */
public record CommitmentReport(Requester requester, CommitmentResult result) {

    /**
     * Who asked.
     *
     * @param unit code of the unit that owns the node
     * @param aeTitle its title, under which it is called back
     * @param calledAeTitle which of our titles it called, and is called back from
     */
    public record Requester(String unit, String aeTitle, String calledAeTitle) {}
}
