package org.lianzhen.gateway.config;

import org.jspecify.annotations.Nullable;

/**
 * How the web is served.
 *
 * @param httpPort port without TLS, opened on loopback addresses only; 0 picks a free one
 * @param https null when that port is off
 * @param publicUrl how clients reach the server, such as {@code https://lianzhen.example}; null when they use its own address
 */
public record WebSettings(int httpPort, @Nullable Https https, @Nullable String publicUrl) {

    /**
     * TLS.
     *
     * @param port 0 picks a free one
     * @param identity which certificate is shown
     */
    public record Https(int port, ServerIdentity identity) {}
}
