package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.access.Reach;
import org.lianzhen.gateway.audit.AuditLog;
import org.lianzhen.gateway.calendar.CalendarDirectory;
import org.lianzhen.gateway.http.HttpFront;
import org.lianzhen.gateway.http.Links;
import org.lianzhen.gateway.http.TestSite;
import org.lianzhen.gateway.http.reading.ReadingFeature;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.notify.Notices;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveIndex;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveObjects;
import org.lianzhen.gateway.postgres.archive.SampleInstance;
import org.lianzhen.gateway.postgres.audit.PostgresAuditLog;
import org.lianzhen.gateway.postgres.calendar.PostgresCalendarStore;
import org.lianzhen.gateway.postgres.member.PostgresMemberStore;
import org.lianzhen.gateway.postgres.notify.PostgresNoticeStore;
import org.lianzhen.gateway.postgres.notify.PostgresRosterStore;
import org.lianzhen.gateway.postgres.reading.PostgresMarkStore;
import org.lianzhen.gateway.postgres.reading.PostgresPreferenceStore;
import org.lianzhen.gateway.reading.outgoing.ObjectShelf;
import org.lianzhen.gateway.reading.result.ResultChannel;

/** Remote reading as the gateway serves it, with the accounts of the demonstration: CH1 runs the centre that reads for TS1. */
final class ReadingStand implements AutoCloseable {
    static final String READINGS = "/api/v1/readings";

    final TestPostgres database;
    final TestSite site;
    private final boolean own;
    private final Vertx vertx = Vertx.vertx();
    private final AccessSide access;
    private final ReadingSide reading;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    ReadingStand(Path keys) throws Exception {
        this(keys, TestPostgres.migrated(), true);
    }

    /** @param members other than the usual ones */
    ReadingStand(Path keys, String members) throws Exception {
        this(keys, TestPostgres.migrated(), true, members);
    }

    /** One of several nodes, or of a time, of a database that outlives it. */
    ReadingStand(Path keys, TestPostgres database) throws Exception {
        this(keys, database, false);
    }

    private ReadingStand(Path keys, TestPostgres database, boolean own) throws Exception {
        this(keys, database, own, """
                units:
                  - {code: TS1, name: 一院, kind: TOWNSHIP_HEALTH_CENTRE}
                  - {code: TS2, name: 二院, kind: TOWNSHIP_HEALTH_CENTRE}
                  - {code: CH1, name: 县医院, kind: COUNTY_HOSPITAL}
                  - {code: CH2, name: 中医院, kind: COUNTY_HOSPITAL}
                agreements: [{owner: TS1, reader: CH1}]
                centres: [{code: IMG, name: 影像中心, service: IMAGING, owner: CH1}]
                """);
    }

    private ReadingStand(Path keys, TestPostgres database, boolean own, String county) throws Exception {
        this.database = database;
        this.own = own;
        AuditLog audit = new PostgresAuditLog(database.pool());
        var members = new MemberDirectory(new PostgresMemberStore(database.pool()), TestMembers::isCharset);
        members.replace("test", county).toCompletableFuture().get();
        access = new AccessSide(database.pool(), audit, new AccessSide.Surroundings(members, keys,
                glass -> CompletableFuture.completedStage(null), new Links(null)));
        access.begin(true);
        reading = ReadingSide.start(new ReadingSide.Base(vertx, database.pool(), members,
                new CalendarDirectory(new PostgresCalendarStore(database.pool())), keys.resolve("fonts"),
                telling(database)));
        site = TestSite.serving(new HttpFront.Site(
                Stream.concat(Stream.of(marks(members)),
                        Stream.concat(access.features().stream(), reading.features(access).stream())).toList(),
                access.sessions(), access.programs(), audit));
    }

    private static CriticalSide.Telling telling(TestPostgres database) {
        var store = new PostgresNoticeStore(database.pool());
        return new CriticalSide.Telling(new Notices(store, InstantSource.system()), store,
                new PostgresRosterStore(database.pool()));
    }

