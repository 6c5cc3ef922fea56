package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lianzhen.gateway.app.RecognitionStand.CARD;
import static org.lianzhen.gateway.app.RecognitionStand.DOCTOR;
import static org.lianzhen.gateway.app.RecognitionStand.OFFICER;
import static org.lianzhen.gateway.app.RecognitionStand.OTHER_DOCTOR;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.order.NewOrder;
import org.lianzhen.gateway.order.Order;
import org.lianzhen.gateway.order.OrderContent;
import org.lianzhen.gateway.order.OrderMove;
import org.lianzhen.gateway.order.OrderNumbers;
import org.lianzhen.gateway.order.OrderStep;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.order.PostgresOrderStore;
import org.lianzhen.gateway.postgres.recognition.PostgresRecognitionLedger;

/** The moment of ordering, and what doctors decide. */
class RecognitionIT {
    private TestPostgres database;
    private RecognitionStand stand;

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
        stand = new RecognitionStand(database);
    }

    @AfterEach
    void close() {
        stand.close();
        database.close();
    }

    /** A result of TS1 that should be recognised. */
    private UUID vouched() {
        stand.certify("TS1", true);
        return stand.result(stand.patient("TS1", "P1", CARD), "TS1", "LAB-GLU", 3);
    }

    private JsonObject hard() {
        vouched();
        JsonObject prompt = stand.asked(stand.order(DOCTOR, "LAB-GLU"));
        assertThat(prompt.getString("prompt")).isEqualTo("HARD");
        return prompt;
    }

    private static String code(HttpResponse<String> answer) {
        return answer.statusCode() + " " + new JsonObject(answer.body()).getString("code");
    }

    @Test
    void theResultOfAnotherUnitIsFoundAndExplained() {
        UUID result = vouched();
        JsonObject order = stand.order(DOCTOR, "LAB-GLU");
        JsonObject prompt = stand.asked(order);

        assertThat(prompt.getString("code")).isEqualTo("S01");
        assertThat(prompt.getString("result")).isEqualTo(result.toString());
        assertThat(prompt.getString("state")).isEqualTo("RAISED");
        assertThat(prompt.getJsonArray("trace")).hasSize(12);
        JsonObject shown = prompt.getJsonArray("results").getJsonObject(0);
        assertThat(shown.getString("unitName")).isEqualTo("一院");
        assertThat(shown.getBoolean("eligible")).isTrue();
        assertThat(stand.asked(order).getString("id")).as("asked again").isEqualTo(prompt.getString("id"));

        JsonObject detail = stand.answered(DOCTOR, "/detail",
                new JsonObject().put("prompt", prompt.getString("id")).put("result", result.toString()));
        assertThat(detail.getJsonObject("citation").getString("zh")).contains("一院", "血钾", "A1");
        JsonObject now = new JsonObject(stand.site.text(stand.site
                .request(RecognitionStand.ROOT + "/prompts/" + prompt.getString("id"), DOCTOR)).body());
        assertThat(now.getString("state")).isEqualTo("VIEWED");
        assertThat(database.rows("select action, object from audit_event where action like 'RECOGNITION%' order by id"))
                .extracting(row -> row.get(0)).contains("RECOGNITION_CHECK", "RECOGNITION_VIEW");
        assertThat(database.rows("select state from imaging_order")).containsExactly(List.of("ORDERED"));
    }

    @Test
    void whoIsKnownByTheNameOnlyIsNotTakenForThePatient() {
        stand.certify("TS1", true);
        UUID own = stand.patient("CH1", "H1", "");
        UUID other = stand.patient("TS1", "P1", "");
        database.rows("update patient set person = $1 where id in ($1, $2)", own, other);
        stand.result(other, "TS1", "LAB-GLU", 3);
        JsonObject prompt = stand.asked(stand.order(DOCTOR, "LAB-GLU"));
        assertThat(prompt.getString("code")).isEqualTo("N02");
        assertThat(prompt.getString("state")).isEqualTo("LOGGED");
    }

    @Test
    void nobodyElsesResultIsFound() {
        stand.certify("TS1", true);
        stand.result(stand.patient("TS1", "P9", "440524188001010014"), "TS1", "LAB-GLU", 3);
        JsonObject prompt = stand.asked(stand.order(DOCTOR, "LAB-GLU"));
        assertThat(prompt.getString("code")).isEqualTo("Z00");
        assertThat(prompt.getJsonArray("results")).isEmpty();
    }

    @Test
    void certificatesAndSuspensionsChangeTheNextPrompt() {
        stand.result(stand.patient("TS1", "P1", CARD), "TS1", "LAB-GLU", 3);
        assertThat(stand.asked(stand.order(DOCTOR, "LAB-GLU")).getString("code")).isEqualTo("M02");
        stand.certify("TS1", true);
        assertThat(stand.asked(stand.order(DOCTOR, "LAB-GLU")).getString("code")).isEqualTo("S01");

        HttpResponse<String> suspended = stand.post(OFFICER, "/suspensions", new JsonObject().put("unit", "TS1")
                .put("from", "2020-01-01").put("why", "室间质评不合格"));
        assertThat(suspended.statusCode()).isEqualTo(201);
        assertThat(stand.asked(stand.order(DOCTOR, "LAB-GLU")).getString("code")).isEqualTo("N07");
        String id = new JsonObject(suspended.body()).getString("id");
        assertThat(stand.post(OFFICER, "/suspensions/" + id + "/end", new JsonObject()).statusCode()).isEqualTo(204);
        assertThat(stand.post(OFFICER, "/suspensions/" + id + "/end", new JsonObject()).statusCode()).isEqualTo(404);
        stand.certify("TS1", false);
        assertThat(stand.asked(stand.order(DOCTOR, "LAB-GLU")).getString("code"))
                .as("the suspension was in force since").isEqualTo("N07");
    }

    @Test
    void anotherSystemAsksWithAKeyOfItsOwn() {
        vouched();
        JsonObject question = new JsonObject().put("key", "HIS-1")
                .put("patient", new JsonObject().put("identifiers",
                        new JsonArray().add(new JsonObject().put("kind", "ID_CARD").put("number", CARD))))
                .put("examination", new JsonObject().put("itemCode", "LAB-GLU")).put("preOp", true).put("doctor", "赵");
        JsonObject first = stand.answered("his HIS CH1", "/candidates", question);
        assertThat(first.getString("prompt")).isEqualTo("INFO");
        assertThat(first.getString("presetReason")).isEqualTo("R3");
        assertThat(stand.answered("his HIS CH1", "/candidates", question).getString("id"))
                .isEqualTo(first.getString("id"));
        assertThat(stand.post("his HIS CH1", "/candidates", question.copy().put("key", "")).statusCode())
                .isEqualTo(422);
        assertThat(stand.post("ts AUDITOR CH1", "/candidates", question).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({ "'', '', true, 422 reason-missing", "R9, '', true, 422 reason-unknown",
            "R6, 其他理由吧, true, 422 reason-text", "R1, '', false, 422 not-explained" })
    void whoDeclinesSaysWhyAndTellsThePatient(String reason, String text, boolean explained, String refused) {
        JsonObject decision = stand.decision(hard(), "DECLINED").put("reason", reason).put("reasonText", text)
                .put("explainedToPatient", explained);
        assertThat(code(stand.post(DOCTOR, "/decisions", decision))).isEqualTo(refused);
        decision.put("reason", "R6").put("reasonText", "患者要求与外院结果作对照复查").put("explainedToPatient", true);
        JsonObject declined = stand.answered(DOCTOR, "/decisions", decision);
        assertThat(declined.getString("state")).isEqualTo("DECLINED");
        assertThat(declined.getJsonObject("decision").getString("account")).isEqualTo("li");
        assertThat(stand.savings()).isEmpty();
    }

    @Test
    void adoptingIsKeptOnceHoweverOftenItIsSentAndCancelsNothing() {
        JsonObject decision = stand.decision(hard(), "ADOPTED").put("key", "K1");
        JsonObject first = stand.answered(DOCTOR, "/decisions", decision);
        JsonObject again = stand.answered(DOCTOR, "/decisions", decision);

        assertThat(first.getString("state")).isEqualTo("ADOPTED");
        assertThat(again.getJsonObject("decision").getString("id"))
                .isEqualTo(first.getJsonObject("decision").getString("id"));
        assertThat(stand.savings()).containsExactly(List.of("5.00", ""));
        assertThat(code(stand.post(DOCTOR, "/decisions", decision.copy().put("key", "K2"))))
                .isEqualTo("409 prompt-state");
        assertThat(database.rows("select state from imaging_order")).containsExactly(List.of("ORDERED"));
        assertThat(database.rows("select action from audit_event where action = 'RECOGNITION_DECIDE'")).hasSize(1);
    }

    @Test
    void aDoctorOfAnotherUnitDecidesNothing() {
        JsonObject prompt = hard();
        assertThat(code(stand.post("qian TOWNSHIP_DOCTOR TS1", "/decisions", stand.decision(prompt, "ADOPTED"))))
                .isEqualTo("403 not-yours");
        assertThat(database.rows("select outcome from audit_event where action = 'RECOGNITION_DECIDE'"))
                .containsExactly(List.of("REFUSED"));
        assertThat(stand.site.text(stand.site.request(RecognitionStand.ROOT + "/prompts/" + prompt.getString("id"),
                "qian TOWNSHIP_DOCTOR TS1")).statusCode()).isEqualTo(404);
        assertThat(code(stand.post(DOCTOR, "/decisions",
                stand.decision(prompt, "ADOPTED").put("result", UUID.randomUUID().toString()))))
                .isEqualTo("422 result");
    }

    @Test
    void whoDecidedTakesItBackAndNobodyElse() {
        JsonObject prompt = hard();
        stand.answered(DOCTOR, "/decisions", stand.decision(prompt, "ADOPTED"));
        String path = "/prompts/" + prompt.getString("id") + "/revocation";
        JsonObject why = new JsonObject().put("why", "点错了");
        assertThat(code(stand.post(OTHER_DOCTOR, path, why))).isEqualTo("403 not-yours");

        assertThat(stand.answered(DOCTOR, path, why).getString("state")).isEqualTo("VIEWED");
        assertThat(code(stand.post(DOCTOR, path, why))).as("again").isEqualTo("409 prompt-state");
        stand.answered(OTHER_DOCTOR, "/decisions", stand.decision(prompt, "ADOPTED"));
        assertThat(stand.savings()).extracting(List::getFirst)
                .containsExactly("5.00", "-5.00", "5.00");
        assertThat(database.rows("select kind, account from recognition_decision order by number")).containsExactly(
                List.of("ADOPTED", "li"), List.of("REVOKED", "li"), List.of("ADOPTED", "wu"));
    }

    @Test
    void ofManyDecisionsOnOnePromptOneIsKept() throws Exception {
        JsonObject prompt = hard();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> calls = IntStream.range(0, 300).<Callable<Integer>>mapToObj(
                    i -> () -> stand.post(DOCTOR, "/decisions", stand.decision(prompt, i % 2 == 0 ? "ADOPTED"
                            : "DECLINED").put("reason", i % 2 == 0 ? null : "R1").put("explainedToPatient", true)
                            .put("key", "K" + i)).statusCode())
                    .toList();
            int done = 0;
            for (Future<Integer> call : threads.invokeAll(calls)) {
                assertThat(call.get()).isIn(200, 409);
                done += call.get() == 200 ? 1 : 0;
            }
            assertThat(done).isEqualTo(1);
        }
        assertThat(database.rows("select number from recognition_decision")).containsExactly(List.of(1));
        assertThat(stand.savings().size()).isLessThanOrEqualTo(1);
    }

    @Test
    void whatIsDoneAllTheSameSavesNothing() {
        JsonObject prompt = hard();
        stand.answered(DOCTOR, "/decisions", stand.decision(prompt, "ADOPTED"));
        var ledger = new PostgresRecognitionLedger(database.pool());
        assertThat(Await.result(ledger.reverse())).as("nothing was done").isZero();
        UUID order = (UUID) database.rows("select id from imaging_order").getFirst().getFirst();
        Await.result(new PostgresOrderStore(database.pool()).move(new OrderStep(order, Set.of("CH1"),
                OrderMove.PERFORM, "", AuditEvent.Actor.GATEWAY)));

        assertThat(Await.result(ledger.reverse())).isEqualTo(1);
        assertThat(Await.result(ledger.reverse())).as("once").isZero();
        assertThat(stand.savings()).containsExactly(List.of("5.00", ""),
                List.of("-5.00", "PERFORMED"));
    }

    @Test
    void whatNobodyAnswersIsClosed() {
        JsonObject prompt = hard();
        var ledger = new PostgresRecognitionLedger(database.pool());
        assertThat(Await.result(ledger.close(Duration.ofHours(24)))).isZero();
        database.rows("update recognition_prompt set raised_at = now() - interval '25 hours'");
        assertThat(Await.result(ledger.close(Duration.ofHours(24)))).isEqualTo(1);
        assertThat(stand.answered(DOCTOR, "/prompts/search",
                new JsonObject().put("states", new JsonArray().add("NO_RESPONSE"))).getJsonArray("items"))
                .hasSize(1);
        assertThat(code(stand.post(DOCTOR, "/decisions", stand.decision(prompt, "ADOPTED"))))
                .isEqualTo("409 prompt-state");
    }

    /** As an order comes that is a message of a hospital's system. */
    @Test
    void anOrderThatNobodyAsksAboutIsCheckedToo() {
        vouched();
        JsonObject typed = stand.order(DOCTOR, "LAB-K");
        var orders = new PostgresOrderStore(database.pool());
        Order known = Await.result(orders.find(UUID.fromString(typed.getString("id")), Set.of("CH1")))
                .orElseThrow();
        var content = known.content();
        var asked = new OrderContent.Examination("OT", "LAB-GLU", "血糖", "", "");
        Await.result(orders.place(new NewOrder("CH1", Order.Source.HL7,
                new OrderNumbers("", "HIS-9", "", "", ""),
                new OrderContent(content.patient(), asked, content.reason(),
                        content.requester(), content.schedule())),
                AuditEvent.Actor.GATEWAY));

        Await.until("both are checked",
                () -> database.rows("select from recognition_order_news").isEmpty());
        assertThat(database.rows("select item, code, form from recognition_prompt order by item"))
                .containsExactly(List.of("LAB-GLU", "S01", "HARD"), List.of("LAB-K", "N05", "NONE"));
    }

    @Test
    void whileNothingIsKnownOrdersAreTakenAndGoOn() {
        vouched();
        var connection = Await.result(database.pool().getConnection().toCompletionStage());
        Await.result(connection.query("begin; lock table exam_result in access exclusive mode").execute()
                .toCompletionStage());
        JsonObject order = stand.order(DOCTOR, "LAB-GLU");
        long begun = System.nanoTime();
        JsonObject answer = stand.asked(order);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
        assertThat(answer.getString("outcome")).isEqualTo("UNAVAILABLE");
        assertThat(answer.getString("prompt")).isEqualTo("NONE");
        assertThat(answer.getValue("id")).isNull();
        Await.result(connection.query("rollback").execute().toCompletionStage());
        Await.result(connection.close().toCompletionStage());
        Await.until("it is looked at later", () -> !database.rows(
                "select from recognition_prompt where code = 'S01' and form = 'HARD'").isEmpty());
    }

    @Test
    void aSensitiveItemIsNotToldToOtherUnits() {
        stand.certify("TS1", true);
        stand.result(stand.patient("TS1", "P1", CARD), "TS1", "LAB-GLU", 3);
        String document = new JsonObject(stand.site.text(
                stand.site.request(RecognitionStand.ROOT + "/catalogue", DOCTOR)).body()).getString("document");
        put(document.replace("code: LAB-GLU,", "code: LAB-GLU, sensitive: true,"));

        JsonObject prompt = stand.asked(stand.order(DOCTOR, "LAB-GLU"));
        assertThat(prompt.getString("code")).isEqualTo("Z00");
        assertThat(prompt.getJsonArray("results")).isEmpty();
        assertThat(prompt.getJsonArray("trace")).isEmpty();
    }

    private void put(String document) {
        HttpResponse<String> proposed = stand.site.text(stand.site
                .request(RecognitionStand.ROOT + "/catalogue/proposals", OFFICER)
                .header("Content-Type", "application/json").header("If-Match", "\"0\"")
                .POST(HttpRequest.BodyPublishers
                        .ofString(new JsonObject().put("document", document).put("why", "测试").encode())));
        String id = new JsonObject(proposed.body()).getString("id");
        assertThat(stand.post("qc2 QC_OFFICER CH1", "/catalogue/proposals/" + id + "/approval", new JsonObject())
                .statusCode()).isEqualTo(204);
    }

    /** D10: a window that is shortened later changes nothing of what was decided. */
    @Test
    void decisionsKeepTheVersionThatTheyWereMadeBy() {
        JsonObject prompt = hard();
        JsonObject decided = stand.answered(DOCTOR, "/decisions", stand.decision(prompt, "ADOPTED"));
        String document = new JsonObject(stand.site.text(
                stand.site.request(RecognitionStand.ROOT + "/catalogue", DOCTOR)).body()).getString("document");
        put(document.replace("validityDays: 30, price: 5,", "validityDays: 1, price: 7,"));

        JsonObject now = new JsonObject(stand.site.text(stand.site
                .request(RecognitionStand.ROOT + "/prompts/" + prompt.getString("id"), DOCTOR)).body());
        assertThat(now.getJsonObject("decision")).isEqualTo(decided.getJsonObject("decision"));
        assertThat(now.getInteger("catalogue")).isZero();
        assertThat(stand.savings()).containsExactly(List.of("5.00", ""));
        assertThat(stand.asked(stand.order(DOCTOR, "LAB-GLU")).getString("code")).as("of the next").isEqualTo("N06");
    }
}
