package org.lianzhen.gateway.http.conflict;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.lianzhen.gateway.archive.conflict.Alerts.Alert;
import org.lianzhen.gateway.archive.conflict.ParkedInstance;
import org.lianzhen.gateway.archive.conflict.ParkedInstance.Content;
import org.lianzhen.gateway.archive.conflict.ParkedInstance.Patient;
import org.lianzhen.gateway.archive.conflict.ParkedInstance.Place;
import org.lianzhen.gateway.archive.conflict.ParkedInstance.Version;

/** Parked instances and alerts as the contract writes them. */
final class ParkedJson {
    private ParkedJson() {}

    static JsonObject of(ParkedInstance one) {
        Version inForce = one.inForce();
        return new JsonObject().put("id", one.parked().id().toString()).put("unit", one.unit())
                .put("state", one.state()).put("reason", one.matter().reason().name())
                .put("emergency", one.matter().emergency()).put("parkedAt", one.matter().parkedAt().toString())
                .put("findings", new JsonArray(one.matter().findings())).put("parked", version(one.parked()))
                .put("inForce", inForce == null ? null : version(inForce))
                .put("studyPatient", patient(one.studyPatient()));
    }

    static JsonObject of(Alert alert) {
        return new JsonObject().put("id", alert.id().toString()).put("unit", alert.unit()).put("kind", alert.kind())
                .put("subject", alert.subject().toString()).put("raisedAt", alert.raisedAt().toString());
    }

    private static JsonObject version(Version version) {
        Place place = version.place();
        Content content = version.content();
        return new JsonObject().put("number", version.number()).put("patient", patient(version.patient()))
                .put("studyInstanceUid", place.studyInstanceUid()).put("studyDate", place.studyDate())
                .put("studyDescription", place.studyDescription()).put("seriesInstanceUid", place.seriesInstanceUid())
                .put("modality", place.modality()).put("seriesDescription", place.seriesDescription())
                .put("sopClassUid", content.sopClassUid()).put("sopInstanceUid", content.sopInstanceUid())
                .put("transferSyntaxUid", content.transferSyntaxUid()).put("rows", content.rows())
                .put("columns", content.columns()).put("numberOfFrames", content.numberOfFrames())
                .put("bytes", content.bytes()).put("sha256", content.sha256()).put("source", content.source())
                .put("receivedAt", content.receivedAt().toString());
    }

    private static JsonObject patient(Patient patient) {
        return new JsonObject().put("issuer", patient.issuer()).put("patientId", patient.patientId())
                .put("name", patient.name()).put("birthDate", patient.birthDate()).put("sex", patient.sex());
    }
}
