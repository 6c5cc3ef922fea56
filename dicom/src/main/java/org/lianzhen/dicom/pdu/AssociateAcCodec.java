package org.lianzhen.dicom.pdu;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/** A-ASSOCIATE-AC (PS3.8 section 9.3.3). */
final class AssociateAcCodec {
    private AssociateAcCodec() {}

    static AssociateAc decode(Fields fields) {
        AssociateHeader header = AssociateHeader.decodeAnswer(fields);
        List<PresentationContextAc> contexts = new ArrayList<>();
        CommonItems common = new CommonItems();
        fields.forEachItem((type, item) -> {
            if (type == ItemType.PRESENTATION_CONTEXT_AC) {
                contexts.add(PresentationContextAcCodec.decode(item));
            } else {
                common.visit(type, item);
            }
        });
        common.reportMissing(fields);
        return new AssociateAc(header.protocolVersion(), header.calledAeTitle(), header.callingAeTitle(),
                common.applicationContext(), contexts, common.userInformation());
    }

    static void encode(ByteBuf out, AssociateAc pdu) {
        new AssociateHeader(pdu.protocolVersion(), pdu.calledAeTitle(), pdu.callingAeTitle()).encode(out);
        ItemWriter.text(out, ItemType.APPLICATION_CONTEXT, pdu.applicationContext());
        pdu.presentationContexts().forEach(context -> PresentationContextAcCodec.encode(out, context));
        UserInformationCodec.encode(out, pdu.userInformation());
    }
}
