package org.lianzhen.dicom.net;

import org.lianzhen.dicom.dimse.DimseMessage;
import org.lianzhen.dicom.pdu.Pdu;
import org.lianzhen.dicom.pdu.PduException;
import org.lianzhen.dicom.pdu.PdvHeader;

/** Something that went over a connection, for those who look for the cause of trouble. Never holds bytes of a data set. */
public sealed interface TracedPdu {
    /** Whether it went to the peer, and did not come from it. */
    boolean sent();

    /**
     * A whole control PDU.
     *
     * @param length
     *            of its variable field in bytes
     */
    record Control(boolean sent, Pdu pdu, long length) implements TracedPdu {}

    /**
     * A presentation data value, of which a P-DATA-TF may have several.
     *
     * @param length
     *            of its command or data set bytes
     */
    record Value(boolean sent, PdvHeader header, long length) implements TracedPdu {}

    /** A command set has come to its end; comes after its last value. */
    record Command(boolean sent, int contextId, DimseMessage message) implements TracedPdu {}

    /** Bytes that are no acceptable PDU; what follows them in this direction is not traced. */
    record Unreadable(boolean sent, PduException.Kind kind, String why) implements TracedPdu {}
}
