package org.lianzhen.dicom.pdu;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/**
 * SOP class common extended negotiation sub-item, 57H (PS3.7 annex D.3.3.6). Its second byte is a version, 0 so far; fields
 * that later versions append are ignored.
 */
final class CommonExtendedNegotiationCodec {
    private CommonExtendedNegotiationCodec() {}

    static CommonExtendedNegotiation decode(Fields item) {
        String sopClassUid = item.text(item.unsignedShort());
        String serviceClassUid = item.text(item.unsignedShort());
        Fields related = item.part(item.unsignedShort(), "related general SOP classes");
        List<String> relatedUids = new ArrayList<>();
        while (related.hasMore()) {
            relatedUids.add(related.text(related.unsignedShort()));
        }
        return new CommonExtendedNegotiation(sopClassUid, serviceClassUid, relatedUids);
    }

    static void encode(ByteBuf out, CommonExtendedNegotiation negotiation) {
        int mark = ItemWriter.begin(out, ItemType.COMMON_EXTENDED_NEGOTIATION);
        ItemWriter.uidField(out, negotiation.sopClassUid());
        ItemWriter.uidField(out, negotiation.serviceClassUid());
        int related = ItemWriter.beginLength(out);
        negotiation.relatedGeneralSopClassUids().forEach(uid -> ItemWriter.uidField(out, uid));
        ItemWriter.end(out, related);
        ItemWriter.end(out, mark);
    }
}
