package org.lianzhen.dicom.service;

import java.util.Optional;

/**
 * Another node has taken a request for storage commitment.
 *
 * @param transactionUid of the request
 * @param result when it came on the same association in time; else it comes to our application entity
 */
public record CommitmentReceipt(String transactionUid, Optional<CommitmentResult> result) {}
