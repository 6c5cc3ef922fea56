package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.postgres.archive.SampleInstance;

class ReadingQueueIT {
    private static final String RADIOLOGIST = "ch1-radiologist";
    private static final String SENIOR = "ch1-senior";
    private static final String DIRECTOR = "ch1-director";
    private static final SampleInstance CHEST = SampleInstance.of("1.2.3.1.1").study("1.2.3");

    @TempDir
    Path keys;

    private ReadingStand stand;

    @BeforeEach
    void open() throws Exception {
        stand = new ReadingStand(keys);
    }

    @AfterEach
    void close() {
        stand.close();
    }

    @Test
    void whatArrivesIsListedAtOnceAndQueuedWhenAllOfItIsHere() {
        stand.arrive(CHEST);
        JsonObject arriving = stand.awaited("1.2.3", "RECEIVING");
        assertThat(arriving.getString("patientName")).isEqualTo("王小东");
        assertThat(arriving.getString("unit")).isEqualTo("TS1");
        assertThat(arriving.getString("centre")).isEqualTo("IMG");
        assertThat(arriving.getString("urgency")).isEqualTo("URGENT");
        assertThat(arriving.getValue("dueAt")).isNull();
        assertThat(stand.move(RADIOLOGIST, arriving, "claim").statusCode()).isEqualTo(409);

        stand.complete("1.2.3");
        JsonObject queued = stand.awaited("1.2.3", "QUEUED");
        assertThat(Duration.between(queued.getInstant("receivedAt"), queued.getInstant("dueAt")))
                .isEqualTo(Duration.ofHours(2));
    }

    @Test
    void theMostUrgentComesFirst() {
        stand.queued(CHEST);
        stand.queued(SampleInstance.of("1.2.4.1.1").study("1.2.4").patient("P2").emergency());
        assertThat(stand.list(RADIOLOGIST, "").stream().map(one -> one.getString("studyInstanceUid")))
                .containsExactly("1.2.4", "1.2.3");
    }

    @Test
    void ofManyWhoClaimAtOnceOneGetsIt() throws Exception {
        JsonObject reading = stand.queued(CHEST);
        List<String> accounts = List.of(RADIOLOGIST, SENIOR, RADIOLOGIST, SENIOR);
        accounts.forEach(stand::token);
        var start = new CyclicBarrier(accounts.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<HttpResponse<String>>> claims = accounts.stream()
                    .<Callable<HttpResponse<String>>>map(account -> () -> {
                        start.await();
                        return stand.move(account, reading, "claim");
                    }).toList();
            List<HttpResponse<String>> answers = threads.invokeAll(claims).stream().map(done -> done.resultNow())
                    .toList();
            assertThat(answers.stream().map(HttpResponse::statusCode).sorted()).containsExactly(200, 409, 409, 409);
        }
        String holder = stand.list(RADIOLOGIST, "").getFirst().getJsonObject("holder").getString("name");
        HttpResponse<String> late = stand.move(SENIOR, reading, "claim");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(new JsonObject(late.body()).getString("code")).isEqualTo("reading-held");
        assertThat(late.body()).contains(holder);
    }

    @Test
    void whatNobodyTouchesGoesBack() {
        JsonObject reading = stand.queued(CHEST);
        assertThat(stand.move(RADIOLOGIST, reading, "claim").statusCode()).isEqualTo(200);
        stand.database.rows("update reading_task set held_until = now() - interval '1 second'");
        stand.awaited("1.2.3", "QUEUED");
        assertThat(stand.move(SENIOR, reading, "claim").statusCode()).isEqualTo(200);
        JsonArray history = new JsonObject(stand.get(SENIOR, ReadingStand.path(reading, "")).body())
                .getJsonArray("history");
        assertThat(history.stream().map(JsonObject.class::cast).map(one -> one.getString("move")))
                .containsExactly("RECEIVE", "QUEUE", "CLAIM", "RELEASE", "CLAIM");
        assertThat(history.getJsonObject(3).getString("account")).isEmpty();
    }

    @Test
    void aContradictionIsDecidedBeforeAnybodyReads() {
        stand.arrive(CHEST);
        stand.database.rows("insert into alert (id, unit, kind, subject) select gen_random_uuid(), unit, 'TEST', id "
                + "from instance");
        stand.complete("1.2.3");
        stand.awaited("1.2.3", "QUARANTINED");
        stand.database.rows("update alert set settled_at = now()");
        stand.awaited("1.2.3", "QUEUED");
    }

    @Test
    void whatIsTakenAgainIsQueuedAgain() {
        JsonObject reading = stand.queued(CHEST);
        stand.move(RADIOLOGIST, reading, "claim");
        String recall = ReadingStand.path(reading, "recall");
        assertThat(stand.post(RADIOLOGIST, recall, new JsonObject()).statusCode()).isEqualTo(422);
        assertThat(stand.post(RADIOLOGIST, recall, new JsonObject().put("reason", "呼吸伪影")).statusCode())
                .isEqualTo(200);
        stand.arrive(CHEST.instance("1.2.3.1.2"));
        stand.complete("1.2.3");
        stand.awaited("1.2.3", "QUEUED");
    }

