package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.From;
import org.lianzhen.gateway.access.Reach;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.access.Sessions;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.TestSite;
import org.lianzhen.gateway.http.order.OrderFeature;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.audit.PostgresAuditLog;
import org.lianzhen.gateway.postgres.order.PostgresOrderStore;

/** Recognition as the gateway serves it. A token is an account, a role and a unit, such as {@code li CLINICIAN CH1}. */
final class RecognitionStand implements AutoCloseable {
    static final String ROOT = "/api/v1/recognition";
    static final String DOCTOR = "li CLINICIAN CH1";
    static final String OTHER_DOCTOR = "wu CLINICIAN CH1";
    static final String OFFICER = "qc QC_OFFICER CH1";
    /** Of the domain rules; nobody's. */
    static final String CARD = "11010519491231002X";

    final TestPostgres database;
    final TestSite site;
    private final Vertx vertx = Vertx.vertx();
    private final RecognitionSide side;
    private int orders;

    RecognitionStand(TestPostgres database) {
        this.database = database;
        var members = TestMembers.of("""
                consortia: [{code: XX1, name: 医共体, leadUnits: [CH1]}]
                units:
                  - {code: TS1, name: 一院, kind: TOWNSHIP_HEALTH_CENTRE, region: 341322, consortium: XX1}
                  - {code: TS2, name: 二院, kind: TOWNSHIP_HEALTH_CENTRE, region: 341322, consortium: XX1}
                  - {code: CH1, name: 县医院, kind: COUNTY_HOSPITAL, region: 341322, consortium: XX1}
                  - {code: OUT1, name: 外院, kind: CITY_HOSPITAL, region: 370700}
                """);
        side = RecognitionSide.start(new RecognitionSide.Base(vertx, database.pool(), members));
        var audit = new PostgresAuditLog(database.pool());
        site = TestSite.with(RecognitionStand::session, audit, Stream.concat(side.features().stream(),
                Stream.of(new OrderFeature(new PostgresOrderStore(database.pool()), new Reach(members), audit)))
                .toArray(Feature[]::new));
    }

    private static CompletableFuture<Optional<Sessions.Session>> session(String token, From from, boolean active) {
        String[] who = token.split(" ");
        var caller = new Caller(who[0], who[2], Set.of(Role.valueOf(who[1])), from.source(), from.request(), Set.of());
        return CompletableFuture.completedFuture(Optional.of(
                new Sessions.Session(caller, TestSite.CSRF, new UUID(0, 0), Sessions.Standing.ready("Test"))));
    }

    /** A record of a patient of a unit, with an identity card or without. */
    UUID patient(String unit, String patientId, String card) {
        UUID id = UUID.randomUUID();
        database.rows(
                """
                        insert into patient (id, unit, identity, issuer, patient_id, name, name_forms, name_terms, birth_date, sex)
                        values ($1, $2, $3, $2, $4, '王^小东', '{}', '{}', '19491231', 'M')""",
                id, unit, unit + "\n" + patientId,
                patientId);
        if (!card.isEmpty()) {
            database.rows("""
                    insert into patient_identifier (patient, unit, kind, issuer, number)
                    values ($1, $2, 'ID_CARD', '', $3)""", id, unit, card);
        }
        return id;
    }

    /** A final result that needs no images. */
    UUID result(UUID patient, String unit, String item, int days) {
        UUID id = UUID.randomUUID();
        database.rows(
                """
                        insert into exam_result (id, unit, patient, accession_number, local_code, local_name, modalities, body_parts,
                            items, laterality, performed_at, report_status)
                        values ($1, $2, $3, 'A1', '', '血钾', '{LAB}', '{}', array[$4], '', $5, 'FINAL')""",
                id, unit, patient, item,
                OffsetDateTime.now().minus(Duration.ofDays(days)));
        return id;
    }

    /** That a unit passed quality control of the laboratory. */
    void certify(String unit, boolean passed) {
        JsonObject certificate = new JsonObject().put("unit", unit).put("category", "LAB").put("body", "县质控中心")
                .put("level", "CONSORTIUM").put("round", "2026-1").put("passed", passed).put("from", "2020-01-01");
        assertThat(post(OFFICER, "/certificates", certificate).statusCode()).isEqualTo(201);
    }

    /** What a doctor orders of the laboratory for whoever has the card. */
    JsonObject order(String token, String item) {
        JsonObject order = new JsonObject()
                .put("patient", new JsonObject().put("patientId", "H" + ++orders).put("name", "王^小东")
                        .put("birthDate", "19491231").put("sex", "M").put("identifiers", new JsonArray()
                                .add(new JsonObject().put("kind", "ID_CARD").put("number", CARD))))
                .put("examination", new JsonObject().put("modality", "OT").put("itemCode", item).put("itemName", "化验"))
                .put("requester", new JsonObject().put("doctor", "li").put("department", "内科"));
        HttpResponse<String> answer = site.send("POST", "/api/v1/orders", token, order.encode());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return new JsonObject(answer.body());
    }

    HttpResponse<String> post(String token, String path, JsonObject body) {
        return site.send("POST", ROOT + path, token, body.encode());
    }

    JsonObject answered(String token, String path, JsonObject body) {
        HttpResponse<String> answer = post(token, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    /** What a doctor is told about an order. */
    JsonObject asked(JsonObject order) {
        return answered(DOCTOR, "/candidates", new JsonObject().put("order", order.getString("id")));
    }

    JsonObject decision(JsonObject prompt, String kind) {
        return new JsonObject().put("prompt", prompt.getString("id")).put("result", prompt.getString("result"))
                .put("decision", kind);
    }

    List<List<Object>> savings() {
        return database.rows("select amount::text, why from recognition_saving order by at, amount desc");
    }

    @Override
    public void close() {
        side.close();
        site.close();
        Await.result(vertx.close().toCompletionStage());
    }
}
