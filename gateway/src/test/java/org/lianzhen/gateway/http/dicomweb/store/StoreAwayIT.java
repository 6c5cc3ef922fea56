package org.lianzhen.gateway.http.dicomweb.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lianzhen.gateway.http.dicomweb.store.StoreSite.STUDIES;
import static org.lianzhen.gateway.http.dicomweb.store.StoreSite.items;
import static org.lianzhen.gateway.http.dicomweb.store.StoreSite.json;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.audit.AuditUnavailableException;
import org.lianzhen.gateway.intake.TestFile;
import org.lianzhen.gateway.postgres.TestPostgres;

/** What senders hear while the database, or the audit log in it, is away. */
@Timeout(120)
class StoreAwayIT {
    @TempDir
    private Path folder;

    private static byte[] file(String instance) {
        return TestFile.of("1.2.3", "1.2.3.1", instance);
    }

    private static void isUnavailable(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(new JsonObject(answer.body()).getString("code")).startsWith("unavailable");
    }

    @Test
    void nothingIsAcknowledgedWhileTheDatabaseIsAway() throws IOException {
        try (var site = new StoreSite(TestPostgres.unreachable(), folder,
                event -> CompletableFuture.completedStage(null))) {
            isUnavailable(site.store(file("1.2.3.1.1"), file("1.2.3.1.2")));
            Await.until("nothing is kept", () -> site.objects().isEmpty());
        }
    }

    @Test
    void nothingIsStoredThatCannotBeWrittenDown() throws IOException {
        try (StoreSite site = StoreSite.open(folder)) {
            site.database.rows("alter table audit_event add check (action <> 'STUDY_STORE' or outcome = 'FAILED')");
            assertThat(site.store(file("1.2.3.1.1")).statusCode()).isEqualTo(409);
            assertThat(site.count("instance")).isZero();
            Await.until("nothing is kept", () -> site.objects().isEmpty());
        }
    }

    @Test
    void aRefusalThatCannotBeWrittenDownIsNotAnswered() throws IOException {
        var fault = new AuditUnavailableException("away", null);
        try (var site = new StoreSite(TestPostgres.migrated(), folder, event -> CompletableFuture.failedStage(fault))) {
            isUnavailable(site.store(file("1.2.3.1.1"), new byte[3]));
            json(site.store(file("1.2.3.1.1")), 200);
            assertThat(site.count("audit_event")).as("what was stored is told with it").isPositive();
        }
    }

    @Test
    void anObjectThatTheIndexDoesNotWantFailsAlone() throws IOException {
        try (StoreSite site = StoreSite.open(folder)) {
            site.database.rows("alter table patient add check (patient_id <> 'P9')");
            JsonObject module = json(site.store(file("1.2.3.1.1"), TestFile.ofPatientId("P9", "1.2.4", "1.2.4.1.1")),
                    202);
            assertThat(items(module, "00081198")).singleElement().satisfies(item -> {
                assertThat(StoreSite.value(item, "00081155")).isEqualTo("1.2.4.1.1");
                assertThat(StoreSite.value(item, "00081197")).isEqualTo(0x0110);
            });
            assertThat(site.database.rows("select sop_instance_uid from instance"))
                    .containsExactly(List.of("1.2.3.1.1"));
        }
    }

    @Test
    void aDatabaseThatHangsIsToldInTime() throws IOException {
        try (StoreSite site = StoreSite.open(folder)) {
            json(site.store(file("1.2.3.1.1")), 200);
            var holding = site.database.pool().getConnection().toCompletionStage().toCompletableFuture().join();
            var transaction = holding.begin().toCompletionStage().toCompletableFuture().join();
            Await.result(holding.query("lock table patient in access exclusive mode").execute().toCompletionStage());
            isUnavailable(site.send(STUDIES, Multipart.TYPE, Multipart.of(file("1.2.3.1.2"))));
            Await.result(transaction.rollback().toCompletionStage());
            Await.result(holding.close().toCompletionStage());
            json(site.store(file("1.2.3.1.2")), 200);
        }
    }
}
