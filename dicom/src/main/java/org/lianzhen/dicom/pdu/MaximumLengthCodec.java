package org.lianzhen.dicom.pdu;

import io.netty.buffer.ByteBuf;

/** Maximum length sub-item, 51H (PS3.8 annex D.1.1). */
final class MaximumLengthCodec {
    private MaximumLengthCodec() {}

    static long decode(Fields item) {
        return item.unsignedInt();
    }

    static void encode(ByteBuf out, long maxLength) {
        int mark = ItemWriter.begin(out, ItemType.MAXIMUM_LENGTH);
        out.writeInt((int) maxLength);
        ItemWriter.end(out, mark);
    }
}
