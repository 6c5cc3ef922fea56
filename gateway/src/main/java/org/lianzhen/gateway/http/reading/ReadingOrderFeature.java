package org.lianzhen.gateway.http.reading;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.UUID;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Requests;
import org.lianzhen.gateway.order.Order;
import org.lianzhen.gateway.order.OrderContent;
import org.lianzhen.gateway.order.OrderPatient;
import org.lianzhen.gateway.reading.queue.ReadingTask;
import org.lianzhen.gateway.reading.queue.ReadingTasks;
import org.lianzhen.gateway.reading.report.OrderAgreement;
import org.lianzhen.gateway.reading.report.Ordered;

/** What was asked of a study that is to be read, for whoever reads it. */
public final class ReadingOrderFeature implements Feature {
    private final ReadingTasks tasks;
    private final Ordered orders;

    public ReadingOrderFeature(ReadingTasks tasks, Ordered orders) {
        this.tasks = tasks;
        this.orders = orders;
    }

    @Override
    public String contract() {
        return "order.yaml";
    }

    @Override
    public void mount(Router router) {
        router.get("/api/v1/readings/:id/orders").handler(Guard.of(Operation.VIEW_READINGS)).handler(this::orders);
    }

    private void orders(RoutingContext request) {
        Caller caller = Requests.caller(request);
        UUID id = Requests.id(request, ReadingProblems::unknown);
        Answers.when(request, tasks.find(id, Set.of(caller.unit())), found -> {
            ReadingTask task = found.orElseThrow(ReadingProblems::unknown);
            String study = task.examination().studyInstanceUid();
            AuditEvent event = AuditEvent.success(caller.actor(Operation.VIEW_READINGS), AuditAction.ORDER_VIEW, study);
            Answers.audited(request, event, () -> Answers.when(request, orders.ofStudy(study),
                    all -> Answers.json(request, new JsonObject().put("orders",
                            new JsonArray(all.stream().map(order -> json(task, order)).toList())))));
        });
    }

    private static JsonObject json(ReadingTask task, Order order) {
        OrderContent content = order.content();
        OrderPatient patient = content.patient();
        OrderContent.Examination examination = content.examination();
        return new JsonObject().put("id", order.id().toString())
                .put("accessionNumber", order.numbers().accession())
                .put("samePatient", !OrderAgreement.isOther(task.examination().patient(), patient))
                .put("patientName", patient.name()).put("patientId", patient.patientId())
                .put("birthDate", patient.birthDate()).put("sex", patient.sex()).put("visit", patient.visit().name())
                .put("urgency", content.reason().urgency().name()).put("modality", examination.modality())
                .put("itemName", examination.itemName()).put("bodyPart", examination.bodyPart())
                .put("laterality", examination.laterality()).put("clinicalInfo", content.reason().clinicalInfo())
                .put("diagnosis", content.reason().diagnosis()).put("doctor", content.requester().doctor())
                .put("department", content.requester().department()).put("phone", content.requester().phone());
    }
}
