package org.lianzhen.gateway.postgres.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
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
import org.lianzhen.gateway.audit.AuditEvent;
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

    private static IndexedInstance sentBy(AuditEvent.Actor sender, String target, String number) {
        IndexedInstance sent = SampleInstance.of(number).indexed();
        InstanceEntry entry = sent.entry();
        Origin origin = new Origin(sender, target, "MEDIUM", entry.origin().urgency());
        return new IndexedInstance(new InstanceEntry(entry.patient(), entry.study(), entry.series(), entry.image(),
                entry.pixels(), origin, entry.dataSetOffset(), entry.doubt()), sent.object());
    }

    @Test
    void tellsOfAccountsInTheirRoleAndOfNodesWhoeverTheyCall() {
        var account = new AuditEvent.Actor("ts1-tech", "TECHNOLOGIST", "TS1", "10.0.0.9");
        var node = new AuditEvent.Actor("TS1PACS", "DICOM_NODE", "TS1", "10.0.0.8");
        store(sentBy(account, "https://lianzhen.example/dicom-web/studies", "1"), sentBy(node, "http", "2"));
        assertThat(
                database.rows("select actor, role, unit, source, details->>'called' from audit_event order by actor"))
                .containsExactly(List.of("TS1PACS", "DICOM_NODE", "TS1", "10.0.0.8", "http"), List.of("ts1-tech",
                        "TECHNOLOGIST", "TS1", "10.0.0.9", "https://lianzhen.example/dicom-web/studies"));
    }

    @Test
    void nothingIsStoredThatCannotBeTold() {
        database.rows("alter table audit_event add check (action <> 'STUDY_STORE')");
        var account = new AuditEvent.Actor("ts1-tech", "TECHNOLOGIST", "TS1", "10.0.0.9");
        assertThat(begin(sentBy(account, "https://x", "1")).commit().toCompletableFuture())
                .failsWithin(Duration.ofSeconds(20));
        assertThat(database.value("select count(*) from instance")).isEqualTo(0L);
    }
}
