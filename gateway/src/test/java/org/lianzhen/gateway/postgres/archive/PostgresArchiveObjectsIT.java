package org.lianzhen.gateway.postgres.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.gateway.archive.IndexUnavailableException;
import org.lianzhen.gateway.archive.IndexedInstance;
import org.lianzhen.gateway.archive.InstanceEntry;
import org.lianzhen.gateway.archive.KeptObject;
import org.lianzhen.gateway.archive.PixelPlace;
import org.lianzhen.gateway.archive.PixelPlace.FramePlace;
import org.lianzhen.gateway.archive.PixelPlace.Span;
import org.lianzhen.gateway.archive.PlacedObject;
import org.lianzhen.gateway.archive.Scope;
import org.lianzhen.gateway.archive.SeriesVersion;
import org.lianzhen.gateway.postgres.TestPostgres;

class PostgresArchiveObjectsIT {
    private static final Set<String> TS1 = Set.of("TS1");
    private static final SampleInstance FIRST = SampleInstance.of("1");

    private static final Scope FOURTH = new Scope("T2", "S1", "4");
    private static TestPostgres database;
    private static PostgresArchiveObjects archive;

    /** Study T1 with series S1 (instances 1, 2) and S2 (3); study T2 (4); a parked second version of 1. */
    @BeforeAll
    static void fill() throws IOException {
        database = TestPostgres.migrated();
        archive = new PostgresArchiveObjects(database.pool());
        add(FIRST.indexed(), FIRST.instance("2").indexed(), FIRST.series("S2", "SR").instance("3").indexed(),
                SampleInstance.of("4").study("T2").patient("P2").indexed());
        add(FIRST.content("other").indexed());
    }

