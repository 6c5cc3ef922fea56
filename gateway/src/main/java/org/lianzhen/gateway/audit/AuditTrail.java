package org.lianzhen.gateway.audit;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** The events that were kept, for those who look into them. Fails with {@link AuditUnavailableException}. */
public interface AuditTrail {

    /** A page of events, newest first. */
    CompletionStage<List<AuditEntry>> read(AuditQuery query);

    /**
     * Computes the chain again.
     *
     * @param from first sequence number, at least 1; the link before it is taken for whole
     * @param to last sequence number; all there are when it is larger than the last
     */
    CompletionStage<ChainReport> verify(long from, long to);
}
