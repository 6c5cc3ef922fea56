package org.lianzhen.gateway.query;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.dict.ElementDictionary;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.service.RetrieveRequest;
import org.lianzhen.gateway.archive.KeptInstance;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.audit.AuditLog;

/** Writes down what nodes ask for, before they are answered. Keys are told by name; their values are patients'. */
record NodeAudit(AuditLog log) {
    CompletionStage<Void> searched(Association association, Viewers.Viewer viewer, DataSet identifier) {
        StringBuilder keys = new StringBuilder();
        for (Element key : identifier) {
            if (identifier.hasValue(key.tag()) && key.tag() != Tag.SpecificCharacterSet) {
                keys.append(keys.isEmpty() ? "" : " ").append(ElementDictionary.keywordOf(key.tag()));
            }
        }
        return log.append(AuditEvent.success(actor(association, viewer), AuditAction.PATIENT_SEARCH, "")
                .with(Map.of("keys", keys.toString())));
    }

    /**
     * An event for each study, so that whoever asks who has had one finds it; or one of the studies that were asked for in vain.
     *
     * @param found what is to be handed out
     */
    CompletionStage<Void> exported(RetrieveRequest request, Viewers.Viewer viewer, List<KeptInstance> found) {
        if (found.isEmpty()) {
            return exported(request, viewer, String.join(" ", request.identifier().strings(Tag.StudyInstanceUID)), 0);
        }
        Map<String, Integer> studies = new LinkedHashMap<>();
        found.forEach(instance -> studies.merge(instance.studyUid(), 1, Integer::sum));
        CompletionStage<Void> written = CompletableFuture.completedStage(null);
        for (Map.Entry<String, Integer> study : studies.entrySet()) {
            written = written.thenCompose(before -> exported(request, viewer, study.getKey(), study.getValue()));
        }
        return written;
    }

    private CompletionStage<Void> exported(RetrieveRequest request, Viewers.Viewer viewer, String study, int count) {
        Association association = request.association();
        String destination = request.moveDestination();
        return log.append(AuditEvent.success(actor(association, viewer), AuditAction.STUDY_EXPORT, study)
                .with(Map.of("instances", Integer.toString(count), "destination",
                        destination == null ? association.terms().peerAeTitle() : destination)));
    }

    /**
     * Somebody who may ask nothing, or asked what is not answered, is told why.
     *
     * @return failed with {@code why} when it is written down
     */
    <T> CompletionStage<T> refused(Association association, Optional<Viewers.Viewer> viewer, AuditAction action,
            DimseException why) {
        AuditEvent.Actor actor = AuditEvent.Actor.node(association.terms().peerAeTitle(),
                viewer.map(Viewers.Viewer::unit).orElse(""), association.peerAddress());
        AuditEvent event = viewer.isEmpty() ? AuditEvent.refused(actor, action, "")
                : AuditEvent.failed(actor, action, "");
        return log.append(event.with(Map.of("reason", String.valueOf(why.getMessage()))))
                .thenCompose(written -> CompletableFuture.failedStage(why));
    }

    CompletionStage<Void> committed(Association association, Viewers.Viewer viewer, String transactionUid, int count) {
        return log.append(AuditEvent.success(actor(association, viewer), AuditAction.COMMITMENT, transactionUid)
                .with(Map.of("instances", Integer.toString(count))));
    }

    private static AuditEvent.Actor actor(Association association, Viewers.Viewer viewer) {
        return AuditEvent.Actor.node(association.terms().peerAeTitle(), viewer.unit(), association.peerAddress());
    }
}
