package org.lianzhen.gateway.notify;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file that the channels name.
 *
 * @param name without a folder
 */
public record ChannelFile(String name, Holds holds) {
    /** Characters that are taken, and bytes that are read. */
    public static final int LONGEST = 64 * 1024;

    /** What is in it. */
    public enum Holds {
        /** A key that messages are signed with, or that short messages are paid with. */
        KEY(1),
        /** The user in the first line, the password in the second. */
        CREDENTIALS(2),
        /** Certificates that the other side is known by; no secret. */
        ISSUERS(1);

        private final int lines;

        Holds(int lines) {
            this.lines = lines;
        }

        /** That must not be empty. */
        int lines() {
            return lines;
        }
    }

    /** Whether it can be used. */
    public enum State {
        SET, MISSING,
        /** It is there, and cannot be read or has too little in it. */
        UNUSABLE
    }

    /**
     * How it was found.
     *
     * @param changedAt null when it is not there
     */
    public record Found(ChannelFile file, State state, @Nullable Instant changedAt) {}

    /** What is wrong with a text that shall be in it, for the person who wrote that. */
    Optional<String> problem(String text) {
        if (text.length() > LONGEST) {
            return Optional.of("must be no longer than " + LONGEST + " characters");
        }
        if (!ChannelFiles.hasLines(text, holds.lines())) {
            return Optional.of(holds == Holds.CREDENTIALS
                    ? "must have the user in its first line and the password in its second"
                    : "must not be empty");
        }
        return holds != Holds.ISSUERS || hasCertificates(text) ? Optional.empty()
                : Optional.of("must be certificates in PEM");
    }

    private static boolean hasCertificates(String text) {
        try {
            return !CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
        } catch (CertificateException e) {
            return false;
        }
    }
}