    private ReadingFeature marks(MemberDirectory members) {
        return new ReadingFeature(new PostgresMarkStore(database.pool()),
                new PostgresPreferenceStore(database.pool()), new PostgresArchiveObjects(database.pool()),
                new Reach(members));
    }

    /**
     * From now on reports go out.
     *
     * @param files of objects, by their keys
     */
    void sendOut(ObjectShelf shelf, Function<String, Path> files) {
        reading.sendOut(shelf, files);
    }

    /** From now on reports go to programs of the units. */
    void sendResults(ResultChannel channel) {
        reading.sendResults(channel);
    }

    Vertx vertx() {
        return vertx;
    }

    /** Takes in an image; more of its study may come. */
    void arrive(SampleInstance instance) {
        Await.result(new PostgresArchiveIndex(database.pool()).begin(List.of(instance.indexed())).commit());
        database.rows("""
                insert into study_receipt (study, unit, state, last_at)
                select id, unit, 'RECEIVING', now() from study where uid = '%s'
                on conflict (study) do update set state = 'RECEIVING', rule = null, stable_at = null"""
                .formatted(instance.study()));
    }

    /** All of a study is here. */
    void complete(String study) {
        database.rows("""
                update study_receipt set state = 'STABLE', rule = 'QUIET', stable_at = now()
                where study = (select id from study where uid = '%s')""".formatted(study));
    }

    /** A study that is in the archive waits to be read. */
    JsonObject completed(String study) {
        database.rows("""
                insert into study_receipt (study, unit, state, last_at)
                select id, unit, 'RECEIVING', now() from study where uid = '%s' on conflict (study) do nothing"""
                .formatted(study));
        complete(study);
        return awaited(study, "QUEUED");
    }

    /** A study of one image that waits to be read. */
    JsonObject queued(SampleInstance instance) {
        arrive(instance);
        complete(instance.study());
        return awaited(instance.study(), "QUEUED");
    }

    /** The study when it is in that state. */
    JsonObject awaited(String study, String state) {
        Await.until("the study is " + state, () -> state.equals(ofStudy(study).getString("state")));
        return ofStudy(study);
    }

    private JsonObject ofStudy(String study) {
        return list("ch1-radiologist", "").stream().filter(one -> one.getString("studyInstanceUid").equals(study))
                .findFirst().orElseGet(JsonObject::new);
    }

    /**
     * What an account finds.
     *
     * @param query such as {@code ?mine=true}
     */
    List<JsonObject> list(String account, String query) {
        HttpResponse<String> answer = get(account, READINGS + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonArray readings = new JsonObject(answer.body()).getJsonArray("readings");
        return readings.stream().map(JsonObject.class::cast).toList();
    }

    String token(String account) {
        return tokens.computeIfAbsent(account, name -> new JsonObject(site.text(site.request("/api/v1/session")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        new JsonObject().put("username", name).put("password", "demo").encode())))
                .body()).getString("token"));
    }

    HttpResponse<String> get(String account, String path) {
        return site.text(site.request(path, token(account)));
    }

    /** A move such as {@code claim}. */
    HttpResponse<String> move(String account, JsonObject reading, String verb) {
        return post(account, path(reading, verb), new JsonObject());
    }

    HttpResponse<String> post(String account, String path, JsonObject body) {
        return site.send("POST", path, token(account), body.encode());
    }

    HttpResponse<String> withTag(String method, String account, String path, int tag, JsonObject body) {
        return site.text(site.request(path, token(account)).header("Content-Type", "application/json")
                .header("If-Match", "\"" + tag + "\"")
                .method(method, HttpRequest.BodyPublishers.ofString(body.encode())));
    }

    static String path(JsonObject reading, String part) {
        return READINGS + "/" + reading.getString("id") + (part.isEmpty() ? "" : "/" + part);
    }

    @Override
    public void close() {
        reading.close();
        site.close();
        access.close();
        if (own) {
            database.close();
        }
        Await.result(vertx.close().toCompletionStage());
    }
}
