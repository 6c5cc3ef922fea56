package org.lianzhen.gateway.postgres.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.gateway.archive.Acceptance;
import org.lianzhen.gateway.archive.Acceptance.Duplicate;
import org.lianzhen.gateway.archive.Acceptance.Stored;
import org.lianzhen.gateway.archive.IndexUnavailableException;
import org.lianzhen.gateway.archive.IndexUnavailableException.Rows;
import org.lianzhen.gateway.archive.IndexedInstance;
import org.lianzhen.gateway.archive.StoredObject;
import org.lianzhen.gateway.postgres.TestPostgres;

class PostgresArchiveIndexIT {
    private static final Stored STORED = new Stored();

    private TestPostgres database;
    private PostgresArchiveIndex index;

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
        index = new PostgresArchiveIndex(database.pool());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private List<Acceptance> store(SampleInstance... samples) {
        List<IndexedInstance> instances = new ArrayList<>();
        for (SampleInstance sample : samples) {
            instances.add(sample.indexed());
        }
        return commit(instances).join();
    }

    private CompletableFuture<List<Acceptance>> commit(List<IndexedInstance> instances) {
        return index.begin(instances).commit().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS);
    }

    @Test
    void countsAStudyOverSeveralBatches() {
        var first = SampleInstance.of("1");
        assertThat(store(first, first.instance("2"), first.series("S2", "SR").instance("3")))
                .containsExactly(STORED, STORED, STORED);
        assertThat(store(first.series("S2", "SR").instance("4"))).containsExactly(STORED);

        assertThat(database.rows("select series_count, instance_count, bytes, modalities::text from study"))
                .containsExactly(List.of(2, 4, 400L, "{CT,SR}"));
        assertThat(database.rows("select uid, instance_count from series order by uid"))
                .containsExactly(List.of("S1", 2), List.of("S2", 2));
    }

    @Test
    void keepsDecodedTextsAndNumbers() {
        store(SampleInstance.of("1"));
        assertThat(database.rows("select name, patient_id, issuer, birth_date from patient"))
                .containsExactly(List.of("王^小东", "P1", "TS1", "19800229"));
        assertThat(database
                .rows("select sop_instance_uid, instance_number, \"rows\", sha256, state, version from instance"))
                .containsExactly(List.of("1", 1, 512, "sha-1", "ACTIVE", 1));
    }

    @Test
    void writesAnArrivalForEachNewInstanceOnly() {
        var first = SampleInstance.of("1");
        store(first, first.instance("2"));
        store(first, first.content("other"));
        assertThat(database.rows("select i.sop_instance_uid, a.priority from arrival a join instance i "
                + "on i.id = a.instance order by 1")).containsExactly(List.of("1", "HIGH"), List.of("2", "HIGH"));
    }

    @Test
    void saysHowUrgentAnInstanceIsAndWhoSaidSo() {
        var first = SampleInstance.of("1");
        store(first);
        store(first.content("other").emergency());
        assertThat(database.rows("select urgency::text, urgency_source from arrival order by urgency"))
                .containsExactly(List.of("EMERGENCY", "COMMAND_PRIORITY"), List.of("URGENT", "COMMAND_PRIORITY"));
        assertThat(database.rows("select version, urgency::text, urgency_source from instance order by version"))
                .containsExactly(List.of(1, "URGENT", "COMMAND_PRIORITY"),
                        List.of(2, "EMERGENCY", "COMMAND_PRIORITY"));
    }

    @Test
    void takesTheSameBytesOnce() {
        var first = SampleInstance.of("1");
        store(first);
        assertThat(store(first)).containsExactly(new Duplicate("object-1"));
        assertThat(store(first.instance("2"), first.instance("2"))).containsExactlyInAnyOrder(STORED,
                new Duplicate("object-2"));
        assertThat(database.value("select count(*) from instance")).isEqualTo(2L);
        assertThat(database.value("select instance_count from study")).isEqualTo(2);
    }

    @Test
    void neverTakesPatientsWithoutIdForOneAnother() {
        store(SampleInstance.of("1").patient(""));
        assertThat(store(SampleInstance.of("2").study("T2").patient(""))).containsExactly(STORED);
        assertThat(database.value("select count(*) from patient")).isEqualTo(2L);
        assertThat(store(SampleInstance.of("3").study("T2").patient(""))).containsExactly(STORED);
    }

    @Test
    void leavesNothingOfARolledBackBatch() {
        index.begin(List.of(SampleInstance.of("1").indexed())).rollBack();
        assertThat(store(SampleInstance.of("2"))).containsExactly(STORED);
        assertThat(database.rows("select sop_instance_uid from instance")).containsExactly(List.of("2"));
    }

    @Test
    void letsManyBatchesOfTheSameStudiesRunAtOnce() {
        List<CompletableFuture<List<Acceptance>>> batches = new ArrayList<>();
        for (int batch = 0; batch < 12; batch++) {
            List<IndexedInstance> instances = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                int study = (i + batch) % 5;
                instances.add(SampleInstance.of(batch + "." + i).study("T" + study).indexed());
            }
            batches.add(commit(instances));
        }
        batches.forEach(batch -> assertThat(batch.join()).containsOnly(STORED));
        assertThat(database.rows("select distinct instance_count, series_count from study"))
                .containsExactly(List.of(48, 1));
    }

    /** A new series refers to its study before the study is locked. */
    @Test
    void letsManyBatchesAddSeriesToTheSameStudiesAtOnce() {
        for (int round = 0; round < 4; round++) {
            List<CompletableFuture<List<Acceptance>>> batches = new ArrayList<>();
            for (int batch = 0; batch < 12; batch++) {
                String series = round + "." + batch;
                List<IndexedInstance> instances = new ArrayList<>();
                for (int study = 0; study < 5; study++) {
                    instances.add(SampleInstance.of(series + "." + study).study("T" + study).series(series, "CT")
                            .indexed());
                }
                batches.add(commit(instances));
            }
            batches.forEach(batch -> assertThat(batch.join()).containsOnly(STORED));
        }
        assertThat(database.rows("select distinct instance_count, series_count from study"))
                .containsExactly(List.of(48, 48));
    }

    @Test
    void writesNothingOfPatientStudyAndSeriesThatItWroteBefore() {
        var first = SampleInstance.of("1");
        store(first);
        for (String table : List.of("patient", "study", "series")) {
            database.rows("create rule refuse as on insert to " + table + " do instead select 1 / 0");
        }
        assertThat(store(first.instance("2"), first.instance("3"))).containsOnly(STORED);
        assertThat(database.rows("select instance_count, series_count from study")).containsExactly(List.of(3, 1));
        assertThatThrownBy(() -> store(first.instance("4"), first.series("S2", "SR").instance("5")))
                .hasCauseInstanceOf(IndexUnavailableException.class);
    }

    @Test
    void writesAgainWhatWasTakenAwayMeanwhile() {
        var first = SampleInstance.of("1");
        var second = first.series("S2", "SR");
        store(first, second.instance("2"));
        database.rows("delete from arrival");
        database.rows("delete from instance where sop_instance_uid = '2'");
        database.rows("delete from series where uid = 'S2'");
        assertThat(store(second.instance("3"), first.instance("4"), first)).containsExactly(STORED, STORED,
                new Duplicate("object-1"));
        assertThat(database.rows("select uid, instance_count from series order by uid"))
                .containsExactly(List.of("S1", 2), List.of("S2", 1));
        assertThat(database.value("select count(*) from arrival")).isEqualTo(2L);
    }

    @Test
    void letsRowsSpeakOfOtherObjectsWithTheSameBytes() {
        var first = SampleInstance.of("1");
        store(first, first.instance("2"));
        IndexedInstance again = first.indexed();
        var copy = new IndexedInstance(again.entry(), new StoredObject("copy-1", 120, again.object().sha256()));
        assertThat(replaced(Map.of("object-1", copy, "object-9", copy))).containsExactly("object-1");
        assertThat(database.rows("select object_key, object_length, data_set_offset from instance order by 1"))
                .containsExactly(List.of("copy-1", 120L, 350), List.of("object-2", 100L, 350));
        assertThat(store(first)).containsExactly(new Duplicate("copy-1"));
        assertThat(replaced(Map.of("object-1", copy))).as("nothing speaks of it any more").isEmpty();
    }

    private Set<String> replaced(Map<String, IndexedInstance> copies) {
        return index.replace(copies).toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Test
    void knowsWhichObjectsItSpeaksOf() {
        store(SampleInstance.of("1"));
        assertThat(index.known(List.of("object-1", "object-2")).toCompletableFuture().orTimeout(20, TimeUnit.SECONDS)
                .join()).containsExactly("object-1");
    }

    @Test
    void saysWithoutDoubtWhenTheDatabaseRefusesRows() {
        database.rows("drop table arrival");
        assertThatThrownBy(() -> store(SampleInstance.of("1"))).hasCauseInstanceOf(IndexUnavailableException.class)
                .satisfies(fault -> assertThat(((IndexUnavailableException) fault.getCause()).rows())
                        .isEqualTo(Rows.LOST));
        assertThat(database.value("select count(*) from instance")).isEqualTo(0L);
    }
}
