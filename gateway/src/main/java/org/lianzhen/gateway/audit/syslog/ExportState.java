package org.lianzhen.gateway.audit.syslog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the sending goes.
 *
 * @param sent sequence of the last event that the network took
 * @param last sequence of the last event of the chain, as far as is known
 * @param failures since the start
 * @param failing what went wrong the last time, and since when; null while all is well
 */
public record ExportState(long sent, long last, long failures, @Nullable Failure failing) {
    static final ExportState NEW = new ExportState(0, 0, 0, null);

    /** @param since of the first of failures in a row */
    public record Failure(String reason, Instant since) {}

    /** Events that wait to be sent. */
    public long waiting() {
        return Math.max(0, last - sent);
    }

    ExportState at(long nowSent, long nowLast) {
        return new ExportState(nowSent, Math.max(nowSent, nowLast), failures, null);
    }

    ExportState failed(String reason, Instant now) {
        return new ExportState(sent, last, failures + 1, new Failure(reason, failing == null ? now : failing.since()));
    }
}
