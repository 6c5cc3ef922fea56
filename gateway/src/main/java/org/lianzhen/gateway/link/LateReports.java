package org.lianzhen.gateway.link;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.lianzhen.dicom.service.CommitmentResult;

/** Results of storage commitment that nodes bring on associations of their own (PS3.4 section J.3.3), by Transaction UID. */
final class LateReports {
    private final Map<String, CompletableFuture<CommitmentResult>> awaited = new ConcurrentHashMap<>();

    CompletableFuture<CommitmentResult> await(String transactionUid) {
        return awaited.computeIfAbsent(transactionUid, uid -> new CompletableFuture<>());
    }

    void forget(String transactionUid) {
        awaited.remove(transactionUid);
    }

    /** Whether anybody waits for it. */
    boolean take(CommitmentResult result) {
        CompletableFuture<CommitmentResult> waiting = awaited.get(result.transactionUid());
        if (waiting == null) {
            return false;
        }
        waiting.complete(result);
        return true;
    }
}