    private static void add(IndexedInstance... instances) {
        get(new PostgresArchiveIndex(database.pool()).begin(List.of(instances)).commit());
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static List<String> objects(Scope scope, Set<String> units) {
        return get(archive.objects(scope, units, 100)).stream().map(KeptObject::sopInstanceUid).toList();
    }

    @Test
    void tellsWhereTheBytesAre() {
        assertThat(get(archive.objects(new Scope("T1", "S1", "1"), TS1, 1))).containsExactly(new KeptObject("T1", "S1",
                new SopReference("1.2.840.10008.5.1.4.1.1.2", "1"), 1, SampleInstance.NATIVE,
                new KeptObject.Place("object-1", 100, 350, "sha-1"), 1000));
    }

    @Test
    void keepsToItsScope() {
        assertThat(objects(Scope.study("T1"), TS1)).as("without what is parked").containsExactly("1", "2", "3");
        assertThat(objects(Scope.series("T1", "S1"), TS1)).containsExactly("1", "2");
        assertThat(objects(new Scope("T1", "S1", "2"), TS1)).containsExactly("2");
        assertThat(objects(new Scope("T1", "S2", "2"), TS1)).as("of another series").isEmpty();
        assertThat(objects(Scope.series("T2", "S2"), TS1)).as("of another study").isEmpty();
        assertThat(get(archive.objects(Scope.study("T1"), TS1, 2))).hasSize(2);
    }

    @Test
    void showsOnlyWhatUnitsMaySee() {
        assertThat(objects(Scope.study("T1"), Set.of("TS2"))).isEmpty();
        assertThat(get(archive.series(Scope.study("T1"), Set.of("TS2")))).isEmpty();
        assertThat(get(archive.version("1", 0, Set.of("TS2")))).isEmpty();
        assertThat(objects(Scope.study("T1"), Set.of("TS2", "TS1"))).hasSize(3);
    }

    @Test
    void aSeriesHasAnotherVersionWhenItsInstancesChange() {
        List<SeriesVersion> before = get(archive.series(Scope.study("T1"), TS1));
        assertThat(before).extracting(SeriesVersion::uid).containsExactly("S1", "S2");
        assertThat(get(archive.series(Scope.study("T1"), TS1))).isEqualTo(before);
        assertThat(get(archive.series(Scope.series("T1", "S2"), TS1))).containsExactly(before.get(1));

        add(FIRST.series("S2", "SR").instance("5").indexed());
        List<SeriesVersion> more = get(archive.series(Scope.study("T1"), TS1));
        assertThat(more.get(0)).isEqualTo(before.get(0));
        assertThat(more.get(1)).isNotEqualTo(before.get(1));

        database.rows("update instance set state = 'REJECTED' where sop_instance_uid = '5'");
        assertThat(get(archive.series(Scope.study("T1"), TS1))).isEqualTo(before);
    }

    private static String picture(Scope scope, Set<String> units, String... syntaxes) {
        return get(archive.picture(scope, units, Set.of(syntaxes))).map(found -> found.object().sopInstanceUid())
                .orElse("none");
    }

    @Test
    void findsWhatShowsAStudyBest() {
        SampleInstance sample = FIRST.study("T9").series("S9", "CT");
        for (String uid : List.of("91", "92", "93", "94", "95")) {
            add(sample.instance(uid).indexed());
        }
        add(sample.series("S91", "CT").instance("96").indexed());
        assertThat(picture(Scope.study("T9"), TS1, SampleInstance.NATIVE)).as("in the middle of the first series")
                .isEqualTo("93");
        assertThat(picture(Scope.series("T9", "S91"), TS1, SampleInstance.NATIVE)).isEqualTo("96");
        assertThat(picture(Scope.study("T9"), Set.of("TS2"), SampleInstance.NATIVE)).isEqualTo("none");
        assertThat(picture(Scope.study("T9"), TS1, "1.2.3")).isEqualTo("none");
        database.rows("update instance set pixel_offset = -1 where series = (select id from series where uid = 'S9')");
        assertThat(picture(Scope.study("T9"), TS1, SampleInstance.NATIVE)).as("of the first that has images")
                .isEqualTo("96");
    }

    @Test
    void findsVersionsThatAreNotInForce() {
        assertThat(get(archive.version("1", 0, TS1)).orElseThrow().bytes().key()).isEqualTo("object-1");
        KeptObject second = get(archive.version("1", 2, TS1)).orElseThrow();
        assertThat(second.version()).isEqualTo(2);
        assertThat(second.bytes().sha256()).isEqualTo("sha-other");
        assertThat(get(archive.version("1", 3, TS1))).isEmpty();
        assertThat(get(archive.version("no such", 0, TS1))).isEmpty();
    }

    @Test
    void knowsWhereFramesLie() {
        PlacedObject kept = get(archive.instance(FOURTH, TS1)).orElseThrow();
        assertThat(kept.object()).isEqualTo(get(archive.version("4", 0, TS1)).orElseThrow());
        assertThat(kept.pixels()).isEqualTo(new PixelPlace(1000, 524288, List.of()));

        var frames = new PixelPlace(500, 0, List.of(new FramePlace(List.of(new Span(508, 20), new Span(536, 4))),
                new FramePlace(List.of(new Span(548, 6)))));
        InstanceEntry entry = FIRST.study("T3").instance("6").indexed().entry();
        add(new IndexedInstance(new InstanceEntry(entry.patient(), entry.study(), entry.series(), entry.image(), frames,
                entry.origin(), entry.dataSetOffset(), entry.doubt()), FIRST.instance("6").indexed().object()));
        assertThat(get(archive.instance(new Scope("T3", "S1", "6"), TS1)).orElseThrow().pixels()).isEqualTo(frames);
        assertThat(get(archive.picture(Scope.study("T3"), TS1, Set.of(SampleInstance.NATIVE))).orElseThrow().pixels())
                .isEqualTo(frames);
        assertThat(get(archive.instance(new Scope("T3", "S1", "7"), TS1))).isEmpty();
        assertThat(get(archive.instance(FOURTH, Set.of("TS2")))).isEmpty();
    }

    @Test
    void saysWhenTheDatabaseDoesNotAnswer() {
        try (TestPostgres away = TestPostgres.unreachable()) {
            var unanswered = new PostgresArchiveObjects(away.pool());
            Stream.of(unanswered.objects(Scope.study("T1"), TS1, 1), unanswered.series(Scope.study("T1"), TS1),
                    unanswered.version("1", 0, TS1))
                    .forEach(asked -> assertThatThrownBy(() -> get(asked))
                            .hasCauseInstanceOf(IndexUnavailableException.class));
        }
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
