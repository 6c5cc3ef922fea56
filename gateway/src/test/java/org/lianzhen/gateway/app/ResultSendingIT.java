package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.member.ResultReceiver;
import org.lianzhen.gateway.postgres.archive.SampleInstance;
import org.lianzhen.gateway.reading.result.ReportResult;
import org.lianzhen.gateway.reading.result.ResultChannel;
import org.lianzhen.gateway.reading.result.ResultChannel.Answer;

/** Signed reports on their way to the programs of the township, whatever these answer. */
class ResultSendingIT {
    private static final String COUNTY = """
            units:
              - {code: TS1, name: 一院, kind: TOWNSHIP_HEALTH_CENTRE}
              - {code: TS2, name: 二院, kind: TOWNSHIP_HEALTH_CENTRE}
              - {code: CH1, name: 县医院, kind: COUNTY_HOSPITAL}
            agreements: [{owner: TS1, reader: CH1}, {owner: TS2, reader: CH1}]
            centres: [{code: IMG, name: 影像中心, service: IMAGING, owner: CH1}]
            receivers:
              - {code: EMR, unit: TS1, host: emr, port: 2576, application: EMR, wants: [PRELIMINARY]}
              - {code: HIS, unit: TS1, host: his, port: 2576, application: HIS}
              - {code: TS2HIS, unit: TS2, host: his2, port: 2576, application: HIS}
            """;
    private static final JsonObject TEXT = new JsonObject().put("item", "胸部 CT 平扫").put("technique", "平扫")
            .put("findings", "右肺结节。").put("impression", "右肺结节,建议复查。").put("positive", true);
    private static final JsonObject SIGNATURE = new JsonObject().put("password", "demo").put("patientName", "王小东")
            .put("patientId", "P1");
    private static final Answer TAKEN = new Answer.Taken();
    private static final String SOON = "update result_message set due_at = now() where state = 'WAITING'";

    @TempDir
    private Path keys;

    private ReadingStand stand;
    private JsonObject reading;
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final AtomicReference<CompletionStage<Answer>> answer = new AtomicReference<>(
            CompletableFuture.completedStage(TAKEN));

    @BeforeEach
    void open() throws Exception {
        stand = new ReadingStand(keys, COUNTY);
        stand.sendResults(new ResultChannel() {
            @Override
            public CompletionStage<Answer> send(ResultReceiver to, ReportResult result) {
                sent.add(to.code() + " " + result);
                return answer.get();
            }
        });
        reading = stand.queued(SampleInstance.of("1.2.3.1.1").study("1.2.3").series("1.2.3.1", "CT"));
    }

    @AfterEach
    void close() {
        stand.close();
    }

    private void sign(String account, String verb) {
        stand.move(account, reading, verb);
        int draft = new JsonObject(stand.get(account, ReadingStand.path(reading, "draft")).body())
                .getInteger("version");
        if (verb.equals("claim")) {
            stand.withTag("PUT", account, ReadingStand.path(reading, "draft"), draft++,
                    new JsonObject().put("text", TEXT));
        }
        HttpResponse<String> signed = stand.withTag("POST", account, ReadingStand.path(reading, "reports"), draft,
                SIGNATURE);
        assertThat(signed.statusCode()).as(signed.body()).isEqualTo(200);
    }

    private void preliminary() {
        sign("ch1-radiologist", "claim");
    }

    private void approve() {
        sign("ch1-senior", "review");
    }

    private List<JsonObject> list(String account, String query) {
        HttpResponse<String> answered = stand.get(account, "/api/v1/result-messages" + query);
        assertThat(answered.statusCode()).as(answered.body()).isEqualTo(200);
        return new JsonObject(answered.body()).getJsonArray("items").stream().map(JsonObject.class::cast).toList();
    }

    private void awaitStates(String... states) {
        Await.until("the messages are " + List.of(states), () -> states().equals(List.of(states)));
    }

