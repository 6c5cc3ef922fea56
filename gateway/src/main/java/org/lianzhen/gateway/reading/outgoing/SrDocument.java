package org.lianzhen.gateway.reading.outgoing;

import java.util.ArrayList;
import java.util.List;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.gateway.reading.report.ReportDocument;
import org.lianzhen.gateway.reading.report.SignedReport;

/**
 * What all structured reports have around their content: who speaks, and how far it holds (PS3.3 section C.17.2).
 *
 * @param title of its content
 * @param template by which that is made
 */
record SrDocument(ReportDocument report, ObjectKind kind, Code title, String template) {

    /**
     * To what it is linked.
     *
     * @param predecessors whose place it takes
     * @param images that it speaks of
     */
    record Links(List<Referenced> predecessors, List<Referenced> images) {
        Links {
            predecessors = List.copyOf(predecessors);
            images = List.copyOf(images);
        }
    }

    DataSet of(List<DataSet> content, Links links) {
        boolean preliminary = report.report().kind() == SignedReport.Kind.PRELIMINARY;
        String study = report.examination().studyInstanceUid();
        DataSetBuilder document = DocumentHead.of(report, kind)
                .putEmpty(Tags.ReferencedPerformedProcedureStepSequence)
                .put(Tags.CompletionFlag, preliminary ? "PARTIAL" : "COMPLETE")
                .put(Tags.VerificationFlag, preliminary ? "UNVERIFIED" : "VERIFIED")
                .put(Tags.PreliminaryFlag, preliminary ? "PRELIMINARY" : "FINAL")
                .putSequence(Tags.AuthorObserverSequence, author())
                .putSequence(Tags.ReferencedRequestSequence, DocumentHead.request(report))
                .putEmpty(Tags.PerformedProcedureCodeSequence).put(Tags.ValueType, "CONTAINER")
                .putSequence(Tags.ConceptNameCodeSequence, title.item()).put(Tags.ContinuityOfContent, "SEPARATE")
                .putSequence(Tags.ContentTemplateSequence, template(template))
                .putSequence(Tags.ContentSequence, content);
        if (!preliminary) {
            document.putSequence(Tags.VerifyingObserverSequence, verifier());
        }
        if (!links.predecessors().isEmpty()) {
            document.putSequence(Tags.PredecessorDocumentsSequence,
                    Referenced.evidence(study, links.predecessors()));
        }
        if (!links.images().isEmpty()) {
            document.putSequence(Tags.CurrentRequestedProcedureEvidenceSequence,
                    Referenced.evidence(study, links.images()));
        }
        return document.build();
    }

    static DataSet template(String number) {
        return ContentItems.item().put(Tags.MappingResource, "DCMR").put(Tags.TemplateIdentifier, number).build();
    }

    private DataSet author() {
        return ContentItems.item().put(Tags.ObserverType, "PSN")
                .put(Tags.PersonName, DocumentHead.limited(report.people().writer().name()))
                .putEmpty(Tags.PersonIdentificationCodeSequence)
                .put(Tag.InstitutionName, DocumentHead.limited(report.house().centreName()))
                .putEmpty(Tags.InstitutionCodeSequence).build();
    }

    private DataSet verifier() {
        return ContentItems.item()
                .put(Tags.VerifyingOrganization, DocumentHead.limited(report.house().centreName()))
                .put(Tags.VerifyingObserverName, DocumentHead.limited(report.people().signer().name()))
                .put(Tags.VerificationDateTime, DocumentHead.MOMENT.format(DocumentHead.at(report)))
                .putEmpty(Tags.VerifyingObserverIdentificationCodeSequence).build();
    }

    /** Who speaks, and in which language; what documents of either kind begin with. */
    static List<DataSet> context(ReportDocument report) {
        List<DataSet> context = new ArrayList<>();
        context.add(ContentItems.code(ContentItems.MODIFIER, Code.LANGUAGE, Code.CHINESE));
        context.add(ContentItems.code(ContentItems.OBSERVER, Code.OBSERVER_TYPE, Code.PERSON));
        context.add(ContentItems.person(Code.OBSERVER_NAME,
                DocumentHead.limited(report.people().signer().name())));
        context.add(ContentItems.text(ContentItems.OBSERVER, Code.OBSERVER_ORGANIZATION,
                report.house().centreName()));
        return context;
    }
}
