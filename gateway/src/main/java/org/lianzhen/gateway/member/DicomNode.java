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
 * @param terms on which it may call us
 * @param assumedCharset defined term of Specific Character Set for texts that name none, or null
 * @param answerCharset defined term that its answers are written in, or null for Unicode
 * @param transferSyntaxes UIDs of those that it would rather be sent, best first
 */
public record DicomNode(String aeTitle, String unit, @Nullable String host, int port, boolean tls, CallerTerms terms,
        @Nullable String assumedCharset, @Nullable String answerCharset, List<String> transferSyntaxes) {
    public DicomNode {
        transferSyntaxes = List.copyOf(transferSyntaxes);
    }

    /** Whether it can be called. */
    public boolean listens() {
        return host != null && port > 0;
    }

    /** Whether it may ask this of us. */
    public boolean may(Licence licence) {
        return terms.licences().contains(licence);
    }
}
