package org.lianzhen.gateway.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A kind of content that a client takes (RFC 9110 section 12.5.1, PS3.18 section 8.7).
 *
 * @param type in lower case, such as {@code multipart/related} or {@code *}{@code /*}
 * @param parameters by name in lower case, without the weight
 * @param weight how much it is wanted, 0 to 1
 */
public record MediaRange(String type, Map<String, String> parameters, double weight) {
    static final MediaRange ANYTHING = new MediaRange("*/*", Map.of(), 1);
    static final String MULTIPART = "multipart/related";
    private static final String WEIGHT = "q";

    public MediaRange {
        parameters = Map.copyOf(parameters);
    }

    /** Reads one element of an Accept header; senders leave out quotes where the grammar wants them. */
    public static MediaRange parse(String text) {
        List<String> parts = split(text, ';');
        Map<String, String> parameters = new TreeMap<>();
        double weight = 1;
        for (String part : parts.subList(1, parts.size())) {
            int equals = part.indexOf('=');
            String name = (equals < 0 ? part : part.substring(0, equals)).strip().toLowerCase(Locale.ROOT);
            String value = equals < 0 ? "" : unquoted(part.substring(equals + 1).strip());
            if (name.equals(WEIGHT)) {
                weight = weight(value);
            } else {
                parameters.putIfAbsent(name, value);
            }
        }
        return new MediaRange(parts.getFirst().strip().toLowerCase(Locale.ROOT), parameters, weight);
    }

    private static double weight(String value) {
        return value.matches("[01](\\.[0-9]{0,3})?") ? Math.min(1, Double.parseDouble(value)) : 1;
    }

    private static String unquoted(String value) {
        return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }

    /** Splits at a separator outside of quotes. */
    public static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            quoted ^= text.charAt(i) == '"';
            if (!quoted && text.charAt(i) == separator) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    /** Whether the parts of a multipart body are asked for, or anything at all. */
    public boolean takesMultipart() {
        return type.equals(MULTIPART) || type.equals("multipart/*") || type.equals("*/*");
    }

    /** The media type of the content itself: of the parts when it is multipart; {@code *}{@code /*} when any will do. */
    public String content() {
        String of = takesMultipart() ? parameters.getOrDefault("type", "*/*") : type;
        return of.toLowerCase(Locale.ROOT);
    }

    /** Whether content of this type is wanted, be it in parts or by itself. */
    public boolean wants(String mediaType) {
        String wanted = content();
        return wanted.equals("*/*") || wanted.equals(mediaType)
                || (wanted.endsWith("/*") && mediaType.startsWith(wanted.substring(0, wanted.length() - 1)));
    }

    /** Whether content of this type is wanted by itself. */
    boolean wantsAlone(String mediaType) {
        return wants(mediaType) && !type.startsWith("multipart/");
    }

    /** The transfer syntax asked for: a UID, {@code *}, or null. */
    @Nullable
    public String transferSyntax() {
        return parameters.get("transfer-syntax");
    }
}
