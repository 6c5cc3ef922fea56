package org.lianzhen.gateway.query;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.dict.ElementDictionary;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.net.Association;
import org.lianzhen.dicom.service.RetrieveRequest;
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

    /** @param count of the instances that are to be handed out */
    CompletionStage<Void> exported(RetrieveRequest request, Viewers.Viewer viewer, int count) {
        Association association = request.association();
        String destination = request.moveDestination();
        return log.append(AuditEvent
                .success(actor(association, viewer), AuditAction.STUDY_EXPORT,
                        String.join(" ", request.identifier().strings(Tag.StudyInstanceUID)))
                .with(Map.of("instances", Integer.toString(count), "destination",
                        destination == null ? association.terms().peerAeTitle() : destination)));
    }

    CompletionStage<Void> committed(Association association, Viewers.Viewer viewer, String transactionUid, int count) {
        return log.append(AuditEvent.success(actor(association, viewer), AuditAction.COMMITMENT, transactionUid)
                .with(Map.of("instances", Integer.toString(count))));
    }

    private static AuditEvent.Actor actor(Association association, Viewers.Viewer viewer) {
        return AuditEvent.Actor.node(association.terms().peerAeTitle(), viewer.unit(), association.peerAddress());
    }
}
