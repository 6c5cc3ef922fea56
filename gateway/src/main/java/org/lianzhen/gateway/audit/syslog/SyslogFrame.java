package org.lianzhen.gateway.audit.syslog;

import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import org.lianzhen.gateway.audit.AuditEntry;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.audit.message.AuditMessage;

/**
 * An event as bytes for the network: a syslog message (RFC 5424) behind its length (RFC 5425 section 4.3).
 *
 * @param host name of this machine
 * @param process of the operating system
 */
record SyslogFrame(String host, long process) {
    /** Facility authpriv (10), severity notice (5) or warning (4). */
    private static final int NOTICE = 10 * 8 + 5;
    private static final int WARNING = 10 * 8 + 4;
    private static final String APPLICATION = "lianzhen";
    /** As PS3.15 section A.6 has it. */
    private static final String MESSAGE_ID = "DICOM+RFC3881";
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    byte[] of(AuditEntry entry) {
        byte[] message = message(entry).getBytes(StandardCharsets.UTF_8);
        byte[] length = (message.length + " ").getBytes(StandardCharsets.US_ASCII);
        byte[] frame = new byte[length.length + message.length];
        System.arraycopy(length, 0, frame, 0, length.length);
        System.arraycopy(message, 0, frame, length.length, message.length);
        return frame;
    }

    /** The number of the structured data is the one that RFC 5612 reserves for those who have none. */
    private String message(AuditEntry entry) {
        int priority = entry.event().outcome() == AuditEvent.Outcome.SUCCESS ? NOTICE : WARNING;
        return "<" + priority + ">1 " + entry.occurredAt().truncatedTo(ChronoUnit.MICROS) + " " + printable(host) + " "
                + APPLICATION + " " + process + " " + MESSAGE_ID + " [lianzhen@32473 id=\"" + entry.id()
                + "\" sequence=\"" + entry.sequence() + "\" hash=\"" + entry.hash() + "\"] " + BYTE_ORDER_MARK
                + AuditMessage.of(entry, APPLICATION + "@" + host);
    }

    private static String printable(String name) {
        String clean = name.replaceAll("[^\\x21-\\x7e]", "");
        return clean.isEmpty() ? "-" : clean.substring(0, Math.min(clean.length(), 255));
    }
}
