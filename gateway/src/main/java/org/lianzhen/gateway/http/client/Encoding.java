package org.lianzhen.gateway.http.client;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a file may be compressed (RFC 9110 section 8.4.1, RFC 7932). */
enum Encoding {
    NONE(""), GZIP("gzip"), BROTLI("br");

    private static final int LONGEST_HEADER = 512;
    private static final Pattern ELEMENT = Pattern
            .compile("\\s*(\\*|[a-z0-9-]+)\\s*(?:;\\s*q=([01](?:\\.\\d{0,3})?))?\\s*");

    private final String token;

    Encoding(String token) {
        this.token = token;
    }

    /** As Content-Encoding names it; empty for none. */
    String token() {
        return token;
    }

    /** What tells the entity tags of one file's forms apart. */
    String suffix() {
        return token.isEmpty() ? "" : "-" + token;
    }

    /** What a client takes. */
    record Taken(boolean brotli, boolean gzip) {}

    /** As the header Accept-Encoding says; nothing when it is missing or too long to be meant seriously. */
    static Taken taken(@Nullable String header) {
        if (header == null || header.length() > LONGEST_HEADER) {
            return new Taken(false, false);
        }
        boolean brotli = false;
        boolean gzip = false;
        for (String element : header.toLowerCase(Locale.ROOT).split(",", -1)) {
            Matcher parts = ELEMENT.matcher(element);
            if (parts.matches()) {
                boolean wanted = parts.group(2) == null || Double.parseDouble(parts.group(2)) > 0;
                brotli = parts.group(1).equals(BROTLI.token) ? wanted : brotli;
                gzip = parts.group(1).equals(GZIP.token) ? wanted : gzip;
            }
        }
        return new Taken(brotli, gzip);
    }
}
