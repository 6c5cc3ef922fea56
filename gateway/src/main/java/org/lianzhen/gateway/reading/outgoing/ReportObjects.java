package org.lianzhen.gateway.reading.outgoing;

import java.util.ArrayList;
import java.util.List;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.reading.report.ReportDocument;
import org.lianzhen.gateway.reading.report.SignedReport;

/** Makes of a report what goes into the archive: the same objects whenever it is done. */
final class ReportObjects {
    private ReportObjects() {}

    /** One of them. */
    record Made(ObjectKind kind, String instanceUid, DataSet dataSet) {}

    /**
     * All of them.
     *
     * @param report one that goes out
     * @param images its key images, as far as they are here
     * @param earlier versions that went out before it, oldest first, with the objects that were made of them
     * @param pdf its pages
     */
    static List<Made> of(ReportDocument report, List<Referenced> images, List<Earlier> earlier, byte[] pdf) {
        List<Referenced> reports = earlier.stream().map(one -> ObjectKind.SR.of(one.report())).toList();
        List<Made> made = new ArrayList<>();
        made.add(made(report, ObjectKind.SR, new StructuredReport(report, images, reports).dataSet()));
        if (report.report().kind() == SignedReport.Kind.WITHDRAWAL) {
            List<Referenced> rejected = earlier.stream().flatMap(one -> one.objects().stream()).toList();
            if (!rejected.isEmpty()) {
                made.add(made(report, ObjectKind.KOS,
                        KeyObjects.of(report, Code.REJECTED, report.change().reason(), rejected)));
            }
        } else if (!images.isEmpty()) {
            made.add(made(report, ObjectKind.KOS, KeyObjects.of(report, Code.OF_INTEREST, "报告的关键图像", images)));
        }
        made.add(made(report, ObjectKind.PDF, document(report, pdf)));
        return made;
    }

    /** A version before. */
    record Earlier(ReportDocument report, List<Referenced> objects) {
        Earlier {
            objects = List.copyOf(objects);
        }

        /** @param images its key images, as far as they are here */
        static Earlier of(ReportDocument report, List<Referenced> images) {
            List<Referenced> objects = new ArrayList<>(List.of(ObjectKind.SR.of(report), ObjectKind.PDF.of(report)));
            if (!images.isEmpty()) {
                objects.add(ObjectKind.KOS.of(report));
            }
            return new Earlier(report, objects);
        }
    }

    private static Made made(ReportDocument report, ObjectKind kind, DataSet dataSet) {
        return new Made(kind, kind.instanceUid(report), dataSet);
    }

    private static DataSet document(ReportDocument report, byte[] pdf) {
        return DocumentHead.of(report, ObjectKind.PDF).put(Tags.ConversionType, "WSD")
                .put(Tags.AcquisitionDateTime, DocumentHead.MOMENT.format(DocumentHead.at(report)))
                .put(Tags.BurnedInAnnotation, "YES").put(Tags.DocumentTitle, "影像诊断报告")
                .putSequence(Tags.ConceptNameCodeSequence, Code.REPORT.item())
                .put(Tags.MIMETypeOfEncapsulatedDocument, "application/pdf")
                .putInts(Tags.EncapsulatedDocumentLength, pdf.length)
                .put(new Value(Tags.EncapsulatedDocument, Vr.OB, Bytes.wrap(pdf))).build();
    }
}
