package org.lianzhen.gateway.link;

import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dimse.DimseMessage;
import org.lianzhen.dicom.dimse.DimseResponse;
import org.lianzhen.dicom.pdu.Abort;
import org.lianzhen.dicom.pdu.AssociateAc;
import org.lianzhen.dicom.pdu.AssociateRj;
import org.lianzhen.dicom.pdu.AssociateRq;
import org.lianzhen.dicom.pdu.Pdu;
import org.lianzhen.dicom.pdu.PresentationContextAc;
import org.lianzhen.dicom.pdu.ReleaseRp;
import org.lianzhen.dicom.pdu.ReleaseRq;
import org.lianzhen.dicom.pdu.UserInformation;

/** PDUs and messages in the terms of the standard, for those who read traces. */
final class PduWords {
    private PduWords() {}

    static String type(Pdu pdu) {
        return switch (pdu) {
            case AssociateRq _ -> "A-ASSOCIATE-RQ";
            case AssociateAc _ -> "A-ASSOCIATE-AC";
            case AssociateRj _ -> "A-ASSOCIATE-RJ";
            case ReleaseRq _ -> "A-RELEASE-RQ";
            case ReleaseRp _ -> "A-RELEASE-RP";
            case Abort _ -> "A-ABORT";
        };
    }

    static String fields(Pdu pdu) {
        return switch (pdu) {
            case AssociateRq request -> "calling " + request.callingAeTitle() + ", called " + request.calledAeTitle()
                    + ", " + request.presentationContexts().size() + " contexts, " + of(request.userInformation());
            case AssociateAc answer -> "accepted "
                    + answer.presentationContexts().stream().filter(PresentationContextAc::isAccepted).count() + " of "
                    + answer.presentationContexts().size() + " contexts, " + of(answer.userInformation());
            case AssociateRj answer -> answer.describe();
            case Abort abort -> abort.describe();
            case ReleaseRq _,ReleaseRp _ -> "";
        };
    }

    private static String of(UserInformation information) {
        @Nullable
        String version = information.implementationVersionName();
        return "longest PDU " + information.maxLength() + ", implementation " + information.implementationClassUid()
                + (version == null ? "" : " " + version);
    }

    static String fields(DimseMessage message) {
        String kind = message.commandField() + " " + message.messageId();
        return message instanceof DimseResponse response ? kind + ", " + response.status() : kind;
    }
}