    private List<String> states() {
        return list("sysadmin", "").reversed().stream()
                .map(one -> one.getString("receiver") + " " + one.getInteger("number") + " " + one.getString("state"))
                .sorted().toList();
    }

    private List<String> troubles() {
        return list("sysadmin", "").stream().map(one -> one.getJsonObject("trouble")).filter(Objects::nonNull)
                .map(one -> one.getString("kind") + " " + one.getString("detail")).toList();
    }

    private HttpResponse<String> resend(String account, JsonObject what) {
        return stand.post(account, "/api/v1/result-messages/resend", what);
    }

    private int resent(String account, JsonObject what) {
        HttpResponse<String> answered = resend(account, what);
        assertThat(answered.statusCode()).as(answered.body()).isEqualTo(200);
        return new JsonObject(answered.body()).getInteger("messages");
    }

    @Test
    void everyVersionGoesToEachProgramThatWantsIt() {
        preliminary();
        awaitStates("EMR 1 DELIVERED");
        approve();
        awaitStates("EMR 1 DELIVERED", "EMR 2 DELIVERED", "HIS 2 DELIVERED");
        assertThat(sent).containsExactlyInAnyOrder("EMR PRELIMINARY report 1", "EMR FINAL report 2",
                "HIS FINAL report 2");
        assertThat(stand.database.rows("""
                select unit, object, details->>'receiver', details->>'version' from audit_event
                where action = 'REPORT_SEND' order by id""")).containsExactlyInAnyOrder(
                List.of("TS1", "1.2.3", "EMR", "1"), List.of("TS1", "1.2.3", "EMR", "2"),
                List.of("TS1", "1.2.3", "HIS", "2"));
        assertThat(stand.database.rows("select count(*)::int from result_news")).containsExactly(List.of(0));
    }

    @Test
    void whatIsRefusedIsTriedAgainAndAnOlderVersionGoesFirst() {
        answer.set(CompletableFuture.completedStage(new Answer.Refused("AE 没有此人")));
        preliminary();
        Await.until("it was refused", () -> troubles().contains("REFUSED AE 没有此人"));
        JsonObject refused = list("sysadmin", "?state=WAITING&receiver=EMR").getFirst();
        assertThat(refused.getInteger("attempts")).isOne();
        assertThat(refused.getString("nextAt")).isNotEmpty();
        approve();
        awaitStates("EMR 1 WAITING", "EMR 2 WAITING", "HIS 2 WAITING");
        Await.until("the other has tried, too", () -> sent.contains("HIS FINAL report 2"));
        assertThat(sent).as("the newer version waits for the older one").doesNotContain("EMR FINAL report 2");
        answer.set(CompletableFuture.completedStage(TAKEN));
        stand.database.rows(SOON);
        awaitStates("EMR 1 DELIVERED", "EMR 2 DELIVERED", "HIS 2 DELIVERED");
        assertThat(sent.indexOf("EMR FINAL report 2")).isGreaterThan(sent.lastIndexOf("EMR PRELIMINARY report 1"));
        assertThat(troubles()).isEmpty();
    }

    @Test
    void whoCannotBeReachedIsLeftAloneForAWhile() {
        answer.set(CompletableFuture.failedFuture(new IOException("Connection refused: emr")));
        preliminary();
        Await.until("it was tried",
                () -> troubles().contains("UNREACHED Connection refused: emr"));
        stand.database.rows("""
                insert into result_message (unit, receiver, task, number)
                select unit, 'HIS', task, number from report_version""");
        Await.until("the other receiver is tried all the same", () -> sent.stream().anyMatch(one -> one
                .startsWith("HIS")));
        stand.database.rows("update result_message set attempts = 10, due_at = now() where receiver = 'EMR'");
        awaitStates("EMR 1 FAILED", "HIS 1 WAITING");
        List<JsonObject> loads = new JsonObject(stand.get("ts1-tech", "/api/v1/result-messages/receivers").body())
                .getJsonArray("items").stream().map(JsonObject.class::cast).toList();
        assertThat(loads).extracting(one -> one.getString("receiver") + one.getInteger("waiting")
                + one.getInteger("failed") + one.getInteger("deliveredInADay")).containsExactly("EMR010", "HIS100");
    }

