package org.lianzhen.gateway.audit;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** The events that were kept, for those who look into them. Fails with {@link AuditUnavailableException}. */
public interface AuditTrail {

    /** A page of events, newest first. */
    CompletionStage<List<AuditEntry>> read(AuditQuery query);

    /**
     * Events of the chain, in its order.
     *
     * @param sequence after which they come
     * @param limit events at most
     */
    CompletionStage<List<AuditEntry>> sealedAfter(long sequence, int limit);

    /** Sequence of the newest event of the chain; 0 when there is none. */
    CompletionStage<Long> lastSealed();

    /**
     * Computes the chain again.
     *
     * @param from first sequence number, at least 1; the link before it is taken for whole
     * @param to last sequence number; all there are when it is larger than the last
     */
    CompletionStage<ChainReport> verify(long from, long to);
}
