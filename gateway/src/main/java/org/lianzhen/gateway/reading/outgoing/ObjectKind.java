package org.lianzhen.gateway.reading.outgoing;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Uid;
import org.lianzhen.gateway.reading.report.ReportDocument;

/** What is made of a report for the archive. Each kind has a series of its own in the study. */
public enum ObjectKind {
    /** Its text, as a structured report. */
    SR("SR", SopClass.BasicTextSRStorage, 9001),
    /** Its key images; of a withdrawal what must not be used any more. */
    KOS("KO", SopClass.KeyObjectSelectionDocumentStorage, 9002),
    /** Its pages. */
    PDF("DOC", SopClass.EncapsulatedPDFStorage, 9003),
    /** What was measured on the images, as a structured report of its own. */
    MEASUREMENTS("SR", SopClass.ComprehensiveSRStorage, 9004),
    /** Says of the measurements before that they must not be used any more, when none take their place. */
    NOTE("KO", SopClass.KeyObjectSelectionDocumentStorage, 9005);

    private final String modality;
    private final String sopClass;
    private final int series;

    ObjectKind(String modality, String sopClass, int series) {
        this.modality = modality;
        this.sopClass = sopClass;
        this.series = series;
    }

    String modality() {
        return modality;
    }

    String sopClass() {
        return sopClass;
    }

    int seriesNumber() {
        return series;
    }

    /** The same for every version of a report. */
    String seriesUid(ReportDocument report) {
        return uid(report.reading());
    }

    /** The same whenever it is made. */
    String instanceUid(ReportDocument report) {
        return uid(report.reading() + "/" + report.report().number());
    }

    private String uid(String name) {
        return Uid.of(
                UUID.nameUUIDFromBytes(("lianzhen-report/" + name + "/" + name()).getBytes(StandardCharsets.UTF_8)));
    }

    Referenced of(ReportDocument report) {
        return new Referenced(seriesUid(report), sopClass, instanceUid(report), 0, false);
    }
}
