package org.lianzhen.gateway.hl7;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The first segment of a message (MSH), which says how the rest is to be read.
 *
 * @param separators field, component, repetition, escape and subcomponent
 * @param charset MSH-18 as it is written, or empty
 */
record Header(String separators, Route route, String type, String event, String controlId, String processing,
        String version, String charset) {
    private static final byte RETURN = 0x0D;
    private static final int SEPARATORS = 5;
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Set<String> NATIONAL = Set.of("GB18030", "GB 18030-2000", "GB 18030", "GB18030-2000", "GBK",
            "GB2312");

    /** Who sends to whom (MSH-3 to MSH-6). */
    record Route(String application, String facility, String ourApplication, String ourFacility) {}

    /** @throws RefusedMessage when the message does not begin with one */
    static Header of(byte[] message) throws RefusedMessage {
        byte[] segment = segment(message);
        Header header = of(guessed(segment));
        return NATIONAL.contains(header.charset().toUpperCase(Locale.ROOT)) ? of(new String(segment, GB18030)) : header;
    }

    private static Header of(String segment) throws RefusedMessage {
        if (!segment.startsWith("MSH") || segment.length() < 3 + SEPARATORS) {
            throw new RefusedMessage(RefusedMessage.Code.SEGMENT_SEQUENCE, "MSH",
                    "A message begins with MSH and its five separators.");
        }
        String separators = segment.substring(3, 3 + SEPARATORS);
        String[] fields = segment.split(Pattern.quote(separators.substring(0, 1)), -1);
        String[] type = field(fields, 9).split(Pattern.quote(separators.substring(1, 2)), -1);
        return new Header(separators,
                new Route(first(fields, 3, separators), first(fields, 4, separators), first(fields, 5, separators),
                        first(fields, 6, separators)),
                type[0], type.length > 1 ? type[1] : "", field(fields, 10), field(fields, 11), field(fields, 12),
                field(fields, 18).split(Pattern.quote(separators.substring(2, 3)), -1)[0]);
    }

    private static byte[] segment(byte[] message) {
        int end = 0;
        while (end < message.length && message[end] != RETURN) {
            end++;
        }
        return Arrays.copyOf(message, end);
    }

    /** What is valid UTF-8 is that until it says otherwise: the separators are found in any case. */
    private static String guessed(byte[] segment) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(segment)).toString();
        } catch (CharacterCodingException e) {
            return new String(segment, GB18030);
        }
    }

    /** MSH-1 is the separator itself. */
    private static String field(String[] fields, int number) {
        return number - 1 < fields.length ? fields[number - 1].strip() : "";
    }

    private static String first(String[] fields, int number, String separators) {
        return field(fields, number).split(Pattern.quote(separators.substring(1, 2)), -1)[0];
    }

    /**
     * How the message is written, as far as it says so.
     *
     * @throws RefusedMessage when it says something that we do not know
     */
    Optional<Charset> text() throws RefusedMessage {
        String said = charset.toUpperCase(Locale.ROOT);
        if (NATIONAL.contains(said)) {
            return Optional.of(GB18030);
        }
        return switch (said) {
            case "", "ASCII", "8859/1" -> Optional.empty();
            case "UNICODE UTF-8", "UTF-8", "UTF8", "UNICODE" -> Optional.of(StandardCharsets.UTF_8);
            default -> throw new RefusedMessage(RefusedMessage.Code.VALUE_UNKNOWN, "MSH-18",
                    "Write in GB18030 or UNICODE UTF-8.");
        };
    }
}
