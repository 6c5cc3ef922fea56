package org.lianzhen.gateway.audit.syslog;

import java.util.concurrent.CompletionStage;

/** Keeps durably how far the chain was sent to each server. */
public interface ExportPosition {

    /** Sequence of the last event that was sent to {@code target}; 0 when none was. */
    CompletionStage<Long> read(String target);

    /** Completed when it is durable. */
    CompletionStage<Void> move(String target, long sequence);
}
