package org.lianzhen.gateway.postgres.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.archive.IndexUnavailableException;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveIndex;
import org.lianzhen.gateway.postgres.archive.SampleInstance;
import org.lianzhen.gateway.route.RouteVersion;
import org.lianzhen.gateway.route.Subject;
import org.lianzhen.gateway.route.Urgency;

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
        return Await.result(store.add(base, "管理员", document));
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
        RouteVersion second = add(1, "").orElseThrow();
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
                .mapToObj(i -> store.add(0, "x", "document " + i).toCompletableFuture()).toList();
        assertThat(all.stream().map(Await::result).filter(Optional::isPresent)).hasSize(1);
        assertThat(database.value("select count(*) from route_version")).isEqualTo(1L);
    }

    @Test
    void tellsWhatArrivedOfLateOneSubjectForEachSeries() {
        keep(ONE, ONE.instance("2"), ONE.series("S2", "SR").instance("3"));
        keep(SampleInstance.of("4").study("T2").series("S4", "DX").patient("P2").from("TS2").emergency());
        List<List<Subject>> studies = Await.result(store.arrivedLately(10));
        assertThat(studies).hasSize(2);
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
            assertThat(subject.content().procedure()).isEqualTo("胸部平扫");
            assertThat(subject.urgency()).isEqualTo(Urgency.URGENT);
            assertThat(subject.arrivedAt().getZone().getId()).isEqualTo("Asia/Shanghai");
            assertThat(Duration.between(subject.arrivedAt().toInstant(), Instant.now()).abs())
                    .isLessThan(Duration.ofMinutes(5));
        });
        assertThat(Await.result(store.arrivedLately(1))).as("the newest").isEqualTo(studies.subList(0, 1));
    }

    @Test
    void saysThatTheDatabaseIsAway() {
        try (TestPostgres away = TestPostgres.unreachable()) {
            var none = new PostgresRouteStore(away.pool());
            assertThatThrownBy(() -> Await.result(none.versions(1)))
                    .hasCauseInstanceOf(IndexUnavailableException.class);
            assertThatThrownBy(() -> Await.result(none.add(0, "x", "y")))
                    .hasCauseInstanceOf(IndexUnavailableException.class);
        }
    }
}
