package org.lianzhen.dicom.json;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads and writes media types with parameters (RFC 2045 section 5.1). */
final class MediaTypeText {
    private static final String TOKEN_SPECIALS = "!#$%&'*+-.^_`|~{}";

    private final String text;
    private int at;

    private MediaTypeText(String text) {
        this.text = text;
    }

    static boolean isTokenChar(int c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || TOKEN_SPECIALS.indexOf(c) >= 0);
    }

    /**
     * The parameters of a media type, names in lower case; of repeated ones the first counts.
     *
     * @param type "multipart/related", which it must be
     */
    static Map<String, String> parameters(String text, String type) {
        int end = text.indexOf(';');
        String found = (end < 0 ? text : text.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        if (!found.equals(type)) {
            throw new MultipartException("content type is not " + type);
        }
        return new MediaTypeText(end < 0 ? "" : text.substring(end)).parameters();
    }

    /** A parameter value, in quotes where it needs them. */
    static String quoted(String value) {
        if (!value.isEmpty() && value.chars().allMatch(MediaTypeText::isTokenChar)) {
            return value;
        }
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new TreeMap<>();
        while (skip(';')) {
            String name = name();
            if (name.isEmpty()) {
                continue;
            }
            if (!skip('=')) {
                throw new MultipartException("content type has a parameter without a value");
            }
            parameters.putIfAbsent(name, skip('"') ? quotedString() : bareValue());
        }
        if (at < text.length()) {
            throw new MultipartException("content type has something other than parameters behind it");
        }
        return parameters;
    }

    private boolean skip(char wanted) {
        skipSpace();
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private String name() {
        skipSpace();
        int start = at;
        while (at < text.length() && isTokenChar(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at).toLowerCase(Locale.ROOT);
    }

    /** Up to the next parameter: values such as application/dicom need quotes, yet senders leave them out. */
    private String bareValue() {
        int end = text.indexOf(';', at);
        String value = text.substring(at, end < 0 ? text.length() : end);
        at += value.length();
        return value.strip();
    }

    private String quotedString() {
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return value.toString();
            }
            if (c == '\\' && at < text.length()) {
                c = text.charAt(at++);
            }
            value.append(c);
        }
        throw new MultipartException("content type has a quoted value without an end");
    }
}
