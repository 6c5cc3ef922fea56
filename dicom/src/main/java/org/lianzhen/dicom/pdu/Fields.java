package org.lianzhen.dicom.pdu;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The content of a received PDU or item. Reading beyond its end is a {@link PduException}, so that no length a peer sends
 * can reach outside the item that holds it.
 */
final class Fields {
    private static final int ITEM_HEADER_LENGTH = 4;
    private static final Pattern CONTROL_CHARACTERS = Pattern.compile("[\\x00-\\x1F\\x7F-\\x9F]");

    private final ByteBuf bytes;
    private final String name;
    private final Irregularities irregularities;

    /** @param bytes exactly the content; stays the caller's */
    Fields(ByteBuf bytes, String name, Irregularities irregularities) {
        this.bytes = bytes;
        this.name = name;
        this.irregularities = irregularities;
    }

    boolean hasMore() {
        return bytes.isReadable();
    }

    int unsignedByte() {
        require(1);
        return bytes.readUnsignedByte();
    }

    int unsignedShort() {
        require(2);
        return bytes.readUnsignedShort();
    }

    long unsignedInt() {
        require(4);
        return bytes.readUnsignedInt();
    }

    void skip(int length) {
        require(length);
        bytes.skipBytes(length);
    }

    Octets octets(int length) {
        require(length);
        byte[] copy = new byte[length];
        bytes.readBytes(copy);
        return Octets.of(copy);
    }

    Octets remainingOctets() {
        return octets(bytes.readableBytes());
    }

    /** A UID or AE title without its padding: spaces as the standard has them, and the NULs that peers put there. */
    String text(int length) {
        require(length);
        String text = bytes.readString(length, StandardCharsets.ISO_8859_1);
        if (text.indexOf('\0') >= 0) {
            report("NUL in a text field");
        }
        int start = 0;
        int end = length;
        while (start < end && isPadding(text.charAt(start))) {
            start++;
        }
        while (end > start && isPadding(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    String remainingText() {
        return text(bytes.readableBytes());
    }

    /** Text that decides nothing: whatever does not belong there is replaced or cut off. */
    String untestedText(int length, int maxLength) {
        String text = CONTROL_CHARACTERS.matcher(text(length)).replaceAll("?");
        return text.length() <= maxLength ? text : text.substring(0, maxLength);
    }

    String remainingUntestedText(int maxLength) {
        return untestedText(bytes.readableBytes(), maxLength);
    }

    /** The next {@code length} bytes as fields of their own. */
    Fields part(int length, String partName) {
        require(length);
        return new Fields(bytes.readSlice(length), partName, irregularities);
    }

    /** Visits the items that fill the rest. */
    void forEachItem(ItemVisitor visitor) {
        while (hasMore()) {
            require(ITEM_HEADER_LENGTH);
            int type = bytes.readUnsignedByte();
            bytes.skipBytes(1);
            int length = bytes.readUnsignedShort();
            visitor.visit(type, part(length, ItemType.name(type)));
        }
    }

    /** This is an item of a type that nobody here knows: skipped, as PS3.8 annex D.2 demands. */
    void skipUnknown() {
        irregularities.report("unknown " + name);
    }

    void report(String what) {
        irregularities.report(what + " in " + name);
    }

    PduException bad(String what) {
        return new PduException(PduException.Kind.BAD_CONTENT, what + " in " + name);
    }

    private void require(int length) {
        if (length > bytes.readableBytes()) {
            throw bad(length + " bytes wanted with " + bytes.readableBytes() + " left");
        }
    }

    private static boolean isPadding(char c) {
        return c == ' ' || c == '\0';
    }

    /** Takes one item: its type and its content. */
    interface ItemVisitor {
        void visit(int type, Fields content);
    }
}
