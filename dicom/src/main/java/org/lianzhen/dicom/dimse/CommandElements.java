package org.lianzhen.dicom.dimse;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The raw elements of one received command set. Unknown elements are kept and never looked at; of repeated ones the last counts. */
final class CommandElements {
    private static final int ELEMENT_HEADER = 8;

    private final Map<Integer, byte[]> values = new HashMap<>();

    private CommandElements() {}

    /** @throws DimseProtocolException when the bytes are not a run of Implicit VR Little Endian elements of group 0000 */
    static CommandElements parse(ByteBuf command) {
        CommandElements elements = new CommandElements();
        int at = command.readerIndex();
        int end = command.writerIndex();
        while (at < end) {
            if (end - at < ELEMENT_HEADER) {
                throw new DimseProtocolException("command set ends inside an element header");
            }
            int group = command.getUnsignedShortLE(at);
            int element = command.getUnsignedShortLE(at + 2);
            long length = command.getUnsignedIntLE(at + 4);
            at += ELEMENT_HEADER;
            if (group != 0) {
                throw new DimseProtocolException(
                        String.format(Locale.ROOT, "element (%04X,%04X) in a command set", group, element));
            }
            if (length > end - at) {
                throw new DimseProtocolException(String.format(Locale.ROOT,
                        "element (0000,%04X) of the command set claims %d bytes where %d are left", element, length,
                        end - at));
            }
            byte[] value = new byte[(int) length];
            command.getBytes(at, value);
            elements.values.put(element, value);
            at += value.length;
        }
        return elements;
    }

    /** An unsigned 16-bit number, null when the element is missing or too short. */
    @Nullable
    Integer u16(int element) {
        byte[] value = values.get(element);
        return value == null || value.length < 2 ? null : Integer.valueOf(littleEndian(value, 0));
    }

    /** Tags, none when the element is missing. */
    List<Integer> tags(int element) {
        byte[] value = values.get(element);
        if (value == null) {
            return List.of();
        }
        List<Integer> tags = new ArrayList<>(value.length / 4);
        for (int i = 0; i + 4 <= value.length; i += 4) {
            tags.add(littleEndian(value, i) << 16 | littleEndian(value, i + 2));
        }
        return tags;
    }

    /** Text of a UID or an AE title without the NULs and spaces around it, null when nothing is left or it is not printable ASCII. */
    @Nullable
    String text(int element) {
        byte[] value = values.get(element);
        if (value == null) {
            return null;
        }
        String text = trim(new String(value, StandardCharsets.ISO_8859_1));
        return text.isEmpty() || !text.chars().allMatch(c -> c >= 0x20 && c <= 0x7E) ? null : text;
    }

    /** Free text by a peer that cannot say in which character set; null when missing. */
    @Nullable
    String comment(int element) {
        byte[] value = values.get(element);
        return value == null ? null : trim(ErrorComment.decode(value));
    }

    private static int littleEndian(byte[] value, int at) {
        return (value[at] & 0xFF) | (value[at + 1] & 0xFF) << 8;
    }

    private static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (to > from && isPadding(text.charAt(to - 1))) {
            to--;
        }
        while (from < to && isPadding(text.charAt(from))) {
            from++;
        }
        return text.substring(from, to);
    }

    private static boolean isPadding(char c) {
        return c == ' ' || c == '\0';
    }
}
