package org.lianzhen.dicom.pdu;

import java.util.HashSet;
import java.util.Set;

/** Tells the sink what is tolerated: each thing once per PDU, and only the first few, so that a peer cannot flood a log. */
final class Irregularities {
    private static final int REPORTED_PER_PDU = 8;

    private final PduSink sink;
    private final Set<String> reported = new HashSet<>(0);

    Irregularities(PduSink sink) {
        this.sink = sink;
    }

    void report(String what) {
        if (reported.size() < REPORTED_PER_PDU && reported.add(what)) {
            sink.onIrregularity(what);
        }
    }
}
