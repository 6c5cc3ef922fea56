package org.lianzhen.gateway.postgres.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lianzhen.gateway.postgres.archive.SampleInstance.JPEG_LS;

import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.service.QueryLevel;
import org.lianzhen.gateway.archive.Acceptance;
import org.lianzhen.gateway.archive.Acceptance.ParkReason;
import org.lianzhen.gateway.archive.KeptInstance;
import org.lianzhen.gateway.archive.Search;
import org.lianzhen.gateway.archive.Search.Page;
import org.lianzhen.gateway.archive.conflict.ComparisonQueue.Task;
import org.lianzhen.gateway.archive.conflict.ComparisonQueue.Verdict;
import org.lianzhen.gateway.archive.conflict.Decision;
import org.lianzhen.gateway.archive.conflict.Decision.Result;
import org.lianzhen.gateway.archive.conflict.Pace;
import org.lianzhen.gateway.archive.conflict.ParkedInstance;
import org.lianzhen.gateway.archive.conflict.ParkedInstances.Stage;
import org.lianzhen.gateway.audit.AuditEvent.Actor;
import org.lianzhen.gateway.postgres.TestPostgres;

class PostgresParkedInstancesIT {
    private static final Actor TECHNOLOGIST = new Actor("ts1-tech", "TECHNOLOGIST", "TS1", "10.0.0.7");
    private static final Result DONE = new Result.Done();
    private static final Page ALL = new Page(0, 100);
    private static final SampleInstance FIRST = SampleInstance.of("1");

