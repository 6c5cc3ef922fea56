package org.lianzhen.gateway.reading.outgoing;

import java.util.List;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.gateway.reading.report.ReportDocument;

/** Instances that a report points at, as a Key Object Selection Document by template 2010 of PS3.16. */
final class KeyObjects {
    private KeyObjects() {}

    /**
     * One document.
     *
     * @param title why they are pointed at
     * @param words the same for people
     * @param instances at least one
     */
    static DataSet of(ReportDocument report, Code title, String words, List<Referenced> instances) {
        return of(report, ObjectKind.KOS, new Selection(title, words, instances));
    }

    /** Instances, and why they are pointed at. */
    record Selection(Code title, String words, List<Referenced> instances) {
        Selection {
            instances = List.copyOf(instances);
        }
    }

    /** The same as an object of another kind. */
    static DataSet of(ReportDocument report, ObjectKind kind, Selection selection) {
        List<Referenced> instances = selection.instances();
        List<DataSet> content = SrDocument.context(report);
        content.add(ContentItems.text(ContentItems.CONTAINS, Code.DESCRIPTION, selection.words()));
        instances.forEach(one -> content.add(ContentItems.reference(one)));
        return DocumentHead.of(report, kind).putEmpty(Tags.ReferencedPerformedProcedureStepSequence)
                .putSequence(Tags.ReferencedRequestSequence, DocumentHead.request(report))
                .putSequence(Tags.CurrentRequestedProcedureEvidenceSequence,
                        Referenced.evidence(report.examination().studyInstanceUid(), instances))
                .put(Tags.ValueType, "CONTAINER").putSequence(Tags.ConceptNameCodeSequence, selection.title().item())
                .put(Tags.ContinuityOfContent, "SEPARATE")
                .putSequence(Tags.ContentTemplateSequence, SrDocument.template("2010"))
                .putSequence(Tags.ContentSequence, content).build();
    }
}
