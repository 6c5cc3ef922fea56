package org.lianzhen.gateway.http.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.gateway.access.Reach;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.http.KeptEvents;
import org.lianzhen.gateway.http.TestSite;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.order.PostgresOrderStore;

class OrderFeatureIT {
    private static final String ORDERS = "/api/v1/orders";
    private static final String DOCTOR = TestSite.token(Role.TOWNSHIP_DOCTOR, "TS1");
    private static final String HIS = TestSite.token(Role.HIS, "TS1");

    private final KeptEvents events = new KeptEvents();
    private TestPostgres database;
    private TestSite site;

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
        site = TestSite.auditing(events,
                new OrderFeature(new PostgresOrderStore(database.pool()), new Reach(TestMembers.of("""
                        units:
                          - {code: TS1, name: 一院, kind: TOWNSHIP_HEALTH_CENTRE}
                          - {code: TS2, name: 二院, kind: TOWNSHIP_HEALTH_CENTRE}
                          - {code: CH1, name: 县医院, kind: COUNTY_HOSPITAL}
                        agreements: [{owner: TS1, reader: CH1}]
                        """)), events));
    }

    @AfterEach
    void close() {
        site.close();
        database.close();
    }

    private static JsonObject chest() {
        return new JsonObject()
                .put("patient", new JsonObject().put("patientId", "P1").put("name", "王^小东").put("birthDate", "19700131")
                        .put("sex", "M").put("visit", "EMERGENCY").put("identifiers", new JsonArray()
                                .add(new JsonObject().put("kind", "ID_CARD").put("number", "11010519491231002x"))))
                .put("examination", new JsonObject().put("modality", "CT").put("itemCode", "CT001")
                        .put("itemName", "胸部平扫").put("bodyPart", "CHEST").put("laterality", ""))
                .put("urgency", "URGENT").put("clinicalInfo", "咳嗽三天\n发热").put("diagnosis", "肺炎?")
                .put("requester", new JsonObject().put("doctor", "李明").put("doctorNumber", "D1")
                        .put("department", "内科").put("phone", "0557-1"))
                .put("schedule", new JsonObject().put("station", "TS1CT").put("at", "2026-06-30T09:30"));
    }

    private HttpResponse<String> post(String path, String token, JsonObject body) {
        return site.send("POST", path, token, body.encode());
    }

    private JsonObject placed(JsonObject order) {
        HttpResponse<String> answer = post(ORDERS, DOCTOR, order);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return new JsonObject(answer.body());
    }

    private JsonObject shown(JsonObject order) {
        return new JsonObject(site.text(site.request(ORDERS + "/" + order.getString("id"), DOCTOR)).body());
    }

    private HttpResponse<String> put(JsonObject order, int base, JsonObject content) {
        return site.text(site.request(ORDERS + "/" + order.getString("id"), DOCTOR)
                .header("Content-Type", "application/json").header("If-Match", "\"" + base + "\"")
                .PUT(HttpRequest.BodyPublishers.ofString(content.encode())));
    }

    private HttpResponse<String> cancel(JsonObject order, String token) {
        return post(ORDERS + "/" + order.getString("id") + "/cancel", token, new JsonObject().put("reason", "误开"));
    }

    private List<String> found(String token, JsonObject search) {
        HttpResponse<String> answer = post(ORDERS + "/search", token, search);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body()).getJsonArray("items").stream()
                .map(each -> ((JsonObject) each).getString("accessionNumber")).toList();
    }

    @Test
    void whatIsTypedInIsKeptWithNumbersOfItsOwn() {
        JsonObject order = placed(chest());
        JsonObject kept = shown(order);

        assertThat(kept.getString("accessionNumber")).matches("[0-9]{12}").isEqualTo(kept.getString("stepId"));
        assertThat(kept.getString("studyUid")).matches("2\\.25\\.[0-9]{1,39}");
        assertThat(UUID.fromString(kept.getString("id")).version()).isEqualTo(7);
        assertThat(kept.getString("unit")).isEqualTo("TS1");
        assertThat(kept.getString("source")).isEqualTo("TYPED");
        assertThat(kept.getString("state")).isEqualTo("ORDERED");
        for (String name : List.of("examination", "urgency", "clinicalInfo", "diagnosis", "requester", "schedule")) {
            assertThat(kept.getValue(name)).as(name).isEqualTo(chest().getValue(name));
        }
        assertThat(kept.getJsonObject("patient").getString("issuer")).isEqualTo("TS1");
        assertThat(kept.getJsonObject("patient").getString("name")).isEqualTo("王^小东");
        assertThat(kept.getJsonObject("patient").getJsonArray("identifiers").getJsonObject(0).getString("number"))
                .isEqualTo("11010519491231002X");
        assertThat(placed(chest()).getString("accessionNumber")).isNotEqualTo(kept.getString("accessionNumber"));
    }

    @Test
    void aRequestThatIsSentAgainPlacesNoSecondOrder() {
        JsonObject order = chest().put("placerNumber", "HIS-7").put("accessionNumber", "A7");
        assertThat(post(ORDERS, HIS, order).statusCode()).isEqualTo(201);
        HttpResponse<String> again = post(ORDERS, HIS, order.copy().put("diagnosis", "另一诊断"));

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(again.body()).getString("diagnosis")).isEqualTo("肺炎?");
        assertThat(new JsonObject(again.body()).getString("source")).isEqualTo("REST");
        assertThat(found(HIS, new JsonObject())).containsExactly("A7");
        assertThat(post(ORDERS, TestSite.token(Role.HIS, "TS2"), order).statusCode()).as("of another unit")
                .isEqualTo(201);
        HttpResponse<String> taken = post(ORDERS, HIS, order.put("placerNumber", "HIS-8"));
        assertThat(taken.statusCode()).isEqualTo(409);
        assertThat(taken.body()).contains("number-taken").contains("accessionNumber");
    }

    @Test
    void anOrderIsChangedFromItsNewestVersionOnly() {
        JsonObject order = placed(chest());
        JsonObject other = chest().put("diagnosis", "支气管炎");
        assertThat(put(order, 2, other).statusCode()).isEqualTo(412);
        HttpResponse<String> changed = put(order, 1, other);
        assertThat(changed.headers().firstValue("ETag")).hasValue("\"2\"");
        assertThat(put(order, 1, chest()).statusCode()).isEqualTo(412);

        JsonObject kept = shown(order);
        assertThat(kept.getString("diagnosis")).isEqualTo("支气管炎");
        assertThat(kept.getString("accessionNumber")).isEqualTo(order.getString("accessionNumber"));
        assertThat(kept.getJsonArray("history").stream().map(each -> ((JsonObject) each).getString("move")))
                .containsExactly("PLACE", "CHANGE");
    }

    @Test
    void whatWasCancelledStaysCancelled() {
        JsonObject order = placed(chest());
        assertThat(new JsonObject(cancel(order, DOCTOR).body()).getString("state")).isEqualTo("CANCELLED");
        HttpResponse<String> again = cancel(order, DOCTOR);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("order-state").contains("CANCELLED");
        assertThat(put(order, 2, chest()).statusCode()).isEqualTo(409);
        JsonObject last = shown(order).getJsonArray("history").getJsonObject(1);
        assertThat(last.getString("why")).isEqualTo("误开");
        assertThat(last.getString("author")).isEqualTo("test");
    }

    @Test
    void ordersAreFoundByWhatIsAskedPageByPage() {
        placed(chest().put("accessionNumber", "A1"));
        JsonObject second = chest().put("accessionNumber", "A2");
        second.getJsonObject("patient").put("name", "李^雷").put("patientId", "P2");
        second.getJsonObject("examination").put("modality", "DX");
        JsonObject last = placed(second);
        cancel(placed(chest().put("accessionNumber", "A3")), DOCTOR);

        assertThat(found(DOCTOR, new JsonObject())).containsExactly("A3", "A2", "A1");
        assertThat(found(DOCTOR, new JsonObject().put("states", new JsonArray().add("ORDERED"))))
                .containsExactly("A2", "A1");
        assertThat(found(DOCTOR, new JsonObject().put("modality", "DX"))).containsExactly("A2");
        assertThat(found(DOCTOR, new JsonObject().put("number", "P2"))).containsExactly("A2");
        assertThat(found(DOCTOR, new JsonObject().put("name", "wang*"))).containsExactly("A3", "A1");
        assertThat(found(DOCTOR, new JsonObject().put("from", "2020-01-01").put("to", "2020-01-02"))).isEmpty();
        assertThat(found(DOCTOR, new JsonObject().put("limit", 1).put("after", last.getString("id"))))
                .containsExactly("A1");
    }

    @Test
    void ordersOfOtherUnitsAreNotThere() {
        JsonObject order = placed(chest());
        String other = TestSite.token(Role.CLINICIAN, "CH1");
        assertThat(found(other, new JsonObject())).isEmpty();
        assertThat(site.text(site.request(ORDERS + "/" + order.getString("id"), other)).statusCode()).isEqualTo(404);
        assertThat(cancel(order, other).statusCode()).isEqualTo(404);
        assertThat(shown(order).getString("state")).isEqualTo("ORDERED");
    }

    @ParameterizedTest
    @CsvSource({ "RADIOLOGIST, 403, 403", "SYS_ADMIN, 403, 403", "CENTRE_DIRECTOR, 200, 403", "TECHNOLOGIST, 200, 201",
            "HIS, 200, 201" })
    void rolesMayDoWhatTheTableSays(Role role, int searched, int placed) {
        String token = TestSite.token(role, "TS1");
        assertThat(post(ORDERS + "/search", token, new JsonObject()).statusCode()).isEqualTo(searched);
        assertThat(post(ORDERS, token, chest()).statusCode()).isEqualTo(placed);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"patient\":{\"patientId\":\"\"}}", "{\"patient\":{\"name\":\" \"}}",
            "{\"patient\":{\"birthDate\":\"1970-01-31\"}}", "{\"patient\":{\"sex\":\"X\"}}",
            "{\"examination\":{\"modality\":\"ct\"}}", "{\"examination\":{\"itemName\":\"\"}}",
            "{\"examination\":{\"laterality\":\"X\"}}", "{\"accessionNumber\":\"12345678901234567\"}",
            "{\"accessionNumber\":\"a\\\\b\"}", "{\"studyUid\":\"x\"}", "{\"urgency\":\"SOON\"}",
            "{\"schedule\":{\"at\":\"morgen\"}}", "{\"patient\":{\"identifiers\":[{\"kind\":\"ID_CARD\"}]}}",
            "{\"requester\":\"李明\"}" })
    void whatNoWorklistCouldTellIsRefused(String wrong) {
        HttpResponse<String> answer = post(ORDERS, DOCTOR, chest().mergeIn(new JsonObject(wrong), true));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(found(DOCTOR, new JsonObject())).isEmpty();
    }

    @Test
    void everyLookAndEveryChangeIsOnRecord() {
        JsonObject order = placed(chest());
        put(order, 1, chest());
        put(order, 1, chest());
        cancel(order, DOCTOR);
        shown(order);
        found(DOCTOR, new JsonObject().put("name", "王*"));

        assertThat(database.rows("select action, object = '" + order.getString("id")
                + "', role, unit, details->>'move' from audit_event order by occurred_at, id"))
                .containsExactly(List.of("ORDER_PLACE", true, "TOWNSHIP_DOCTOR", "TS1", "PLACE"),
                        List.of("ORDER_CHANGE", true, "TOWNSHIP_DOCTOR", "TS1", "CHANGE"),
                        List.of("ORDER_CHANGE", true, "TOWNSHIP_DOCTOR", "TS1", "CANCEL"));
        assertThat(events.all()).extracting("action").containsExactly(AuditAction.ORDER_VIEW,
                AuditAction.PATIENT_SEARCH);
        assertThat(events.all().toString()).doesNotContain("王");
    }
}
