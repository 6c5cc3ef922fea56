package org.lianzhen.gateway.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Settings of DICOM over TLS.
 *
 * @param port 0 picks a free one
 * @param identity which certificate we show, also to nodes that we call
 * @param clientCa PEM file: issuers of the certificates that nodes show; null for those of our own certificate authority
 * @param clients whether those who call us must show one
 * @param profile versions and cipher suites
 */
public record DicomTlsSettings(int port, ServerIdentity identity, @Nullable Path clientCa, ClientProof clients,
        TlsProfileName profile) {}
