package org.lianzhen.dicom.pdu;

import io.netty.buffer.ByteBuf;

/** SCP/SCU role selection sub-item, 54H (PS3.7 annex D.3.3.4). */
final class RoleSelectionCodec {
    private RoleSelectionCodec() {}

    static RoleSelection decode(Fields item) {
        String sopClassUid = item.text(item.unsignedShort());
        return new RoleSelection(sopClassUid, item.unsignedByte() == 1, item.unsignedByte() == 1);
    }

    static void encode(ByteBuf out, RoleSelection role) {
        int mark = ItemWriter.begin(out, ItemType.ROLE_SELECTION);
        ItemWriter.uidField(out, role.sopClassUid());
        out.writeByte(role.scu() ? 1 : 0).writeByte(role.scp() ? 1 : 0);
        ItemWriter.end(out, mark);
    }
}
