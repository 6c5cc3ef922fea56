package org.lianzhen.gateway.link;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.net.TlsMaterial;
import org.lianzhen.dicom.net.TlsProfile;

/**
 * Who we are to nodes, as when images are sent.
 *
 * @param aeTitle ours
 * @param tls asked for each examination; null when DICOM over TLS is off, and we call nobody so
 */
public record LinkCalls(String aeTitle, @Nullable Supplier<Tls> tls) {
    /** What we show, and whom we trust. */
    public record Tls(TlsMaterial material, TlsProfile profile) {}
}
