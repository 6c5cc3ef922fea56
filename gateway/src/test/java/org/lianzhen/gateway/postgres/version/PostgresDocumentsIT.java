package org.lianzhen.gateway.postgres.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.version.DocumentVersion;

/** Versions of one document, each after the one before it. */
class PostgresDocumentsIT {
    private static final AuditEvent.Actor QC = new AuditEvent.Actor("qc", "QC_OFFICER", "CH1", "");

    private TestPostgres database;
    private PostgresDocuments documents;

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
        documents = new PostgresDocuments(database.pool(), "recognition_catalogue_version");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static AuditEvent event(int number) {
        return AuditEvent.success(QC, AuditAction.CATALOGUE_CHANGE, "recognition/catalogue/" + number);
    }

    private Optional<DocumentVersion> add(int base, String document) {
        return Await.result(documents.add(base, "qc", document, event(base + 1)));
    }

    private long events() {
        return (long) database.rows("select count(*) from audit_event where action = 'CATALOGUE_CHANGE'").getFirst()
                .getFirst();
    }

    @Test
    void versionsAreCountedAndTheNewestComesFirst() {
        assertThat(Await.result(documents.versions(10))).isEmpty();
        assertThat(add(0, "一").orElseThrow().number()).isEqualTo(1);
        DocumentVersion second = add(1, "二").orElseThrow();
        assertThat(second.author()).isEqualTo("qc");
        assertThat(second.document()).isEqualTo("二");
        assertThat(Await.result(documents.versions(10))).extracting(DocumentVersion::number).containsExactly(2, 1);
        assertThat(Await.result(documents.versions(1))).containsExactly(second);
        assertThat(events()).isEqualTo(2);
    }

    @Test
    void whatWasMadeFromAnOldOneIsNotKeptAndNotOnRecord() {
        add(0, "一");
        assertThat(add(0, "二")).isEmpty();
        assertThat(add(7, "二")).isEmpty();
        assertThat(Await.result(documents.versions(10))).hasSize(1);
        assertThat(events()).isEqualTo(1);
    }

    @Test
    void ofManyAtOnceOneIsKept() {
        List<CompletableFuture<Optional<DocumentVersion>>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(documents.add(0, "qc" + i, "第" + i, event(1)).toCompletableFuture());
        }
        long kept = all.stream().map(Await::result).filter(Optional::isPresent).count();
        assertThat(kept).isEqualTo(1);
        assertThat(Await.result(documents.versions(10))).hasSize(1);
        assertThat(events()).isEqualTo(1);
    }
}
