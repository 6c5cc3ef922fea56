package org.lianzhen.gateway.http.patient;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.function.Function;
import org.lianzhen.gateway.patient.Identifier;
import org.lianzhen.gateway.patient.Link;
import org.lianzhen.gateway.patient.PatientRecord;

/** Patients and links as JSON. */
final class PatientJson {
    private PatientJson() {}

    static <T> JsonArray array(Collection<T> all, Function<T, JsonObject> one) {
        return new JsonArray(all.stream().map(one).toList());
    }

    static JsonObject of(PatientRecord record) {
        PatientRecord.Self self = record.self();
        return new JsonObject().put("id", record.id().toString()).put("unit", record.unit())
                .put("person", record.person().orElse(record.id()).toString()).put("issuer", self.issuer())
                .put("patientId", self.patientId()).put("name", self.name()).put("birthDate", self.birthDate())
                .put("sex", self.sex()).put("identifiers", array(record.identifiers(), PatientJson::of));
    }

    private static JsonObject of(Identifier identifier) {
        return new JsonObject().put("kind", identifier.kind().name()).put("issuer", identifier.issuer()).put("number",
                identifier.number());
    }

    static JsonObject of(Link.Event event) {
        Link link = event.link();
        return new JsonObject().put("act", event.act().name()).put("first", link.first().toString())
                .put("second", link.second().toString()).put("author", link.author().name())
                .put("unit", link.author().unit()).put("why", link.why()).put("at", event.at().toString());
    }

    static JsonObject of(Link.Proposal proposal) {
        return new JsonObject().put("first", of(proposal.first())).put("second", of(proposal.second()))
                .put("confidence", proposal.confidence()).put("reason", proposal.reason());
    }
}
