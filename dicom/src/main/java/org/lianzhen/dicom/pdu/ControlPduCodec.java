package org.lianzhen.dicom.pdu;

import io.netty.buffer.ByteBuf;

/** Dispatches the content of a control PDU, what follows its length field, to the codec of its type. */
final class ControlPduCodec {
    /** Content length of A-ASSOCIATE-RJ, A-RELEASE-RQ, A-RELEASE-RP and A-ABORT. */
    static final int FIXED_LENGTH = 4;

    private ControlPduCodec() {}

    /**
     * @param type of the PDU; not P-DATA-TF
     * @param content exactly what its length field counts; stays the caller's
     */
    static Pdu decode(int type, ByteBuf content, Irregularities irregularities) {
        Fields fields = new Fields(content, PduType.name(type), irregularities);
        try {
            return switch (type) {
                case PduType.A_ASSOCIATE_RQ -> AssociateRqCodec.decode(fields);
                case PduType.A_ASSOCIATE_AC -> AssociateAcCodec.decode(fields);
                case PduType.A_ASSOCIATE_RJ -> AssociateRjCodec.decode(fields);
                case PduType.A_RELEASE_RQ -> new ReleaseRq();
                case PduType.A_RELEASE_RP -> new ReleaseRp();
                default -> AbortCodec.decode(fields);
            };
        } catch (IllegalArgumentException e) {
            // the records' own checks: what they refuse, a peer must not send
            throw fields.bad(String.valueOf(e.getMessage()));
        }
    }

    static int type(Pdu pdu) {
        return switch (pdu) {
            case AssociateRq _ -> PduType.A_ASSOCIATE_RQ;
            case AssociateAc _ -> PduType.A_ASSOCIATE_AC;
            case AssociateRj _ -> PduType.A_ASSOCIATE_RJ;
            case ReleaseRq _ -> PduType.A_RELEASE_RQ;
            case ReleaseRp _ -> PduType.A_RELEASE_RP;
            case Abort _ -> PduType.A_ABORT;
        };
    }

    static void encode(ByteBuf out, Pdu pdu) {
        switch (pdu) {
            case AssociateRq associateRq -> AssociateRqCodec.encode(out, associateRq);
            case AssociateAc associateAc -> AssociateAcCodec.encode(out, associateAc);
            case AssociateRj associateRj -> AssociateRjCodec.encode(out, associateRj);
            case ReleaseRq _,ReleaseRp _ -> out.writeZero(FIXED_LENGTH);
            case Abort abort -> AbortCodec.encode(out, abort);
        }
    }
}
