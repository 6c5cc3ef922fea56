package org.lianzhen.gateway.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Settings of DICOM over TLS.
 *
 * @param port 0 picks a free one
 * @param certificate PEM file: ours and its issuers
 * @param key PEM file: the private key of the certificate
 * @param clientCa PEM file: issuers of the certificates that clients must show; null when they need none
 * @param profile versions and cipher suites
 */
public record DicomTlsSettings(int port, Path certificate, Path key, @Nullable Path clientCa,
        TlsProfileName profile) {}
