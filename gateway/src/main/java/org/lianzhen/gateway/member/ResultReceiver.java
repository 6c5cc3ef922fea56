package org.lianzhen.gateway.member;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A program of a unit that wants reports on its patients as HL7 messages, such as its hospital information system.
 *
 * @param code short and unique
 * @param unit code of the unit that made the studies
 * @param address where it listens
 * @param name as messages call it
 * @param text how messages to it are written
 * @param wants what it is sent besides what is final
 */
public record ResultReceiver(String code, String unit, Address address, Name name, MessageSender.Text text,
        Set<Extra> wants) {
    public ResultReceiver {
        wants = Set.copyOf(wants);
    }

    /**
     * Where a program listens for MLLP.
     *
     * @param tls whether the connection is encrypted, and the name in the certificate must be the host
     * @param issuers name of a file with certificates of those whom we believe its certificate; null for those whom Java trusts
     */
    public record Address(String host, int port, boolean tls, @Nullable String issuers) {}

    /**
     * How messages call a program.
     *
     * @param application MSH-5
     * @param facility MSH-6, or empty
     */
    public record Name(String application, String facility) {}

    /** What not every program can take. */
    public enum Extra {
        /** Reports that nobody but their writer has looked at. */
        PRELIMINARY,
        /** The printed report, within the message. */
        PDF
    }
}
