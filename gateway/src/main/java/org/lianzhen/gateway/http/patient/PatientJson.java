package org.lianzhen.gateway.http.patient;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.function.Function;
import org.lianzhen.gateway.patient.Identifier;
import org.lianzhen.gateway.patient.Link;
import org.lianzhen.gateway.patient.Masking;
import org.lianzhen.gateway.patient.PatientRecord;

/**
 * Patients and links as JSON.
 *
 * @param masked whether what tells who a patient is shall be hidden
 */
record PatientJson(boolean masked) {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    static <T> JsonArray array(Collection<T> all, Function<T, JsonObject> one) {
        return new JsonArray(all.stream().map(one).toList());
    }

    JsonObject of(PatientRecord record) {
        PatientRecord.Self self = record.self();
        var json = new JsonObject().put("id", record.id().toString()).put("unit", record.unit())
                .put("person", record.person().orElse(record.id()).toString()).put("issuer", self.issuer())
                .put("patientId", number(self.patientId()))
                .put("name", masked ? Masking.name(self.name()) : self.name())
                .put("birthDate", masked ? "" : self.birthDate()).put("sex", self.sex())
                .put("identifiers", array(record.identifiers(), this::of)).put("masked", masked);
        Masking.age(self.birthDate(), LocalDate.now(CHINA)).ifPresent(age -> json.put("age", age));
        return json;
    }

    private String number(String number) {
        return masked ? Masking.number(number) : number;
    }

    private JsonObject of(Identifier identifier) {
        return new JsonObject().put("kind", identifier.kind().name()).put("issuer", identifier.issuer()).put("number",
                number(identifier.number()));
    }

    /** People may write into a reason what they like, also whom it is about. */
    JsonObject of(Link.Event event) {
        Link link = event.link();
        return new JsonObject().put("act", event.act().name()).put("first", link.first().toString())
                .put("second", link.second().toString()).put("author", link.author().name())
                .put("unit", link.author().unit()).put("why", masked ? "" : link.why())
                .put("at", event.at().toString());
    }

    JsonObject of(Link.Proposal proposal) {
        return new JsonObject().put("first", of(proposal.first())).put("second", of(proposal.second()))
                .put("confidence", proposal.confidence()).put("reason", proposal.reason());
    }
}
