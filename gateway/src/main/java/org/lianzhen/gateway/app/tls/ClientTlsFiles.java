package org.lianzhen.gateway.app.tls;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.config.TlsProfileName;

/**
 * What a client needs for TLS.
 *
 * @param certificate PEM file: ours and its issuers; null to show none
 * @param key PEM file: the private key of the certificate; there exactly if that is
 * @param trusted PEM file: issuers of servers' certificates, or these themselves; null to trust whom Java trusts
 * @param profile versions and cipher suites
 * @param verifyHost whether the server's certificate must name the host we connect to
 */
public record ClientTlsFiles(@Nullable Path certificate, @Nullable Path key, @Nullable Path trusted,
        TlsProfileName profile, boolean verifyHost) {}
