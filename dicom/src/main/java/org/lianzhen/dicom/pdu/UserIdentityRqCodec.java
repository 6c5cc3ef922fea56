package org.lianzhen.dicom.pdu;

import io.netty.buffer.ByteBuf;

/** User identity sub-item of a request, 58H (PS3.7 annex D.3.3.7.1). */
final class UserIdentityRqCodec {
    private UserIdentityRqCodec() {}

    static UserIdentityRq decode(Fields item) {
        int type = item.unsignedByte();
        boolean positiveResponseRequested = item.unsignedByte() == 1;
        Octets primary = item.octets(item.unsignedShort());
        Octets secondary = item.octets(item.unsignedShort());
        return new UserIdentityRq(type, positiveResponseRequested, primary, secondary);
    }

    static void encode(ByteBuf out, UserIdentityRq identity) {
        int mark = ItemWriter.begin(out, ItemType.USER_IDENTITY_RQ);
        out.writeByte(identity.type()).writeByte(identity.positiveResponseRequested() ? 1 : 0);
        ItemWriter.octetsField(out, identity.primaryField());
        ItemWriter.octetsField(out, identity.secondaryField());
        ItemWriter.end(out, mark);
    }
}