    @Test
    void whatWasGivenUpIsSentAgainWhenSomebodySaysSo() {
        answer.set(CompletableFuture.completedStage(new Answer.Refused("AR")));
        preliminary();
        Await.until("it was refused", () -> sent.size() == 1);
        stand.database.rows("update result_message set attempts = 10, due_at = now()");
        awaitStates("EMR 1 FAILED");
        assertThat(resend("ch1-radiologist", new JsonObject()).statusCode()).isEqualTo(403);
        assertThat(resent("ts2-tech", new JsonObject())).as("another unit's").isZero();
        assertThat(resent("ts1-tech", new JsonObject().put("receiver", "HIS"))).as("another program's").isZero();
        answer.set(CompletableFuture.completedStage(TAKEN));
        assertThat(resent("ts1-tech", new JsonObject())).isOne();
        awaitStates("EMR 1 DELIVERED");
        assertThat(stand.database.rows("""
                select actor, details->>'action' from audit_event where action = 'DELIVERY_CHANGE'"""))
                .containsExactly(List.of("ts1-tech", "RESEND"));
        assertThat(resent("ts1-tech", new JsonObject().put("ids",
                new JsonArray().add(list("ts1-tech", "").getFirst().getString("id"))))).as("what has arrived").isZero();
    }

    @Test
    void anOldVersionNeverTakesThePlaceOfANewerOne() {
        answer.set(CompletableFuture.completedStage(new Answer.Refused("AE")));
        preliminary();
        Await.until("it was refused", () -> sent.size() == 1);
        stand.database.rows("update result_message set attempts = 10, due_at = now()");
        awaitStates("EMR 1 FAILED");
        answer.set(CompletableFuture.completedStage(TAKEN));
        approve();
        awaitStates("EMR 1 SUPERSEDED", "EMR 2 DELIVERED", "HIS 2 DELIVERED");
        String old = list("ts1-tech", "?state=SUPERSEDED").getFirst().getString("id");
        assertThat(resent("ts1-tech", new JsonObject().put("ids", new JsonArray().add(old)))).isZero();
    }

    @Test
    void whoeverIsNoMemberAnyMoreGetsNothing() {
        preliminary();
        awaitStates("EMR 1 DELIVERED");
        stand.database.rows("""
                insert into result_message (unit, receiver, task, number)
                select unit, code, task, number from report_version, (values ('GONE'), ('TS2HIS')) as r (code)""");
        awaitStates("EMR 1 DELIVERED", "GONE 1 FAILED", "TS2HIS 1 FAILED");
        assertThat(sent).containsExactly("EMR PRELIMINARY report 1");
        assertThat(troubles()).containsOnly("GONE ");
    }

    @Test
    void everybodySeesWhatIsTheirs() {
        preliminary();
        awaitStates("EMR 1 DELIVERED");
        JsonObject one = list("ts1-tech", "").getFirst();
        assertThat(one.getString("studyInstanceUid")).isEqualTo("1.2.3");
        assertThat(one.getString("kind")).isEqualTo("PRELIMINARY");
        assertThat(one.encode()).doesNotContain("王", "P1");
        assertThat(list("ts2-tech", "")).isEmpty();
        assertThat(list("ts1-tech", "?before=" + one.getString("id"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "?state=LOST", "?before=1", "?receiver=%00" })
    void whatCannotBeAskedForIsTold(String query) {
        assertThat(stand.get("ts1-tech", "/api/v1/result-messages" + query).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({ "[]", "['x']", "[1]", "'''all'''" })
    void whatCannotBeSentAgainIsTold(String ids) {
        HttpResponse<String> answered = resend("ts1-tech",
                new JsonObject("{\"ids\":" + ids.replace('\'', '"') + "}"));
        assertThat(answered.statusCode()).as(answered.body()).isIn(400, 422);
    }
}
