package org.lianzhen.dicom.pdu;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/** A-ASSOCIATE-RQ (PS3.8 section 9.3.2). */
final class AssociateRqCodec {
    private AssociateRqCodec() {}

    static AssociateRq decode(Fields fields) {
        AssociateHeader header = AssociateHeader.decodeRequest(fields);
        List<PresentationContextRq> contexts = new ArrayList<>();
        CommonItems common = new CommonItems();
        fields.forEachItem((type, item) -> {
            if (type == ItemType.PRESENTATION_CONTEXT_RQ) {
                contexts.add(PresentationContextRqCodec.decode(item));
            } else {
                common.visit(type, item);
            }
        });
        common.reportMissing(fields);
        return new AssociateRq(header.protocolVersion(), header.calledAeTitle(), header.callingAeTitle(),
                common.applicationContext(), contexts, common.userInformation());
    }

    static void encode(ByteBuf out, AssociateRq pdu) {
        new AssociateHeader(pdu.protocolVersion(), pdu.calledAeTitle(), pdu.callingAeTitle()).encode(out);
        ItemWriter.text(out, ItemType.APPLICATION_CONTEXT, pdu.applicationContext());
        pdu.presentationContexts().forEach(context -> PresentationContextRqCodec.encode(out, context));
        UserInformationCodec.encode(out, pdu.userInformation());
    }
}
