package org.lianzhen.dicom.service;

import java.time.Duration;
import java.util.List;
import org.lianzhen.dicom.dict.Uid;

/**
 * Asks another node to take responsibility for instances.
 *
 * @param transactionUid to be remembered before it is sent: the result may come much later, on another association
 * @param instances at least one
 * @param patience how long to wait for the result on the same association; zero ends it at once
 */
public record CommitmentOrder(String transactionUid, List<SopReference> instances, Duration patience) {
    public CommitmentOrder {
        instances = List.copyOf(instances);
        if (instances.isEmpty()) {
            throw new IllegalArgumentException("at least one instance must be committed");
        }
    }

    /** With a new transaction UID, waiting ten seconds. */
    public static CommitmentOrder of(List<SopReference> instances) {
        return new CommitmentOrder(Uid.random(), instances, Duration.ofSeconds(10));
    }

    public CommitmentOrder waiting(Duration changed) {
        return new CommitmentOrder(transactionUid, instances, changed);
    }
}
