package org.lianzhen.dicom.pdu;

import io.netty.buffer.ByteBuf;

/** User identity sub-item of an acceptance, 59H (PS3.7 annex D.3.3.7.2). */
final class UserIdentityAcCodec {
    private UserIdentityAcCodec() {}

    static UserIdentityAc decode(Fields item) {
        return new UserIdentityAc(item.octets(item.unsignedShort()));
    }

    static void encode(ByteBuf out, UserIdentityAc identity) {
        int mark = ItemWriter.begin(out, ItemType.USER_IDENTITY_AC);
        ItemWriter.octetsField(out, identity.serverResponse());
        ItemWriter.end(out, mark);
    }
}
