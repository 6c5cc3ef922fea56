package org.lianzhen.gateway.http.oidc;

import java.net.URI;
import java.util.Set;

/** Which addresses of a provider are good enough for secrets. */
final class OidcAddresses {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private OidcAddresses() {}

    /** With TLS, or on this machine. */
    static boolean isSafe(String text) {
        try {
            URI address = URI.create(text);
            String host = address.getHost();
            return host != null && address.getUserInfo() == null && address.getFragment() == null
                    && ("https".equals(address.getScheme())
                            || ("http".equals(address.getScheme()) && LOOPBACK.contains(host)));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
