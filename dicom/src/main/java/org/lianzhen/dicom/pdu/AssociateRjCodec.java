package org.lianzhen.dicom.pdu;

import io.netty.buffer.ByteBuf;

/** A-ASSOCIATE-RJ (PS3.8 section 9.3.4). */
final class AssociateRjCodec {
    private AssociateRjCodec() {}

    static AssociateRj decode(Fields fields) {
        fields.skip(1);
        return new AssociateRj(fields.unsignedByte(), fields.unsignedByte(), fields.unsignedByte());
    }

    static void encode(ByteBuf out, AssociateRj pdu) {
        out.writeByte(0).writeByte(pdu.result()).writeByte(pdu.source()).writeByte(pdu.reason());
    }
}