    @Test
    void theDirectorGivesItToSomebodyElse() {
        JsonObject reading = stand.queued(CHEST);
        stand.move(RADIOLOGIST, reading, "claim");
        JsonObject wanted = new JsonObject().put("account", SENIOR).put("reason", "交班");
        assertThat(stand.post(RADIOLOGIST, ReadingStand.path(reading, "assign"), wanted).statusCode()).isEqualTo(403);
        assertThat(stand.post(DIRECTOR, ReadingStand.path(reading, "assign"), wanted).statusCode()).isEqualTo(200);
        assertThat(stand.list(SENIOR, "?mine=true")).hasSize(1);
        assertThat(stand.list(RADIOLOGIST, "?mine=true")).isEmpty();
        assertThat(stand.move(SENIOR, reading, "release").statusCode()).isEqualTo(200);
        JsonObject nobody = new JsonObject().put("account", "ts1-doctor").put("reason", "交班");
        assertThat(stand.post(DIRECTOR, ReadingStand.path(reading, "assign"), nobody).statusCode()).isEqualTo(422);
    }

    @Test
    void othersSeeNothingOfIt() {
        JsonObject reading = stand.queued(CHEST);
        assertThat(stand.get("ts1-doctor", ReadingStand.READINGS).statusCode()).isEqualTo(403);
        assertThat(stand.move("ch1-director", reading, "claim").statusCode()).isEqualTo(403);
        assertThat(stand.list("ch2-radiologist", "")).isEmpty();
        assertThat(stand.move("ch2-radiologist", reading, "claim").statusCode()).isEqualTo(404);
        assertThat(stand.get("ch2-radiologist", ReadingStand.path(reading, "draft")).statusCode()).isEqualTo(404);
        stand.arrive(SampleInstance.of("1.9.1.1").study("1.9").from("TS2"));
        Await.until("it was looked at", () -> stand.database.rows("select * from reading_news").isEmpty());
        assertThat(stand.database.rows("select * from reading_task")).hasSize(1);
    }

    @Test
    void rulesAreVersionedAndWrongOnesRefused() {
        JsonObject rules = new JsonObject(stand.get(DIRECTOR, "/api/v1/reading-rules").body());
        assertThat(rules.getInteger("version")).isZero();
        String wrong = rules.getString("document").replace("minutes: 30", "minutes: 0").replace("holdMinutes", "hold");
        HttpResponse<String> refused = replace(0, wrong);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("limits[1]: minutes", "hold is not known here", "holdMinutes");
        String shorter = rules.getString("document").replace("[URGENT], minutes: 120", "[URGENT], minutes: 45");
        assertThat(replace(0, shorter).statusCode()).isEqualTo(200);
        assertThat(replace(0, shorter).statusCode()).isEqualTo(412);
        JsonObject queued = stand.queued(CHEST);
        assertThat(Duration.between(queued.getInstant("receivedAt"), queued.getInstant("dueAt")))
                .isEqualTo(Duration.ofMinutes(45));
        assertThat(stand.database.rows("select object from audit_event where action = 'READING_RULE_CHANGE'"))
                .containsExactly(List.of("reading-rules/1"));
    }

    private HttpResponse<String> replace(int base, String document) {
        return stand.withTag("PUT", DIRECTOR, "/api/v1/reading-rules", base,
                new JsonObject().put("document", document));
    }

    @Test
    void whatIsNearlyDueAndThenLateIsToldOfOnce() {
        JsonObject reading = stand.queued(CHEST);
        stand.database.rows("update reading_task set due_at = now() + interval '4 minutes'");
        Await.until("it is nearly due", () -> kinds().equals(List.of("reading-due false")));
        stand.database.rows("update reading_task set due_at = now() - interval '1 second'");
        Await.until("it is late", () -> kinds().equals(List.of("reading-due true", "reading-late false")));
        stand.move(RADIOLOGIST, reading, "claim");
        stand.post(RADIOLOGIST, ReadingStand.path(reading, "recall"), new JsonObject().put("reason", "呼吸伪影"));
        Await.until("it is not to be read now",
                () -> kinds().equals(List.of("reading-due true", "reading-late true")));
    }

    private List<String> kinds() {
        return stand.database.rows("select kind, settled from notice order by raised_at, id").stream()
                .map(row -> row.getFirst() + " " + row.getLast()).toList();
    }

    @Test
    void movesAreOnRecord() {
        JsonObject reading = stand.queued(CHEST);
        stand.move(RADIOLOGIST, reading, "claim");
        stand.move(RADIOLOGIST, reading, "release");
        assertThat(stand.database.rows("""
                select actor, object, details->>'move' from audit_event where action = 'READING_MOVE' order by id"""))
                .containsExactly(List.of(RADIOLOGIST, "1.2.3", "CLAIM"), List.of(RADIOLOGIST, "1.2.3", "RELEASE"));
        assertThat(reading.getInstant("receivedAt")).isBefore(Instant.now().plusSeconds(1));
    }
}
