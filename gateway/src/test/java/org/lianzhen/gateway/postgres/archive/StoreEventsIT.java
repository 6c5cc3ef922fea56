package org.lianzhen.gateway.postgres.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.gateway.archive.ArchiveIndex;
import org.lianzhen.gateway.archive.IndexedInstance;
import org.lianzhen.gateway.archive.InstanceEntry;
import org.lianzhen.gateway.archive.Origin;
import org.lianzhen.gateway.postgres.TestPostgres;

class StoreEventsIT {
    private static final String EVENTS = """
            select actor, role, unit, action, object, details->>'instances', details->>'parked' from audit_event
            order by object, actor""";

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

    private ArchiveIndex.Batch begin(IndexedInstance... instances) {
        return index.begin(List.of(instances));
    }

    private void store(IndexedInstance... instances) {
        begin(instances).commit().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    private static IndexedInstance[] indexed(SampleInstance... samples) {
        return Stream.of(samples).map(SampleInstance::indexed).toArray(IndexedInstance[]::new);
    }

    @Test
    void tellsOfEachStudyAndSenderOnce() {
        store(indexed(SampleInstance.of("1"), SampleInstance.of("2"), SampleInstance.of("3").study("T2").from("TS2")));
        assertThat(database.rows(EVENTS)).containsExactly(
                List.of("TS1PACS", "DICOM_NODE", "TS1", "STUDY_STORE", "T1", "2", "0"),
                List.of("TS2PACS", "DICOM_NODE", "TS2", "STUDY_STORE", "T2", "1", "0"));
    }

    @Test
    void countsWhatWasParked() {
        store(indexed(SampleInstance.of("1")));
        store(indexed(SampleInstance.of("1").content("b")));
        assertThat(database.rows(EVENTS)).containsExactlyInAnyOrder(
                List.of("TS1PACS", "DICOM_NODE", "TS1", "STUDY_STORE", "T1", "1", "0"),
                List.of("TS1PACS", "DICOM_NODE", "TS1", "STUDY_STORE", "T1", "1", "1"));
    }

    @Test
    void tellsNothingOfWhatIsRolledBack() {
        begin(indexed(SampleInstance.of("1"))).rollBack();
        store(indexed(SampleInstance.of("2")));
        assertThat(database.rows(EVENTS)).containsExactly(
                List.of("TS1PACS", "DICOM_NODE", "TS1", "STUDY_STORE", "T1", "1", "0"));
    }

    @Test
    void leavesUploadsToTheWeb() {
        IndexedInstance sent = SampleInstance.of("1").indexed();
        InstanceEntry entry = sent.entry();
        Origin web = new Origin("TS1", "ts1-tech", "https://lianzhen.example/dicom-web/studies", "MEDIUM",
                entry.origin().urgency());
        store(new IndexedInstance(new InstanceEntry(entry.patient(), entry.study(), entry.series(), entry.image(),
                entry.pixels(), web, entry.dataSetOffset(), entry.doubt()), sent.object()));
        assertThat(database.rows(EVENTS)).isEmpty();
    }
}
