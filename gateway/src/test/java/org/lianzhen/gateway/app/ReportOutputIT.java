package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.gateway.archive.FileObjectStore;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveIndex;
import org.lianzhen.gateway.postgres.archive.SampleInstance;
import org.lianzhen.gateway.reading.outgoing.ObjectShelf;
import org.lianzhen.gateway.reading.outgoing.TestImage;

class ReportOutputIT {
    private static final JsonObject TEXT = new JsonObject().put("item", "胸部 CT 平扫").put("technique", "平扫")
            .put("findings", "右肺结节。").put("impression", "右肺结节,建议复查。").put("positive", true)
            .put("keyImages", new JsonArray()
                    .add(new JsonObject().put("series", "1.2.3.1").put("instance", "1.2.3.1.1").put("frame", 1)));
    private static final String OBJECTS = """
            select i.target, e.modality, i.state from instance i join series e on e.id = i.series
            where i.target like 'report/%' order by i.target, i.sop_instance_uid""";

    @TempDir
    Path folder;

    private ReadingStand stand;
    private FileObjectStore store;
    private JsonObject reading;

    @BeforeAll
    static void needsFonts() {
        assumeTrue(ReadingSide.class.getResource("/fonts/NotoSansSC-Regular.ttf") != null,
                "the client, with its fonts, is not built");
    }

    @BeforeEach
    void open() throws Exception {
        stand = new ReadingStand(Files.createDirectory(folder.resolve("keys")));
        store = FileObjectStore.open(FileObjectStore.Options.of(folder.resolve("objects"))
                .withIndex(new PostgresArchiveIndex(stand.database.pool())));
        reading = stand.queued(SampleInstance.of("1.2.3.1.1").study("1.2.3").series("1.2.3.1", "CT"));
    }

    @AfterEach
    void close() {
        stand.close();
        store.close(Duration.ofSeconds(5));
    }

    private void sign(String account, int draft) {
        stand.withTag("PUT", account, ReadingStand.path(reading, "draft"), draft,
                new JsonObject().put("text", TEXT));
        HttpResponse<String> signed = stand.withTag("POST", account, ReadingStand.path(reading, "reports"), draft + 1,
                new JsonObject().put("password", "demo").put("patientName", "王小东").put("patientId", "P1"));
        assertThat(signed.statusCode()).as(signed.body()).isEqualTo(200);
    }

    private void preliminary() {
        stand.move("ch1-radiologist", reading, "claim");
        sign("ch1-radiologist", 0);
    }

    private List<List<Object>> outputs() {
        return stand.database.rows("select number, state from report_output order by number");
    }

    @Test
    void whatIsSignedComesIntoTheArchiveAndIsNothingToBeRead() {
        stand.sendOut(ReportShelf.of(stand.vertx(), store), store::path);
        preliminary();
        Await.until("the first is out", () -> outputs().equals(List.of(List.of(1, "DONE"))));
        assertThat(stand.database.rows(OBJECTS)).containsExactly(List.of("report/KOS/PRELIMINARY", "KO", "ACTIVE"),
                List.of("report/PDF/PRELIMINARY", "DOC", "ACTIVE"), List.of("report/SR/PRELIMINARY", "SR", "ACTIVE"));
        assertThat(stand.database.rows("select distinct unit from instance")).containsExactly(List.of("TS1"));
        JsonObject now = stand.list("ch1-senior", "").getFirst();
        assertThat(now.getInteger("instances")).isOne();
        assertThat(now.getJsonArray("modalities")).doesNotContain("SR", "KO", "DOC");
        assertThat(stand.get("ch1-director", "/api/v1/centre/backlog").body()).contains("\"CT\"").doesNotContain(
                "\"SR\"",
                "\"KO\"", "\"DOC\"");

        stand.move("ch1-senior", reading, "review");
        sign("ch1-senior", 1);
        Await.until("both are out", () -> outputs().equals(List.of(List.of(1, "DONE"), List.of(2, "DONE"))));
        assertThat(stand.database.rows(OBJECTS)).hasSize(6);
        assertThat(stand.database.rows("select state from reading_task")).containsExactly(List.of("APPROVED"));
        assertThat(stand.database.rows("select count(*)::int from alert")).containsExactly(List.of(0));
    }

    @Test
    void whatAnEndInTheMiddleLeftIsMadeAgainAndKeptOnce() {
        ObjectShelf real = ReportShelf.of(stand.vertx(), store);
        var calls = new AtomicInteger();
        stand.sendOut((unit, target, what, dataSet) -> calls.incrementAndGet() == 2
                ? CompletableFuture.completedStage(Optional.of("no room"))
                : real.put(unit, target, what, dataSet), store::path);
        preliminary();
        Await.until("it has failed once", () -> calls.get() == 2);
        Await.until("that is kept", () -> !stand.database
                .rows("select why from report_output where why like '%no room'").isEmpty());
        stand.database.rows("update report_output set due_at = now()");
        Await.until("it is out", () -> outputs().equals(List.of(List.of(1, "DONE"))));
        assertThat(stand.database.rows(OBJECTS)).hasSize(3);
        assertThat(stand.database.rows("select count(*)::int from instance where state <> 'ACTIVE'"))
                .containsExactly(List.of(0));
    }

    /** On the image of the study, whose bytes are here. */
    private void measure(String account, int version, int... to) {
        var line = new JsonObject().put("id", 7).put("kind", "length").put("series", "1.2.4.1")
                .put("instance", "1.2.4.1.1").put("frame", 1)
                .put("points",
                        new JsonArray().add(new JsonArray().add(1).add(2)).add(new JsonArray().add(to[0]).add(to[1])));
        HttpResponse<String> kept = stand.withTag("PUT", account, "/api/v1/studies/1.2.4/marks", version,
                new JsonObject().put("content", new JsonObject().put("annotations", new JsonArray().add(line))
                        .put("keyImages", new JsonArray())));
        assertThat(kept.statusCode()).as(kept.body()).isEqualTo(200);
    }

