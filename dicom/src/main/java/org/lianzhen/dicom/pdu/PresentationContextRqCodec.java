package org.lianzhen.dicom.pdu;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/** Presentation context item of a request, 20H (PS3.8 section 9.3.2.2). */
final class PresentationContextRqCodec {
    private static final int RESERVED = 3;

    private PresentationContextRqCodec() {}

    static PresentationContextRq decode(Fields item) {
        int id = item.unsignedByte();
        if ((id & 1) == 0) {
            item.report("even presentation context id");
        }
        item.skip(RESERVED);
        String[] abstractSyntax = { "" };
        List<String> transferSyntaxes = new ArrayList<>();
        item.forEachItem((type, content) -> {
            switch (type) {
                case ItemType.ABSTRACT_SYNTAX -> abstractSyntax[0] = content.remainingText();
                case ItemType.TRANSFER_SYNTAX -> transferSyntaxes.add(content.remainingText());
                default -> content.skipUnknown();
            }
        });
        return new PresentationContextRq(id, abstractSyntax[0], transferSyntaxes);
    }

    static void encode(ByteBuf out, PresentationContextRq context) {
        int mark = ItemWriter.begin(out, ItemType.PRESENTATION_CONTEXT_RQ);
        out.writeByte(context.id()).writeZero(RESERVED);
        ItemWriter.text(out, ItemType.ABSTRACT_SYNTAX, context.abstractSyntax());
        context.transferSyntaxes().forEach(uid -> ItemWriter.text(out, ItemType.TRANSFER_SYNTAX, uid));
        ItemWriter.end(out, mark);
    }
}
