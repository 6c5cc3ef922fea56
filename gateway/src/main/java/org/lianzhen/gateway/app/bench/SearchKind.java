package org.lianzhen.gateway.app.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What QIDO-RS is asked for, over and over. */
enum SearchKind {
    /** The newest 50 studies. */
    PAGE {
        @Override
        String query(long number, long studies) {
            return "limit=50";
        }
    },
    /** The studies of one patient. */
    PATIENT_ID {
        @Override
        String query(long number, long studies) {
            return "PatientID=" + StudyFill.patientId(number * STEP % studies);
        }
    },
    /** People of one name, 50 of them. */
    NAME {
        @Override
        String query(long number, long studies) {
            return "limit=50&PatientName=" + URLEncoder.encode(StudyFill.name(number * STEP % studies) + "*",
                    StandardCharsets.UTF_8);
        }
    };

    /** A prime, so that the studies asked for are spread over all of them. */
    private static final long STEP = 7_919;

    /** The query part of request {@code number} to a server that holds so many studies. */
    abstract String query(long number, long studies);
}
