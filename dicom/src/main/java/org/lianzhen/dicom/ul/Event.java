package org.lianzhen.dicom.ul;

import org.lianzhen.dicom.pdu.Abort;
import org.lianzhen.dicom.pdu.AssociateAc;
import org.lianzhen.dicom.pdu.AssociateRj;
import org.lianzhen.dicom.pdu.AssociateRq;
import org.lianzhen.dicom.pdu.Pdu;
import org.lianzhen.dicom.pdu.ReleaseRp;
import org.lianzhen.dicom.pdu.ReleaseRq;

/** The events of the upper layer in the order and with the names of PS3.8 Table 9-10. */
public enum Event {
    /** A-ASSOCIATE request (local user). */
    A_ASSOCIATE_REQUEST,
    /** Transport connect confirmation (local transport service). */
    TRANSPORT_CONNECT_CONFIRM,
    /** A-ASSOCIATE-AC PDU received. */
    A_ASSOCIATE_AC_PDU,
    /** A-ASSOCIATE-RJ PDU received. */
    A_ASSOCIATE_RJ_PDU,
    /** Transport connection indication (local transport service). */
    TRANSPORT_CONNECT_INDICATION,
    /** A-ASSOCIATE-RQ PDU received. */
    A_ASSOCIATE_RQ_PDU,
    /** A-ASSOCIATE response primitive: accept. */
    A_ASSOCIATE_RESPONSE_ACCEPT,
    /** A-ASSOCIATE response primitive: reject. */
    A_ASSOCIATE_RESPONSE_REJECT,
    /** P-DATA request primitive. */
    P_DATA_REQUEST,
    /** P-DATA-TF PDU received. */
    P_DATA_TF_PDU,
    /** A-RELEASE request primitive. */
    A_RELEASE_REQUEST,
    /** A-RELEASE-RQ PDU received. */
    A_RELEASE_RQ_PDU,
    /** A-RELEASE-RP PDU received. */
    A_RELEASE_RP_PDU,
    /** A-RELEASE response primitive. */
    A_RELEASE_RESPONSE,
    /** A-ABORT request primitive. */
    A_ABORT_REQUEST,
    /** A-ABORT PDU received. */
    A_ABORT_PDU,
    /** Transport connection closed indication (local transport service). */
    TRANSPORT_CONNECTION_CLOSED,
    /** ARTIM timer expired (association reject/release timer). */
    ARTIM_TIMER_EXPIRED,
    /** Unrecognized or invalid PDU received. */
    INVALID_PDU;

    /** The event that receiving this PDU is. */
    public static Event received(Pdu pdu) {
        return switch (pdu) {
            case AssociateRq _ -> A_ASSOCIATE_RQ_PDU;
            case AssociateAc _ -> A_ASSOCIATE_AC_PDU;
            case AssociateRj _ -> A_ASSOCIATE_RJ_PDU;
            case ReleaseRq _ -> A_RELEASE_RQ_PDU;
            case ReleaseRp _ -> A_RELEASE_RP_PDU;
            case Abort _ -> A_ABORT_PDU;
        };
    }
}
