package org.lianzhen.gateway.hl7;

import java.util.ArrayList;
import java.util.List;

/** Writes one segment with the usual separators (HL7 v2.4 section 2.8); fields that are not set are empty. */
final class SegmentText {
    static final String SEPARATORS = "^~\\&";
    private static final char ESCAPE = '\\';

    private final List<String> fields = new ArrayList<>();

    SegmentText(String name) {
        fields.add(name);
    }

    /** A field whose components are texts; what has a meaning in HL7 is escaped (section 2.10). */
    SegmentText put(int field, String... components) {
        List<String> written = new ArrayList<>();
        for (String component : components) {
            written.add(escaped(component));
        }
        return raw(field, String.join("^", written).replaceAll("\\^+$", ""));
    }

    /** A field as it is to be written. */
    SegmentText raw(int field, String text) {
        while (fields.size() <= field) {
            fields.add("");
        }
        fields.set(field, text);
        return this;
    }

    /** Lines become line breaks of formatted text, which programs that know only plain text show as they are. */
    static String escaped(String text) {
        var written = new StringBuilder(text.length());
        for (char c : text.strip().replace("\r\n", "\n").toCharArray()) {
            switch (c) {
                case '|' -> written.append("\\F\\");
                case '^' -> written.append("\\S\\");
                case '&' -> written.append("\\T\\");
                case '~' -> written.append("\\R\\");
                case ESCAPE -> written.append("\\E\\");
                case '\n', '\r' -> written.append("\\.br\\");
                default -> written.append(Character.isISOControl(c) ? ' ' : c);
            }
        }
        return written.toString();
    }

    /** With the end of a segment. */
    @Override
    public String toString() {
        return String.join("|", fields).replaceAll("\\|+$", "") + "\r";
    }
}
