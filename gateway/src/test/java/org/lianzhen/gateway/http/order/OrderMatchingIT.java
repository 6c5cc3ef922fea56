package org.lianzhen.gateway.http.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.access.Reach;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.archive.IndexedInstance;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.http.KeptEvents;
import org.lianzhen.gateway.http.TestSite;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.order.Order;
import org.lianzhen.gateway.order.OrderMove;
import org.lianzhen.gateway.order.OrderState;
import org.lianzhen.gateway.order.OrderStep;
import org.lianzhen.gateway.order.OrderStore.Placing;
import org.lianzhen.gateway.order.SampleOrder;
import org.lianzhen.gateway.order.StudyMatching;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveIndex;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveObjects;
import org.lianzhen.gateway.postgres.archive.SampleInstance;
import org.lianzhen.gateway.postgres.order.PostgresOrderStore;
import org.lianzhen.gateway.postgres.order.PostgresStudyMatches;

/** Studies find their orders, or wait for a person. */
class OrderMatchingIT {
    private static final String TECHNOLOGIST = TestSite.token(Role.TECHNOLOGIST, "TS1");
    private static final AuditEvent.Actor DOCTOR = new AuditEvent.Actor("ts1-doctor", "TOWNSHIP_DOCTOR", "TS1",
            "10.0.0.1");

