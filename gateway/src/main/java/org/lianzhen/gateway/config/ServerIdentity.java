package org.lianzhen.gateway.config;

import java.nio.file.Path;
import java.util.List;

/** Where the certificate comes from that a port with TLS shows. */
public sealed interface ServerIdentity {

    /**
     * Somebody gives us one.
     *
     * @param certificate PEM file with our certificate and its issuers
     * @param key PEM file with its private key
     */
    record Given(Path certificate, Path key) implements ServerIdentity {}

    /**
     * Our own certificate authority issues it.
     *
     * @param names DNS names and IP addresses that it carries besides those of this machine
     */
    record Own(List<String> names) implements ServerIdentity {
        public Own {
            names = List.copyOf(names);
        }
    }
}