    private TestPostgres database;
    private PostgresArchiveIndex index;
    private PostgresParkedInstances parked;

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
        index = new PostgresArchiveIndex(database.pool());
        parked = new PostgresParkedInstances(database.pool());
        store(FIRST, FIRST.instance("2"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private List<Acceptance> store(SampleInstance... samples) {
        return get(index.begin(Stream.of(samples).map(SampleInstance::indexed).toList()).commit());
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    private List<ParkedInstance> list(Stage stage) {
        return get(parked.list(Set.of("TS1"), stage, ALL));
    }

    private UUID version(int number) {
        return (UUID) database.value("select id from instance where sop_instance_uid = '1' and version = $1", number);
    }

    private static Decision by(UUID instance, String unit) {
        return new Decision(instance, Set.of(unit), TECHNOLOGIST, "片子没问题");
    }

    private Result release(UUID instance) {
        return get(parked.release(by(instance, "TS1")));
    }

    private Result reject(UUID instance) {
        return get(parked.reject(by(instance, "TS1")));
    }

    private List<Object> states() {
        return database.rows("select state from instance where sop_instance_uid = '1' order by version").stream()
                .map(List::getFirst).toList();
    }

    private List<String> found(String study) {
        var search = new Search(QueryLevel.IMAGE, List.of(new org.lianzhen.gateway.archive.Condition.OneOf(
                org.lianzhen.dicom.dict.Tag.StudyInstanceUID, List.of(study))), Set.of("TS1"), ALL);
        return get(new PostgresArchiveSearch(database.pool()).instances(search)).stream().map(KeptInstance::objectKey)
                .toList();
    }

    private List<List<Object>> audit() {
        return database.rows(
                "select action, outcome, actor, object from audit_event where action <> 'STUDY_STORE' order by id");
    }

    @Test
    void listsBothVersionsWithWhatOneMustKnow() {
        store(FIRST.content("b").named("王^五").emergency());
        ParkedInstance one = list(Stage.WAITING).getFirst();
        assertThat(one.unit()).isEqualTo("TS1");
        assertThat(one.state()).isEqualTo("PARKED");
        assertThat(one.matter().reason()).isEqualTo(ParkReason.CONTENT_DIFFERS);
        assertThat(one.matter().emergency()).isTrue();
        assertThat(one.parked().number()).isEqualTo(2);
        assertThat(one.parked().patient().name()).as("as it says itself").isEqualTo("王^五");
        assertThat(one.parked().content().sha256()).isEqualTo("sha-b");
        assertThat(one.inForce().number()).isEqualTo(1);
        assertThat(one.inForce().patient().name()).isEqualTo("王^小东");
        assertThat(one.inForce().content().sha256()).isEqualTo("sha-1");
        assertThat(one.inForce().place()).isEqualTo(one.parked().place());
        assertThat(get(parked.find(Set.of("TS1"), one.parked().id()))).contains(one);
        assertThat(get(parked.find(Set.of("CH1"), one.parked().id()))).isEmpty();
        assertThat(get(parked.list(Set.of("CH1"), Stage.WAITING, ALL))).isEmpty();
    }

    @Test
    void listsPageByPage() {
        store(FIRST.content("b"), FIRST.content("c"), FIRST.content("d"));
        assertThat(get(parked.list(Set.of("TS1"), Stage.WAITING, new Page(1, 1)))).extracting(
                one -> one.parked().number()).containsExactly(3);
        assertThat(get(parked.list(Set.of("TS1"), Stage.WAITING, new Page(3, 1)))).isEmpty();
    }

    @Test
    void releasedTakesThePlaceOfTheOneInForce() {
        store(FIRST.content("b"));
        assertThat(release(version(2))).isEqualTo(DONE);
        assertThat(states()).containsExactly("SUPERSEDED", "ACTIVE");
        assertThat(found("T1")).containsExactly("object-1-sha-b", "object-2");
        assertThat(database.rows("select instance_count, series_count, bytes from study"))
                .containsExactly(List.of(2, 1, 200L));
        assertThat(database.rows("select version from arrival a join instance i on i.id = a.instance "
                + "where sop_instance_uid = '1' and not warning order by 1")).as("is routed")
                .containsExactly(List.of(1), List.of(2));
        assertThat(database.rows("select settled_by from alert")).containsExactly(List.of("ts1-tech"));
        assertThat(database.rows("select decision, decided_by, reason, unit from parking_decision"))
                .containsExactly(List.of("RELEASED", "ts1-tech", "片子没问题", "TS1"));
        assertThat(audit()).containsExactly(List.of("VERSION_RELEASE", "SUCCESS", "ts1-tech", "1"));
        assertThat(list(Stage.WAITING)).isEmpty();
        assertThat(list(Stage.DECIDED)).hasSize(1);
        assertThat(store(FIRST)).as("the superseded one is known for ever")
                .containsExactly(new Acceptance.Duplicate("object-1"));
    }

    @Test
    void rejectedStaysAndMayBeReleasedLater() {
        store(FIRST.content("b"));
        assertThat(reject(version(2))).isEqualTo(DONE);
        assertThat(states()).containsExactly("ACTIVE", "REJECTED");
        assertThat(found("T1")).containsExactly("object-1", "object-2");
        assertThat(database.value("select count(*) from alert where settled_at is null")).isEqualTo(0L);
        assertThat(reject(version(2))).isEqualTo(new Result.Already("REJECTED"));
        assertThat(release(version(2))).isEqualTo(DONE);
        assertThat(states()).containsExactly("SUPERSEDED", "ACTIVE");
        assertThat(release(version(2))).isEqualTo(new Result.Already("ACTIVE"));
        assertThat(audit()).extracting(List::getFirst).containsExactly("VERSION_REJECT", "VERSION_RELEASE");
    }

    @Test
    void takesAReleaseBack() {
        store(FIRST.content("b"), FIRST.content("c"));
        release(version(2));
        release(version(3));
        assertThat(states()).containsExactly("SUPERSEDED", "SUPERSEDED", "ACTIVE");
        assertThat(reject(version(3))).isEqualTo(DONE);
        assertThat(states()).as("the one that gave way last").containsExactly("SUPERSEDED", "ACTIVE", "REJECTED");
        reject(version(2));
        assertThat(states()).containsExactly("ACTIVE", "REJECTED", "REJECTED");
        assertThat(found("T1")).containsExactly("object-1", "object-2");
        assertThat(database.value("select instance_count from study")).isEqualTo(2);
    }

    @Test
    void releasedInAnotherPlaceMovesThere() {
        store(FIRST.study("T2").series("S9", "SR").content("b"));
        ParkedInstance one = list(Stage.WAITING).getFirst();
        assertThat(one.matter().reason()).isEqualTo(ParkReason.PLACE_DIFFERS);
        assertThat(one.parked().place().studyInstanceUid()).isEqualTo("T2");
        assertThat(one.inForce().place().studyInstanceUid()).isEqualTo("T1");
        release(version(2));
        assertThat(found("T1")).containsExactly("object-2");
        assertThat(found("T2")).containsExactly("object-1-sha-b");
        assertThat(database
                .rows("select uid, instance_count, series_count, bytes, modalities::text from study order by 1"))
                .containsExactly(List.of("T1", 1, 1, 100L, "{CT}"), List.of("T2", 1, 1, 100L, "{SR}"));
        reject(version(2));
        assertThat(found("T1")).containsExactly("object-1", "object-2");
        assertThat(found("T2")).isEmpty();
    }

    @Test
    void releasedOfAnotherPatientBelongsToItsStudy() {
        store(FIRST.instance("3").patient("P2").named("赵^四"));
        ParkedInstance one = list(Stage.WAITING).getFirst();
        assertThat(one.matter().reason()).isEqualTo(ParkReason.PATIENT_DIFFERS);
        assertThat(one.inForce()).as("nothing has its UID").isNull();
        assertThat(one.parked().patient().patientId()).isEqualTo("P2");
        assertThat(one.studyPatient().patientId()).isEqualTo("P1");
        assertThat(release(one.parked().id())).isEqualTo(DONE);
        assertThat(found("T1")).containsExactly("object-1", "object-2", "object-3");
        assertThat(database.rows("select p.patient_id, s.instance_count from study s "
                + "join patient p on p.id = s.patient")).containsExactly(List.of("P1", 3));
        assertThat(store(FIRST.instance("3").content("right"))).as("other bytes than those in force").first()
                .isInstanceOf(Acceptance.Parked.class);
    }

    @Test
    void isAskedForByItsOwnUnitOnly() {
        store(FIRST.content("b").from("TS2"));
        UUID version = version(2);
        assertThat(get(parked.release(by(version, "TS2")))).as("the sender does not own what it contradicts")
                .isEqualTo(new Result.NotYours());
        assertThat(get(parked.reject(by(version, "CH1")))).isEqualTo(new Result.NotYours());
        assertThat(states()).containsExactly("ACTIVE", "PARKED");
        assertThat(audit()).containsExactly(List.of("VERSION_RELEASE", "REFUSED", "ts1-tech", "1"),
                List.of("VERSION_REJECT", "REFUSED", "ts1-tech", "1"));
        assertThat(release(version)).isEqualTo(DONE);
    }

    @Test
    void decidesNothingAboutWhatIsNotParked() {
        assertThat(release(UUID.randomUUID())).isEqualTo(new Result.Unknown());
        assertThat(reject(version(1))).as("never contradicted anything").isEqualTo(new Result.Unknown());
        store(FIRST.syntax(JPEG_LS));
        assertThat(release(version(2))).isEqualTo(new Result.StillCompared());
        assertThat(list(Stage.WAITING)).isEmpty();
        assertThat(get(parked.find(Set.of("TS1"), version(2)))).isEmpty();
        var queue = new PostgresComparisonQueue(database.pool());
        Task task = get(queue.next(Pace.STANDARD)).orElseThrow();
        get(queue.settle(task, new Verdict.Redundant(task.earlier().getFirst().instance())));
        assertThat(release(version(2))).isEqualTo(new Result.Already("REDUNDANT"));
        assertThat(list(Stage.DECIDED)).as("nobody has to see it").isEmpty();
        assertThat(audit()).isEmpty();
    }

    @Test
    void showsWhereWhatWasComparedDiffers() {
        store(FIRST.syntax(JPEG_LS));
        var queue = new PostgresComparisonQueue(database.pool());
        get(queue.settle(get(queue.next(Pace.STANDARD)).orElseThrow(), new Verdict.Different(List.of("(0010,0010)"))));
        assertThat(list(Stage.WAITING).getFirst().matter().findings()).containsExactly("(0010,0010)");
        assertThat(release(version(2))).isEqualTo(DONE);
    }

    @Test
    void neverHasTwoInForceHoweverManyDecideAtOnce() {
        store(Stream.of("b", "c", "d", "e", "f").map(FIRST::content).toArray(SampleInstance[]::new));
        List<CompletableFuture<Result>> decisions = Stream.of(2, 3, 4, 5, 6).map(this::version)
                .map(version -> parked.release(by(version, "TS1")).toCompletableFuture()).toList();
        decisions.forEach(decision -> assertThat(get(decision)).isEqualTo(DONE));
        assertThat(states()).containsOnlyOnce("ACTIVE").doesNotContain("PARKED");
        assertThat(database.rows("select instance_count, bytes from study")).containsExactly(List.of(2, 200L));
    }

    @Test
    void changesNothingWhenTheAuditEventCannotBeKept() {
        store(FIRST.content("b"));
        database.rows("alter table audit_event add constraint nothing check (action <> 'VERSION_RELEASE')");
        assertThatThrownBy(() -> release(version(2))).hasCauseInstanceOf(PgException.class);
        assertThat(states()).containsExactly("ACTIVE", "PARKED");
        assertThat(database.value("select count(*) from alert where settled_at is null")).isEqualTo(1L);
        assertThat(database.value("select count(*) from parking_decision")).isEqualTo(0L);
    }
}
