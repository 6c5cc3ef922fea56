package org.lianzhen.gateway.member;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A DICOM application entity of a unit.
 *
 * @param unit code of the unit that owns it
 * @param host where it listens; null when it only calls us
 * @param port where it listens; 0 when it only calls us
 * @param tls whether it is called over TLS
 * @param addresses IP addresses that may call under its title; any when empty
 * @param assumedCharset defined term of Specific Character Set for texts that name none, or null
 * @param answerCharset defined term that its answers are written in, or null for Unicode
 */
public record DicomNode(String aeTitle, String unit, @Nullable String host, int port, boolean tls,
        List<String> addresses, @Nullable String assumedCharset, @Nullable String answerCharset) {
    public DicomNode {
        addresses = List.copyOf(addresses);
    }

    /** Whether it can be called. */
    public boolean listens() {
        return host != null && port > 0;
    }
}
