package org.lianzhen.gateway.reading.outgoing;

import java.util.ArrayList;
import java.util.List;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.reading.outgoing.MeasurementGroup.Taken;
import org.lianzhen.gateway.reading.report.ReportDocument;
import org.lianzhen.gateway.reading.report.SignedReport;

/** Makes of a report what goes into the archive: the same objects whenever it is done. */
final class ReportObjects {
    private ReportObjects() {}

    /** One of them. */
    record Made(ObjectKind kind, String instanceUid, DataSet dataSet) {}

    /**
     * What of a report is here.
     *
     * @param images its key images
     * @param measurements on its images
     */
    record Parts(List<Referenced> images, List<Taken> measurements) {
        Parts {
            images = List.copyOf(images);
            measurements = List.copyOf(measurements);
        }
    }

    /**
     * All of them.
     *
     * @param report one that goes out
     * @param earlier versions that went out before it, oldest first, with the objects that were made of them
     * @param pdf its pages
     */
    static List<Made> of(ReportDocument report, Parts parts, List<Earlier> earlier, byte[] pdf) {
        List<Referenced> images = parts.images();
        List<Made> made = new ArrayList<>();
        made.add(made(report, ObjectKind.SR,
                new StructuredReport(report, images, objects(earlier, ObjectKind.SR)).dataSet()));
        if (report.report().kind() == SignedReport.Kind.WITHDRAWAL) {
            List<Referenced> rejected = earlier.stream().flatMap(one -> one.objects().stream()).toList();
            if (!rejected.isEmpty()) {
                made.add(made(report, ObjectKind.KOS,
                        KeyObjects.of(report, Code.REJECTED, report.change().reason(), rejected)));
            }
        } else {
            if (!images.isEmpty()) {
                made.add(made(report, ObjectKind.KOS, KeyObjects.of(report, Code.OF_INTEREST, "报告的关键图像", images)));
            }
            made.addAll(measured(report, parts.measurements(), earlier));
        }
        made.add(made(report, ObjectKind.PDF, document(report, pdf)));
        return made;
    }

    private static List<Referenced> objects(List<Earlier> earlier, ObjectKind kind) {
        return earlier.stream().filter(one -> one.has(kind)).map(one -> kind.of(one.report())).toList();
    }

    /** Measurements take the place of those before; when there are none any more, that is said of these. */
    private static List<Made> measured(ReportDocument report, List<Taken> measurements, List<Earlier> earlier) {
        if (!measurements.isEmpty()) {
            return List.of(made(report, ObjectKind.MEASUREMENTS, new MeasurementReport(report, measurements)
                    .dataSet(objects(earlier, ObjectKind.MEASUREMENTS))));
        }
        if (earlier.isEmpty() || !earlier.getLast().has(ObjectKind.MEASUREMENTS)) {
            return List.of();
        }
        var gone = new KeyObjects.Selection(Code.REJECTED, "报告不再采用这些测量",
                List.of(ObjectKind.MEASUREMENTS.of(earlier.getLast().report())));
        return List.of(made(report, ObjectKind.NOTE, KeyObjects.of(report, ObjectKind.NOTE, gone)));
    }

    /** A version before. */
    record Earlier(ReportDocument report, List<Referenced> objects) {
        Earlier {
            objects = List.copyOf(objects);
        }

        static Earlier of(ReportDocument report, Parts parts) {
            List<Referenced> objects = new ArrayList<>(List.of(ObjectKind.SR.of(report), ObjectKind.PDF.of(report)));
            if (!parts.images().isEmpty()) {
                objects.add(ObjectKind.KOS.of(report));
            }
            if (!parts.measurements().isEmpty()) {
                objects.add(ObjectKind.MEASUREMENTS.of(report));
            }
            return new Earlier(report, objects);
        }

        private boolean has(ObjectKind kind) {
            return objects.contains(kind.of(report));
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
