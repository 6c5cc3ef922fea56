package org.lianzhen.dicom.ul;

/** The actions of the upper layer with their next states (PS3.8 section 9.2.2), for the owner of the connection to perform. */
public enum Action {
    /** Issue transport connect request primitive to the local transport service. */
    AE_1(State.STA4),
    /** Send A-ASSOCIATE-RQ PDU. */
    AE_2(State.STA5),
    /** Issue A-ASSOCIATE confirmation (accept) primitive. */
    AE_3(State.STA6),
    /** Issue A-ASSOCIATE confirmation (reject) primitive and close the transport connection. */
    AE_4(State.STA1),
    /** Issue transport connection response primitive, start ARTIM timer. */
    AE_5(State.STA2),
    /**
     * Stop ARTIM timer. If the A-ASSOCIATE-RQ is acceptable by the service provider: issue A-ASSOCIATE indication
     * primitive; otherwise: send A-ASSOCIATE-RJ PDU and start ARTIM timer.
     */
    AE_6(State.STA3, State.STA13),
    /** Send A-ASSOCIATE-AC PDU. */
    AE_7(State.STA6),
    /** Send A-ASSOCIATE-RJ PDU and start ARTIM timer. */
    AE_8(State.STA13),
    /** Send P-DATA-TF PDU. */
    DT_1(State.STA6),
    /** Issue P-DATA indication primitive. */
    DT_2(State.STA6),
    /** Send A-RELEASE-RQ PDU. */
    AR_1(State.STA7),
    /** Issue A-RELEASE indication primitive. */
    AR_2(State.STA8),
    /** Issue A-RELEASE confirmation primitive and close the transport connection. */
    AR_3(State.STA1),
    /** Send A-RELEASE-RP PDU and start ARTIM timer. */
    AR_4(State.STA13),
    /** Stop ARTIM timer. */
    AR_5(State.STA1),
    /** Issue P-DATA indication primitive. */
    AR_6(State.STA7),
    /** Send P-DATA-TF PDU. */
    AR_7(State.STA8),
    /** Issue A-RELEASE indication primitive (release collision). */
    AR_8(State.STA9, State.STA10),
    /** Send A-RELEASE-RP PDU. */
    AR_9(State.STA11),
    /** Issue A-RELEASE confirmation primitive. */
    AR_10(State.STA12),
    /** Send A-ABORT PDU (service-user source) and start ARTIM timer, or restart it. */
    AA_1(State.STA13),
    /** Stop ARTIM timer if running, close the transport connection. */
    AA_2(State.STA1),
    /**
     * Issue A-ABORT indication (service-user initiated) or A-P-ABORT indication (service-provider initiated) and close the
     * transport connection.
     */
    AA_3(State.STA1),
    /** Issue A-P-ABORT indication primitive. */
    AA_4(State.STA1),
    /** Stop ARTIM timer. */
    AA_5(State.STA1),
    /** Ignore PDU. */
    AA_6(State.STA13),
    /** Send A-ABORT PDU. */
    AA_7(State.STA13),
    /** Send A-ABORT PDU (service-provider source), issue A-P-ABORT indication and start ARTIM timer. */
    AA_8(State.STA13);

    private final State next;
    private final State otherwise;

    Action(State next) {
        this(next, next);
    }

    Action(State next, State otherwise) {
        this.next = next;
        this.otherwise = otherwise;
    }

    /** This action with its next state. */
    Transition transition() {
        return new Transition(this, next, otherwise);
    }
}
