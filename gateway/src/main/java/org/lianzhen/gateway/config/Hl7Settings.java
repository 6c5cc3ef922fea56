package org.lianzhen.gateway.config;

import org.jspecify.annotations.Nullable;

/**
 * Where messages of hospital information systems are taken.
 *
 * @param port without TLS; null when it is off, 0 picks a free one
 * @param tlsPort over TLS; the same
 */
public record Hl7Settings(@Nullable Integer port, @Nullable Integer tlsPort) {
    /** Nowhere. */
    public static final Hl7Settings OFF = new Hl7Settings(null, null);
}
