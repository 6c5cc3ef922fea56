package org.lianzhen.dicom.pdu;

/**
 * A control PDU of the upper layer (PS3.8 section 9.3). P-DATA-TF has no record: it is streamed, see {@link PduSink} for
 * receiving and {@link PduEncoder} for sending.
 */
public sealed interface Pdu permits AssociateRq, AssociateAc, AssociateRj, ReleaseRq, ReleaseRp, Abort {}
