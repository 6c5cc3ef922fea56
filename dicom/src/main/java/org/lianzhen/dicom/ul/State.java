package org.lianzhen.dicom.ul;

/** The states of the upper layer (PS3.8 Tables 9-1 to 9-5). */
public enum State {
    /** Idle. */
    STA1,
    /** Transport connection open, awaiting A-ASSOCIATE-RQ PDU. */
    STA2,
    /** Awaiting local A-ASSOCIATE response primitive. */
    STA3,
    /** Awaiting transport connection opening to complete. */
    STA4,
    /** Awaiting A-ASSOCIATE-AC or A-ASSOCIATE-RJ PDU. */
    STA5,
    /** Association established and ready for data transfer. */
    STA6,
    /** Awaiting A-RELEASE-RP PDU. */
    STA7,
    /** Awaiting local A-RELEASE response primitive. */
    STA8,
    /** Release collision, requestor side: awaiting A-RELEASE response primitive. */
    STA9,
    /** Release collision, acceptor side: awaiting A-RELEASE-RP PDU. */
    STA10,
    /** Release collision, requestor side: awaiting A-RELEASE-RP PDU. */
    STA11,
    /** Release collision, acceptor side: awaiting A-RELEASE response primitive. */
    STA12,
    /** Awaiting transport connection close indication: the association no longer exists. */
    STA13
}
