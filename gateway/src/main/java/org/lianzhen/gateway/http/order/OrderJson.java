package org.lianzhen.gateway.http.order;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDateTime;
import java.util.List;
import org.lianzhen.gateway.order.Order;
import org.lianzhen.gateway.order.OrderContent;
import org.lianzhen.gateway.order.OrderEvent;
import org.lianzhen.gateway.order.OrderPatient;

/** Orders as the contract writes them. */
final class OrderJson {
    private OrderJson() {}

    static JsonObject items(List<Order> orders) {
        return new JsonObject().put("items", new JsonArray(orders.stream().map(OrderJson::of).toList()));
    }

    static JsonObject of(Order order) {
        OrderContent content = order.content();
        OrderContent.Examination examination = content.examination();
        JsonObject json = new JsonObject().put("id", order.id().toString()).put("unit", order.unit())
                .put("source", order.source().name()).put("state", order.progress().state().name())
                .put("version", order.version()).put("studies", new JsonArray(order.progress().studies()))
                .put("placedAt", order.progress().placed().toString())
                .put("changedAt", order.progress().changed().toString());
        numbers(json, order);
        return json.put("patient", patient(content.patient()))
                .put("examination", new JsonObject().put("modality", examination.modality())
                        .put("itemCode", examination.itemCode()).put("itemName", examination.itemName())
                        .put("bodyPart", examination.bodyPart()).put("laterality", examination.laterality()))
                .put("urgency", content.reason().urgency().name())
                .put("clinicalInfo", content.reason().clinicalInfo()).put("diagnosis", content.reason().diagnosis())
                .put("requester", new JsonObject().put("doctor", content.requester().doctor())
                        .put("doctorNumber", content.requester().doctorNumber())
                        .put("department", content.requester().department()).put("phone", content.requester().phone()))
                .put("schedule", schedule(content.schedule()));
    }

    private static void numbers(JsonObject json, Order order) {
        json.put("accessionNumber", order.numbers().accession()).put("placerNumber", order.numbers().placer())
                .put("procedureId", order.numbers().procedureId()).put("stepId", order.numbers().stepId())
                .put("studyUid", order.numbers().studyUid());
    }

    private static JsonObject patient(OrderPatient patient) {
        return new JsonObject().put("issuer", patient.issuer()).put("patientId", patient.patientId())
                .put("name", patient.name()).put("birthDate", patient.birthDate()).put("sex", patient.sex())
                .put("visit", patient.visit().name())
                .put("identifiers", new JsonArray(patient.identifiers().stream()
                        .map(one -> new JsonObject().put("kind", one.kind().name()).put("issuer", one.issuer())
                                .put("number", one.number()))
                        .toList()));
    }

    private static JsonObject schedule(OrderContent.Schedule schedule) {
        LocalDateTime at = schedule.at();
        return new JsonObject().put("station", schedule.station()).put("at", at == null ? null : at.toString());
    }

    static JsonArray history(List<OrderEvent> events) {
        return new JsonArray(events.stream().map(event -> new JsonObject().put("move", event.move().name())
                .put("state", event.state().name()).put("version", event.version()).put("author", event.author())
                .put("why", event.why()).put("at", event.at().toString())).toList());
    }
}
