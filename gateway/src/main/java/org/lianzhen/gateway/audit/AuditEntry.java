package org.lianzhen.gateway.audit;

import java.time.Instant;
import java.util.UUID;

/**
 * An event as it is kept.
 *
 * @param sequence its place in the chain, from 1 on; 0 in the first moments, when it has none
 * @param patient keyed hash of the patient's record, or empty; see {@link PseudonymKey}
 * @param hash of the chain up to it, in hexadecimal; empty when it has no place
 */
public record AuditEntry(UUID id, Instant occurredAt, AuditEvent event, String patient, long sequence,
        String hash) {}
