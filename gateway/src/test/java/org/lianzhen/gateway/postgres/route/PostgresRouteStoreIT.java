package org.lianzhen.gateway.postgres.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.archive.IndexUnavailableException;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.Period;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveIndex;
import org.lianzhen.gateway.postgres.archive.SampleInstance;
import org.lianzhen.gateway.route.Addition;
import org.lianzhen.gateway.route.ArrivedStudy;
import org.lianzhen.gateway.route.KeptRehearsal;
import org.lianzhen.gateway.route.Rehearsal;
import org.lianzhen.gateway.route.Rehearsed;
import org.lianzhen.gateway.route.RouteVersion;
import org.lianzhen.gateway.route.Subject;

class PostgresRouteStoreIT {
    private static final SampleInstance ONE = SampleInstance.of("1");

    private TestPostgres database;
    private PostgresRouteStore store;

    @BeforeEach
    void start() throws IOException {
        database = TestPostgres.migrated();
        store = new PostgresRouteStore(database.pool());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void keep(SampleInstance... instances) {
        Await.result(new PostgresArchiveIndex(database.pool())
                .begin(Stream.of(instances).map(SampleInstance::indexed).toList()).commit());
    }

    private Optional<RouteVersion> add(int base, String document) {
        return Await.result(store.add(Addition.of(base, "管理员", document)));
    }

    @Test
    void keepsEveryVersion() {
        assertThat(Await.result(store.versions(10))).isEmpty();
        RouteVersion first = add(0, "# 夜间\nroutes: []").orElseThrow();
        assertThat(first.number()).isEqualTo(1);
        assertThat(first.author()).isEqualTo("管理员");
        assertThat(first.document()).isEqualTo("# 夜间\nroutes: []");
        assertThat(first.madeAt()).isCloseTo(Instant.now(),
                within(5, ChronoUnit.MINUTES));
        assertThat(first.reason()).isEmpty();
        RouteVersion second = Await.result(store.add(new Addition(1, "管理员", "", "夜间改送", Set.of(), List.of())))
                .orElseThrow();
        assertThat(second.reason()).isEqualTo("夜间改送");
        assertThat(Await.result(store.versions(10))).containsExactly(second, first);
        assertThat(Await.result(store.versions(1))).containsExactly(second);
    }

    @Test
    void keepsNothingThatWasMadeFromAnOldVersion() {
        add(0, "a");
        assertThat(add(0, "b")).isEmpty();
        assertThat(add(7, "b")).isEmpty();
        assertThat(add(-1, "b")).isEmpty();
        assertThat(database.rows("select number, document from route_version")).containsExactly(List.of(1, "a"));
    }

    @Test
    void ofManyAtTheSameTimeOneIsFirst() {
        List<CompletableFuture<Optional<RouteVersion>>> all = IntStream.range(0, 8)
                .mapToObj(i -> store.add(Addition.of(0, "x", "document " + i)).toCompletableFuture()).toList();
        assertThat(all.stream().map(Await::result).filter(Optional::isPresent)).hasSize(1);
        assertThat(database.value("select count(*) from route_version")).isEqualTo(1L);
    }

    @Test
    void tellsWhatArrivedOfLateOneSubjectForEachSeries() {
        keep(ONE, ONE.instance("2"), ONE.series("S2", "SR").instance("3"));
        keep(SampleInstance.of("4").study("T2").series("S4", "DX").patient("P2").from("TS2").emergency());
        List<ArrivedStudy> arrived = Await.result(store.arrived(Period.ALWAYS, 10));
        assertThat(arrived).extracting(ArrivedStudy::studyInstanceUid)
                .containsExactlyElementsOf(database.rows("select uid from study order by created_at desc")
                        .stream().map(row -> row.getFirst().toString()).toList())
                .hasSize(2);
        List<List<Subject>> studies = arrived.stream().map(ArrivedStudy::series).toList();
        assertThat(studies.getFirst()).singleElement().satisfies(subject -> {
            assertThat(subject.source()).isEqualTo("TS2PACS");
            assertThat(subject.urgency()).isEqualTo(Urgency.EMERGENCY);
            assertThat(subject.content().modality()).isEqualTo("DX");
        });
        assertThat(studies.getLast()).extracting(subject -> subject.content().modality())
                .containsExactlyInAnyOrder("CT", "SR");
        assertThat(studies.getLast()).allSatisfy(subject -> {
            assertThat(subject.unit()).isEqualTo("TS1");
            assertThat(subject.called()).isEqualTo("LIANZHEN");
            assertThat(subject.content().bodyPart()).isEqualTo("CHEST");
            assertThat(subject.content().procedure()).isEqualTo("胸部平扫\n\nThorax nativ\nRPCODE7");
            assertThat(subject.urgency()).isEqualTo(Urgency.URGENT);
            assertThat(subject.arrivedAt().getZone().getId()).isEqualTo("Asia/Shanghai");
            assertThat(Duration.between(subject.arrivedAt().toInstant(), Instant.now()).abs())
                    .isLessThan(Duration.ofMinutes(5));
        });
        assertThat(Await.result(store.arrived(Period.ALWAYS, 1))).as("the newest").isEqualTo(arrived.subList(0, 1));
    }

    @Test
    void tellsWhatArrivedOnChosenDays() {
        keep(ONE);
        LocalDate today = LocalDate.now(MemberDirectory.ZONE);
        database.rows("update study set created_at = $1", today.minusDays(3).atTime(23, 59)
                .atZone(MemberDirectory.ZONE).toOffsetDateTime());
        assertThat(Await.result(store.arrived(new Period(today.minusDays(3), today.minusDays(3)), 10))).hasSize(1);
        assertThat(Await.result(store.arrived(new Period(null, today.minusDays(4)), 10))).isEmpty();
        assertThat(Await.result(store.arrived(new Period(today.minusDays(2), null), 10))).isEmpty();
    }

    @Test
    void keepsRehearsals() {
        LocalDate day = LocalDate.of(2026, 7, 1);
        var first = new Rehearsal(new Rehearsal.Extent(3, new Period(day, day.plusDays(1)), 7, true), 2,
                List.of(new Rehearsal.Line("ct", "CH1", 5, 1)));
        var second = new Rehearsal(new Rehearsal.Extent(3, Period.ALWAYS, 0, false), 0, List.of());
        Await.result(store.keep("管理员", "routes: []", first));
        Await.result(store.keep("管理员", "# other", second));
        assertThat(Await.result(store.rehearsals(10))).extracting(KeptRehearsal::rehearsal)
                .containsExactly(second, first);
        assertThat(Await.result(store.rehearsals(1))).singleElement().satisfies(kept -> {
            assertThat(kept.author()).isEqualTo("管理员");
            assertThat(kept.backs()).isNull();
            assertThat(kept.madeAt()).isCloseTo(Instant.now(), within(5, ChronoUnit.MINUTES));
        });
    }

    private static final Rehearsal NOTHING = new Rehearsal(new Rehearsal.Extent(3, Period.ALWAYS, 0, false), 0,
            List.of());

    private List<String> rehearsed() {
        return Await.result(store.rehearsed(1000)).stream().map(Rehearsed::document).toList();
    }

    @Test
    void keepsRehearsalsThatLedToAVersionAndTheNewestHundredOthers() {
        Await.result(store.keep("管理员", "backs", NOTHING));
        Await.result(store.keep("管理员", "leads to nothing", NOTHING));
        UUID backing = Await.result(store.rehearsed(9)).getLast().rehearsal();
        assertThat(Await.result(store.add(Addition.of(7, "管理员", "a").backedBy(Set.of(backing))))).isEmpty();
        assertThat(Await.result(store.rehearsals(9))).as("no version was added").extracting(KeptRehearsal::backs)
                .containsOnlyNulls();
        assertThat(Await.result(store.add(Addition.of(0, "管理员", "a").backedBy(Set.of(backing))))).isPresent();
        assertThat(Await.result(store.rehearsals(9))).extracting(KeptRehearsal::backs).containsExactly(null, 1);
        for (int i = 1; i < 100; i++) {
            Await.result(store.keep("管理员", "# " + i, NOTHING));
        }
        assertThat(rehearsed()).hasSize(101).endsWith("# 1", "leads to nothing", "backs");
        Await.result(store.keep("管理员", "# 100", NOTHING));
        assertThat(rehearsed()).hasSize(101).startsWith("# 100").endsWith("# 2", "# 1", "backs");
        assertThat(Await.result(store.rehearsed(1))).extracting(Rehearsed::document).containsExactly("# 100");
    }

    @Test
    void whatCannotBePutOnRecordIsNotKept() {
        AuditEvent event = AuditEvent.success(AuditEvent.Actor.GATEWAY, AuditAction.ROUTE_CHANGE, "routes/1");
        database.rows("alter table audit_event rename to elsewhere");
        assertThat(store.add(Addition.of(0, "管理员", "a").recorded(event)).toCompletableFuture())
                .failsWithin(Duration.ofSeconds(30));
        assertThat(Await.result(store.versions(9))).isEmpty();
        database.rows("alter table elsewhere rename to audit_event");
        assertThat(Await.result(store.add(Addition.of(0, "管理员", "a").recorded(event)))).isPresent();
        assertThat(database.rows("select action, object from audit_event")).containsExactly(
                List.of("ROUTE_CHANGE", "routes/1"));
        assertThat(Await.result(store.add(Addition.of(0, "管理员", "b").recorded(event)))).isEmpty();
        assertThat(database.rows("select object from audit_event")).as("of what was overtaken nothing").hasSize(1);
    }

    @Test
    void tellsTheNewestVersionOfAnAuthor() {
        add(0, "a");
        RouteVersion second = add(1, "b").orElseThrow();
        Await.result(store.add(Addition.of(2, "other", "c")));
        assertThat(Await.result(store.newestOf("管理员"))).contains(second);
        assertThat(Await.result(store.newestOf("nobody"))).isEmpty();
    }

    @Test
    void saysThatTheDatabaseIsAway() {
        try (TestPostgres away = TestPostgres.unreachable()) {
            var none = new PostgresRouteStore(away.pool());
            assertThatThrownBy(() -> Await.result(none.versions(1)))
                    .hasCauseInstanceOf(IndexUnavailableException.class);
            assertThatThrownBy(() -> Await.result(none.add(Addition.of(0, "x", "y"))))
                    .hasCauseInstanceOf(IndexUnavailableException.class);
        }
    }
}
