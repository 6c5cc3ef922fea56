package org.lianzhen.dicom.pdu;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/** Presentation context item of an acceptance, 21H (PS3.8 section 9.3.3.2). */
final class PresentationContextAcCodec {
    /**
     * A rejected context must carry a transfer syntax sub-item that means nothing. This one every peer can parse: Implicit VR
     * Little Endian.
     */
    private static final String MEANINGLESS_TRANSFER_SYNTAX = "1.2.840.10008.1.2";

    private PresentationContextAcCodec() {}

    static PresentationContextAc decode(Fields item) {
        int id = item.unsignedByte();
        item.skip(1);
        PresentationContextResult result = PresentationContextResult.ofCode(item.unsignedByte());
        item.skip(1);
        if (result != PresentationContextResult.ACCEPTANCE) {
            return PresentationContextAc.rejected(id, result); // whatever follows means nothing and may be garbage
        }
        List<String> transferSyntaxes = new ArrayList<>(1);
        item.forEachItem((type, content) -> {
            if (type == ItemType.TRANSFER_SYNTAX) {
                transferSyntaxes.add(content.remainingText());
            } else {
                content.skipUnknown();
            }
        });
        if (transferSyntaxes.isEmpty()) {
            throw item.bad("accepted context " + id + " without a transfer syntax");
        }
        return PresentationContextAc.accepted(id, transferSyntaxes.getFirst());
    }

    static void encode(ByteBuf out, PresentationContextAc context) {
        int mark = ItemWriter.begin(out, ItemType.PRESENTATION_CONTEXT_AC);
        out.writeByte(context.id()).writeByte(0).writeByte(context.result().code()).writeByte(0);
        String transferSyntax = context.transferSyntax();
        ItemWriter.text(out, ItemType.TRANSFER_SYNTAX,
                transferSyntax == null ? MEANINGLESS_TRANSFER_SYNTAX : transferSyntax);
        ItemWriter.end(out, mark);
    }
}
