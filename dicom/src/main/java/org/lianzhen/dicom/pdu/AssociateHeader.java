package org.lianzhen.dicom.pdu;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * The fixed fields that A-ASSOCIATE-RQ and -AC have in common (PS3.8 Tables 9-11 and 9-17): protocol version, two AE titles
 * of 16 bytes, reserved bytes.
 */
record AssociateHeader(int protocolVersion, String calledAeTitle, String callingAeTitle) {
    /** Length of these fields, in bytes. */
    static final int LENGTH = 68;
    private static final int AE_TITLE_LENGTH = AssociateRq.MAX_AE_TITLE_LENGTH;
    private static final int RESERVED = 2;
    private static final int RESERVED_AFTER_TITLES = 32;

    static AssociateHeader decodeRequest(Fields fields) {
        int version = fields.unsignedShort();
        fields.skip(RESERVED);
        String called = fields.text(AE_TITLE_LENGTH);
        String calling = fields.text(AE_TITLE_LENGTH);
        fields.skip(RESERVED_AFTER_TITLES);
        return new AssociateHeader(version, called, calling);
    }

    /** In the answer the AE titles are reserved fields, which must not be tested. */
    static AssociateHeader decodeAnswer(Fields fields) {
        int version = fields.unsignedShort();
        fields.skip(RESERVED);
        String called = fields.untestedText(AE_TITLE_LENGTH, AE_TITLE_LENGTH);
        String calling = fields.untestedText(AE_TITLE_LENGTH, AE_TITLE_LENGTH);
        fields.skip(RESERVED_AFTER_TITLES);
        return new AssociateHeader(version, called, calling);
    }

    void encode(ByteBuf out) {
        out.writeShort(protocolVersion).writeZero(RESERVED);
        writeAeTitle(out, calledAeTitle);
        writeAeTitle(out, callingAeTitle);
        out.writeZero(RESERVED_AFTER_TITLES);
    }

    private static void writeAeTitle(ByteBuf out, String title) {
        out.writeCharSequence(title, StandardCharsets.ISO_8859_1);
        for (int i = title.length(); i < AE_TITLE_LENGTH; i++) {
            out.writeByte(' ');
        }
    }
}
