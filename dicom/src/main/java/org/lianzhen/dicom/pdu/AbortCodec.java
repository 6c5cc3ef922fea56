package org.lianzhen.dicom.pdu;

import io.netty.buffer.ByteBuf;

/** A-ABORT (PS3.8 section 9.3.8). */
final class AbortCodec {
    private AbortCodec() {}

    static Abort decode(Fields fields) {
        fields.skip(2);
        Abort abort = new Abort(fields.unsignedByte(), fields.unsignedByte());
        if (AbortSource.ofCode(abort.source()) == null) {
            fields.report("reserved source " + abort.source());
        }
        return abort;
    }

    static void encode(ByteBuf out, Abort pdu) {
        out.writeZero(2).writeByte(pdu.source()).writeByte(pdu.reason());
    }
}
