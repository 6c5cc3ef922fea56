package org.lianzhen.gateway.reading.report;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.lianzhen.gateway.access.Signature;

/**
 * A version of a report as somebody signed it.
 *
 * @param number from 1, of everything that was signed of the study
 * @param issue from 1, of what goes out, by which people know it; 0 when it does not, or is not kept yet
 * @param content exactly what was signed: a JSON object, whose UTF-8 bytes the signature is over
 * @param signer account
 */
public record SignedReport(int number, int issue, Kind kind, String content, String signer, Instant signedAt,
        Signature signature) {

    /** What it is worth. */
    public enum Kind {
        /** By the writer; another person has not looked yet. */
        PRELIMINARY,
        /** By another person than the writer. */
        FINAL,
        /** By the writer of an amendment; another person has not looked yet, and what was final stays so. Nothing of it goes out. */
        PROPOSAL,
        /** In place of what was final before; by another person than its writer. Its content says which version it "amends". */
        AMENDMENT,
        /** What was final is not valid any more, and nothing takes its place. Its content says which version it "withdraws". */
        WITHDRAWAL;

        /** Whether the report is valid as this version has it. */
        public boolean isValid() {
            return this == FINAL || this == AMENDMENT;
        }

        /** Whether anybody outside the centre is told. */
        public boolean goesOut() {
            return this != PROPOSAL;
        }
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
