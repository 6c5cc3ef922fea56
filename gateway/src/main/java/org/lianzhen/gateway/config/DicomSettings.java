package org.lianzhen.gateway.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the DICOM side.
 *
 * @param port without TLS; 0 picks a free one
 * @param aeTitles that we answer to, at least one; the first is who we are when we call others
 * @param tls null when that port is off
 */
public record DicomSettings(int port, List<String> aeTitles, @Nullable DicomTlsSettings tls) {
    public DicomSettings {
        aeTitles = List.copyOf(aeTitles);
    }
}
