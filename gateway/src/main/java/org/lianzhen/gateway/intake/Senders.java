package org.lianzhen.gateway.intake;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.gateway.member.MemberDirectory;

/** Knows on whose behalf a peer sends. */
@FunctionalInterface
public interface Senders {
    /** Empty when the peer is nobody's. Must not block. */
    Optional<Sender> of(Association association);

    /**
     * On whose behalf a peer sends.
     *
     * @param unit code of the unit that owns what it sends
     * @param assumedCharset defined term of Specific Character Set for texts that name none or ISO_IR 100, or null
     */
    record Sender(String unit, @Nullable String assumedCharset) {}

    /** Those whom the members name. */
    static Senders of(MemberDirectory directory) {
        return association -> directory.caller(association.terms().peerAeTitle(), association.peerAddress())
                .map(node -> new Sender(node.unit(), node.assumedCharset()));
    }
}
