package org.lianzhen.dicom.service;

import java.util.List;
import org.lianzhen.dicom.net.Association;

/**
 * A peer asks us to take responsibility for instances (PS3.4 section J.3.2).
 *
 * @param association who asks
 * @param transactionUid ties the result to the request
 * @param instances at least one
 */
public record CommitmentRequest(Association association, String transactionUid, List<SopReference> instances) {
    public CommitmentRequest {
        instances = List.copyOf(instances);
    }
}
