package org.lianzhen.dicom.pdu;

/** Tells the sink what is tolerated; only the first few per PDU, so that a peer cannot flood a log. */
final class Irregularities {
    private static final int REPORTED_PER_PDU = 8;

    private final PduSink sink;
    private int reported;

    Irregularities(PduSink sink) {
        this.sink = sink;
    }

    void report(String what) {
        if (reported < REPORTED_PER_PDU) {
            reported++;
            sink.onIrregularity(what);
        }
    }
}