    @Test
    void whatWasMeasuredGoesWithTheReportOnceAfterAnyEnd() {
        ObjectShelf real = ReportShelf.of(stand.vertx(), store);
        TestImage image = TestImage.ct("1.2.4.1", "1.2.4.1.1").ofStudy("1.2.4");
        Await.result(
                real.put("TS1", "TS1PACS", new SopReference(SopClass.CTImageStorage, "1.2.4.1.1"), image.dataSet()));
        reading = stand.completed("1.2.4");
        measure("ch1-radiologist", 0, 7, 18);
        stand.move("ch1-radiologist", reading, "claim");
        sign("ch1-radiologist", 0);
        // whoever draws afterwards changes nothing
        measure("ch1-radiologist", 1, 9, 18);
        var calls = new AtomicInteger();
        stand.sendOut((unit, target, what, dataSet) -> real.put(unit, target, what, dataSet).thenApply(
                why -> target.contains("/MEASUREMENTS/") && calls.incrementAndGet() == 1 ? Optional.of("lost") : why),
                store::path);
        Await.until("it has failed once", () -> !stand.database
                .rows("select why from report_output where why like '%lost'").isEmpty());
        stand.database.rows("update report_output set due_at = now()");
        Await.until("it is out", () -> outputs().equals(List.of(List.of(1, "DONE"))));
        assertThat(calls).hasValue(2);
        assertThat(stand.database.rows("""
                select i.target, i.state from instance i where i.target like 'report/MEASUREMENTS/%'"""))
                .containsExactly(List.of("report/MEASUREMENTS/PRELIMINARY", "ACTIVE"));
    }

    @Test
    void whatNeverWorksIsGivenUpAndTriedAnewByTheNextStart() {
        preliminary();
        stand.database.rows("update report_output set attempts = 6");
        var calls = new AtomicInteger();
        stand.sendOut((unit, target, what, dataSet) -> CompletableFuture
                .completedStage(calls.incrementAndGet() == 1 ? Optional.of("no") : Optional.empty()), store::path);
        Await.until("it is given up", () -> outputs().equals(List.of(List.of(1, "FAILED"))));
        stand.sendOut((unit, target, what, dataSet) -> CompletableFuture.completedStage(Optional.empty()), store::path);
        Await.until("the next start makes it", () -> outputs().equals(List.of(List.of(1, "DONE"))));
    }

    private List<JsonObject> stuck(String account) {
        HttpResponse<String> answer = stand.get(account, "/api/v1/report-outputs");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body()).getJsonArray("items").stream().map(JsonObject.class::cast).toList();
    }

    private int again(String account, JsonObject one, int number) {
        return stand.post(account, "/api/v1/report-outputs/" + one.getString("reading") + "/" + number + "/again",
                new JsonObject()).statusCode();
    }

    @Test
    void whoeverLooksAfterDeliveriesSeesWhatIsStuckAndTriesItAnew() {
        preliminary();
        assertThat(stuck("sysadmin")).as("before anything went wrong").isEmpty();
        stand.database.rows("update report_output set attempts = 5");
        ObjectShelf real = ReportShelf.of(stand.vertx(), store);
        var mended = new AtomicBoolean();
        stand.sendOut((unit, target, what, dataSet) -> mended.get() ? real.put(unit, target, what, dataSet)
                : CompletableFuture.completedStage(Optional.of("NO_ROOM")), store::path);
        Await.until("it is told", () -> !stuck("sysadmin").isEmpty());
        JsonObject waiting = stuck("sysadmin").getFirst();
        assertThat(waiting.getString("state")).isEqualTo("WAITING");
        assertThat(waiting.getInteger("attempts")).isEqualTo(6);
        assertThat(waiting.getString("nextTry")).isNotNull();
        stand.database.rows("update report_output set due_at = now()");
        Await.until("it is given up", () -> stuck("sysadmin").getFirst().getString("state").equals("FAILED"));

        JsonObject one = stuck("ts1-tech").getFirst();
        assertThat(one.getString("studyInstanceUid") + " " + one.getString("kind") + " " + one.getInteger("number"))
                .isEqualTo("1.2.3 PRELIMINARY 1");
        assertThat(one.getString("trouble") + " " + one.getString("detail")).isEqualTo("NOT_TAKEN SR: NO_ROOM");
        assertThat(one.getValue("nextTry")).isNull();
        assertThat(one.encode()).doesNotContain("王", "P1");
        assertThat(stuck("ts2-tech")).as("of another unit").isEmpty();
        assertThat(again("ts2-tech", one, 1)).isEqualTo(404);
        assertThat(again("sysadmin", one, 2)).as("no such version").isEqualTo(404);
        assertThat(stand.get("ts1-doctor", "/api/v1/report-outputs").statusCode()).isEqualTo(403);

        mended.set(true);
        assertThat(again("sysadmin", one, 1)).isEqualTo(204);
        Await.until("it is out", () -> outputs().equals(List.of(List.of(1, "DONE"))));
        assertThat(stuck("sysadmin")).isEmpty();
        assertThat(again("sysadmin", one, 1)).as("it is done").isEqualTo(404);
        assertThat(stand.database.rows("""
                select actor, object, details->>'action' from audit_event where action = 'DELIVERY_CHANGE'"""))
                .containsExactly(List.of("sysadmin", "1.2.3", "MAKE_AGAIN"));
    }
}
