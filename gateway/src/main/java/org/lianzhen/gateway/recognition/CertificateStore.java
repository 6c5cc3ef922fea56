package org.lianzhen.gateway.recognition;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.audit.AuditEvent;

/** Keeps what quality officers say of units. Nothing is changed; what was wrong is withdrawn. */
public interface CertificateStore {

    CompletionStage<UUID> certify(QcCertificate certificate, AuditEvent.Actor by);

    /**
     * Takes one back.
     *
     * @return whether it was there and in force
     */
    CompletionStage<Boolean> withdraw(UUID certificate, String why, AuditEvent.Actor by);

    CompletionStage<UUID> suspend(Suspension suspension, String why, AuditEvent.Actor by);

    /**
     * Ends one with today.
     *
     * @return whether it was there and went on
     */
    CompletionStage<Boolean> resume(UUID suspension, AuditEvent.Actor by);

    /** The newest ones, whether or not they are in force. */
    CompletionStage<List<Kept<QcCertificate>>> certificates(int limit);

    /** The newest ones, whether or not they go on. */
    CompletionStage<List<Kept<Suspension>>> suspensions(int limit);

    /**
     * Something that was said.
     *
     * @param withdrawnBy account; null while it stands
     * @param why it was withdrawn, or why a unit is suspended; or empty
     */
    record Kept<T>(UUID id, T said, String author, Instant at, @Nullable String withdrawnBy, String why) {}
}
