package org.lianzhen.dicom.net;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Our key and certificate, and whom we trust. Reading them from files is the caller's task, off the event loops.
 *
 * @param key
 *            our private key; null for a client without a certificate
 * @param chain
 *            our certificate and its issuers, leaf first
 * @param trusted
 *            issuers (or single certificates) of peers we trust; empty means the Java runtime's default
 */
public record TlsMaterial(@Nullable PrivateKey key, List<X509Certificate> chain, List<X509Certificate> trusted) {
    public TlsMaterial {
        chain = List.copyOf(chain);
        trusted = List.copyOf(trusted);
        if ((key == null) != chain.isEmpty()) {
            throw new IllegalArgumentException("a private key needs its certificate and the other way round");
        }
    }

    /** Names no key. */
    @Override
    public String toString() {
        return "TlsMaterial[" + (key == null ? "no key" : chain.getFirst().getSubjectX500Principal()) + ", "
                + trusted.size() + " trusted]";
    }
}
