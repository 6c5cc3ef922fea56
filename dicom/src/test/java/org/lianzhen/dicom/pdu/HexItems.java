package org.lianzhen.dicom.pdu;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Builds hex whose lengths are right, for PDUs that are wrong in one other place. */
final class HexItems {
    private static final String FIXED_FIELDS = """
            00 01 00 00                                      # protocol version 1, reserved
            4c 49 41 4e 5a 48 45 4e 20 20 20 20 20 20 20 20  # called AE title: LIANZHEN
            54 53 31 50 41 43 53 20 20 20 20 20 20 20 20 20  # calling AE title: TS1PACS
            00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
            00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  # reserved
            """;

    private HexItems() {}

    /** An item of this type around the content. */
    static String item(int type, String... content) {
        String all = String.join("\n", content);
        return "%02x 00 %04x\n%s\n".formatted(type, length(all), all);
    }

    /** A PDU of this type around the content. */
    static String pdu(int type, String... content) {
        String all = String.join("\n", content);
        return "%02x 00 %08x\n%s\n".formatted(type, length(all), all);
    }

    /** A-ASSOCIATE-RQ with these items behind the fixed fields. */
    static String request(String... items) {
        return pdu(1, FIXED_FIELDS, String.join("\n", items));
    }

    /** A-ASSOCIATE-AC with these items behind the fixed fields. */
    static String answer(String... items) {
        return pdu(2, FIXED_FIELDS, String.join("\n", items));
    }

    /** A-ASSOCIATE-RQ with the two AE title fields given as hex. */
    static String requestFromTo(String called, String calling) {
        String fields = FIXED_FIELDS.lines().toList().get(0) + "\n" + called + "\n" + calling + "\n" + "00".repeat(32);
        return pdu(1, fields);
    }

    /** User information with these sub-items, as the only item of an A-ASSOCIATE-RQ. */
    static String requestWithUserInformation(String... subItems) {
        return request(item(0x50, subItems));
    }

    /** The hex of a text. */
    static String text(String text) {
        return hex(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The hex of bytes. */
    static String hex(byte... bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static int length(String hex) {
        return AnnotatedHex.bytes(hex).length;
    }
}