    private final List<String> heard = new ArrayList<>();
    private TestPostgres database;
    private PostgresOrderStore orders;
    private StudyMatching matching;
    private TestSite site;

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
        orders = new PostgresOrderStore(database.pool());
        var matches = new PostgresStudyMatches(database.pool());
        matching = new StudyMatching(matches);
        matching.hear(matched -> heard.add(matched.study() + "=" + matched.order().numbers().accession()));
        var reach = new Reach(TestMembers.of("""
                units:
                  - {code: TS1, name: 一院, kind: TOWNSHIP_HEALTH_CENTRE}
                  - {code: TS2, name: 二院, kind: TOWNSHIP_HEALTH_CENTRE}
                  - {code: CH1, name: 县医院, kind: COUNTY_HOSPITAL}
                agreements: [{owner: TS1, reader: CH1}]
                """));
        var events = new KeptEvents();
        site = TestSite.auditing(events, new OrderFeature(orders, reach, events), new OrderMatchFeature(
                new OrderMatchFeature.Sources(orders, matches, new PostgresArchiveObjects(database.pool())), reach,
                events));
    }

    @AfterEach
    void close() {
        site.close();
        database.close();
    }

    private Order place(SampleOrder order) {
        return ((Placing.Placed) Await.result(orders.place(order.build(), DOCTOR))).order();
    }

    /** A CT of P1, named as the order has it. */
    private static SampleInstance image(String study) {
        return SampleInstance.of(study + ".1.1").study(study).series(study + ".1", "CT").patient("P1").named("李^誠");
    }

    private void arrive(SampleInstance image, String accession) {
        IndexedInstance indexed = image.indexed();
        Await.result(new PostgresArchiveIndex(database.pool()).begin(List.of(indexed)).commit());
        database.rows("update study set accession_number = $2 where uid = $1", image.study(), accession);
        database.rows("update patient set birth_date = '19700131', sex = 'M'");
        consider();
    }

    private void consider() {
        assertThat(Await.result(matching.run(100))).isNotNegative();
        assertThat(Await.result(matching.run(100))).isZero();
    }

    private Order now(Order order) {
        return Await.result(orders.find(order.id(), Set.of("TS1"))).orElseThrow();
    }

    private void assertClosed(Order order, String study, String how) {
        assertThat(now(order).progress().state()).isEqualTo(OrderState.PERFORMED);
        assertThat(now(order).progress().studies()).containsExactly(study);
        assertThat(database.rows("select reason from order_match m join study s on s.id = m.study where s.uid = $1",
                study)).containsExactly(List.of(how));
        assertThat(heard).contains(study + "=" + order.numbers().accession());
    }

    private JsonArray waiting(String token) {
        return new JsonObject(site.text(site.request("/api/v1/order-matches", token)).body()).getJsonArray("items");
    }

    private JsonObject onlyWaiting() {
        assertThat(waiting(TECHNOLOGIST)).hasSize(1);
        return waiting(TECHNOLOGIST).getJsonObject(0);
    }

    private int decide(String study, String what, String order) {
        JsonObject body = new JsonObject().put("reason", "核对").put("order", order);
        return site.send("POST", "/api/v1/order-matches/" + study + "/" + what, TECHNOLOGIST, body.encode())
                .statusCode();
    }

    @Test
    void theStudyUidOfTheWorklistTellsTheOrder() {
        Order order = place(SampleOrder.of("A1").studyUid("1.2.9"));
        place(SampleOrder.of("A2"));
        arrive(image("1.2.9"), "");
        assertClosed(order, "1.2.9", "STUDY_UID");
        assertThat(
                database.rows("select actor, object, details->>'order' from audit_event where action = 'ORDER_MATCH'"))
                .containsExactly(List.of("LIANZHEN", "1.2.9", order.id().toString()));
    }

    @Test
    void theAccessionNumberTellsTheOrder() {
        Order order = place(SampleOrder.of("A1"));
        place(SampleOrder.of("A2"));
        arrive(image("1.2.9").patient("OTHER-NUMBER"), "A1");
        assertClosed(order, "1.2.9", "ACCESSION_NUMBER");
    }

    @Test
    void patientAndProcedureTellTheOnlyOrder() {
        place(SampleOrder.of("A2").patient("P2", "李^誠"));
        place(SampleOrder.of("A3").modality("DX"));
        Order order = place(SampleOrder.of("A1"));
        arrive(image("1.2.9"), "");
        assertClosed(order, "1.2.9", "PATIENT_AND_PROCEDURE");
    }

    @Test
    void anOrderThatItsDeviceHasClosedGetsItsStudy() {
        Order order = place(SampleOrder.of("A1"));
        Await.result(orders.move(new OrderStep(order.id(), Set.of("TS1"), OrderMove.PERFORM, "", DOCTOR)));
        arrive(image("1.2.9"), "A1");
        assertClosed(order, "1.2.9", "ACCESSION_NUMBER");
        assertThat(now(order).version()).isEqualTo(2);
    }

    @Test
    void anOrderThatComesLateFindsItsStudy() {
        arrive(image("1.2.9"), "A1");
        assertThat(waiting(TECHNOLOGIST)).isEmpty();
        Order order = place(SampleOrder.of("A1"));
        consider();
        assertClosed(order, "1.2.9", "ACCESSION_NUMBER");
    }

    @Test
    void otherUnitsOrdersAreNoCandidates() {
        Order order = place(SampleOrder.of("A1"));
        arrive(image("1.2.9").from("TS2"), "A1");
        assertThat(now(order).progress().state()).isEqualTo(OrderState.ORDERED);
        assertThat(waiting(TECHNOLOGIST)).isEmpty();
    }

    @Test
    void severalOrdersWaitForAPersonWhoMayTakeItBack() {
        Order first = place(SampleOrder.of("A1"));
        Order second = place(SampleOrder.of("A2"));
        arrive(image("1.2.9"), "");
        JsonObject waiting = onlyWaiting();
        assertThat(waiting.getString("reason")).isEqualTo("SEVERAL_ORDERS");
        assertThat(waiting.getJsonArray("candidates")).hasSize(2);
        assertThat(now(first).progress().state()).isEqualTo(OrderState.ORDERED);
        assertThat(heard).isEmpty();

        assertThat(decide("1.2.9", "decide", second.id().toString())).isEqualTo(204);
        assertThat(now(second).progress().studies()).containsExactly("1.2.9");
        assertThat(now(second).progress().state()).isEqualTo(OrderState.PERFORMED);
        assertThat(decide("1.2.9", "decide", first.id().toString())).isEqualTo(409);

        assertThat(decide("1.2.9", "undo", null)).isEqualTo(204);
        assertThat(now(second).progress().state()).isEqualTo(OrderState.ORDERED);
        assertThat(onlyWaiting().getString("reason")).isEqualTo("UNDONE");
        assertThat(decide("1.2.9", "decide", null)).isEqualTo(204);
        assertThat(waiting(TECHNOLOGIST)).isEmpty();
        place(SampleOrder.of("A3").studyUid("1.2.9"));
        consider();
        assertThat(waiting(TECHNOLOGIST)).as("what a person has decided stays").isEmpty();
    }

    @Test
    void whatContradictsItselfWaits() {
        place(SampleOrder.of("A1").patient("P7", "王^五"));
        arrive(image("1.2.1"), "A1");
        assertThat(onlyWaiting().getString("reason")).isEqualTo("PATIENT_DIFFERS");
        decide("1.2.1", "decide", null);

        Order cancelled = place(SampleOrder.of("A2"));
        Await.result(orders.move(new OrderStep(cancelled.id(), Set.of("TS1"), OrderMove.CANCEL, "", DOCTOR)));
        arrive(image("1.2.2"), "A2");
        assertThat(onlyWaiting().getString("reason")).isEqualTo("ORDER_CANCELLED");
        assertThat(decide("1.2.2", "decide", cancelled.id().toString())).isEqualTo(409);
        decide("1.2.2", "decide", null);

        place(SampleOrder.of("A3"));
        arrive(image("1.2.3"), "X9");
        assertThat(onlyWaiting().getString("reason")).isEqualTo("OTHER_ACCESSION_NUMBER");
        decide("1.2.3", "decide", null);

        arrive(image("1.2.4"), "A3");
        arrive(image("1.2.5"), "A3");
        assertThat(onlyWaiting().getString("reason")).isEqualTo("ORDER_HAS_STUDY");
    }

    @Test
    void whoMaySeeTheStudySeesItsOrder() {
        place(SampleOrder.of("A1"));
        arrive(image("1.2.9"), "A1");
        String orders = "/api/v1/studies/1.2.9/orders";
        String reader = TestSite.token(Role.RADIOLOGIST, "CH1");
        JsonArray found = new JsonObject(site.text(site.request(orders, reader)).body()).getJsonArray("items");
        assertThat(found.getJsonObject(0).getString("clinicalInfo")).isEqualTo("咳嗽");
        assertThat(site.text(site.request(orders, TestSite.token(Role.RADIOLOGIST, "TS2"))).statusCode())
                .isEqualTo(404);
        assertThat(site.text(site.request("/api/v1/order-matches", reader)).statusCode()).isEqualTo(403);
        assertThat(waiting(TestSite.token(Role.TECHNOLOGIST, "TS2"))).isEmpty();
    }
}
