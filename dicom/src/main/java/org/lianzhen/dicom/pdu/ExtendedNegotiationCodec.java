package org.lianzhen.dicom.pdu;

import io.netty.buffer.ByteBuf;

/** SOP class extended negotiation sub-item, 56H (PS3.7 annex D.3.3.5). */
final class ExtendedNegotiationCodec {
    private ExtendedNegotiationCodec() {}

    static ExtendedNegotiation decode(Fields item) {
        return new ExtendedNegotiation(item.text(item.unsignedShort()), item.remainingOctets());
    }

    static void encode(ByteBuf out, ExtendedNegotiation negotiation) {
        int mark = ItemWriter.begin(out, ItemType.EXTENDED_NEGOTIATION);
        ItemWriter.uidField(out, negotiation.sopClassUid());
        out.writeBytes(negotiation.applicationInformation().asByteBuffer());
        ItemWriter.end(out, mark);
    }
}
