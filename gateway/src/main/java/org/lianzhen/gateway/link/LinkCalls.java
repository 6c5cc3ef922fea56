package org.lianzhen.gateway.link;

import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.net.TlsMaterial;
import org.lianzhen.dicom.net.TlsProfile;

/**
 * Who we are to nodes, as when images are sent.
 *
 * @param aeTitle ours
 * @param tls null when we have no certificate, and call nobody over TLS
 */
public record LinkCalls(String aeTitle, @Nullable Tls tls) {
    /** What we show, and whom we trust. */
    public record Tls(TlsMaterial material, TlsProfile profile) {}
}
