package org.lianzhen.gateway.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The syslog server that gets the audit log, over TLS.
 *
 * @param ca PEM file: issuers of the server's certificate
 * @param certificate PEM file: ours and its issuers; null when the server wants none
 * @param key PEM file: the private key of the certificate
 */
public record SyslogSettings(String host, int port, Path ca, @Nullable Path certificate, @Nullable Path key) {

    /** Host and port, by which the server is known. */
    public String target() {
        return host + ":" + port;
    }
}
