package org.lianzhen.gateway.reading.report;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.lianzhen.gateway.access.Signature;

/**
 * A version of a report as somebody signed it.
 *
 * @param number from 1
 * @param content exactly what was signed: a JSON object, whose UTF-8 bytes the signature is over
 * @param signer account
 */
public record SignedReport(int number, Kind kind, String content, String signer, Instant signedAt,
        Signature signature) {

    /** What it is worth. */
    public enum Kind {
        /** By the writer; another person has not looked yet. */
        PRELIMINARY,
        /** By another person than the writer. */
        FINAL
    }

    /** Whether it is what was signed. */
    public boolean isIntact() {
        return signature.proves(content.getBytes(StandardCharsets.UTF_8));
    }

    /** Says nothing of what is in it. */
    @Override
    public String toString() {
        return kind + " report " + number;
    }
}
