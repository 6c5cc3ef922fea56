package org.lianzhen.gateway.postgres.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.audit.PseudonymKey;
import org.lianzhen.gateway.audit.PseudonymKeys;
import org.lianzhen.gateway.postgres.Database;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveIndex;
import org.lianzhen.gateway.postgres.archive.SampleInstance;

/** Which patient an event is about, told to nobody who has not the key. */
class PatientPseudonymIT {
    @TempDir
    private Path folder;
    private TestPostgres database;
    private PseudonymKeys keys;
    private PseudonymKey key;
    private Pool pool;

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
        keys = PseudonymKeys.in(folder.resolve("audit/key"));
        key = keys.get();
        pool = Database.pool(database.vertx(), database.address(), keys);
        SampleEvents.get(new PostgresArchiveIndex(pool).begin(List.of(SampleInstance.of("1").study("1.2.3").indexed()))
                .commit());
    }

    @AfterEach
    void close() {
        SampleEvents.get(pool.close().toCompletionStage());
        database.close();
    }

    private String patientOf(Pool writer, String object) {
        SampleEvents.get(new PostgresAuditLog(writer)
                .append(AuditEvent.success(SampleEvents.DOCTOR, AuditAction.STUDY_VIEW, object)));
        return (String) database.value("select patient from audit_event order by id desc limit 1");
    }

    @Test
    void isTheSameForAStudyAndForThePatientsRecord() {
        UUID record = (UUID) database.value("select id from patient");
        String pseudonym = key.pseudonym(record.toString());
        assertThat(pseudonym).matches("[0-9a-f]{32}");
        assertThat(patientOf(pool, "1.2.3")).isEqualTo(pseudonym);
        assertThat(patientOf(pool, record.toString())).isEqualTo(pseudonym);
        assertThat(database.value("select patient from audit_event where action = 'STUDY_STORE'"))
                .as("in the transaction that brings the study").isEqualTo(pseudonym);
    }

    @Test
    void isEmptyWhereNobodyIsMeantOrThereIsNoKey() {
        assertThat(patientOf(pool, "")).isEmpty();
        assertThat(patientOf(pool, "9.9.9")).isEmpty();
        assertThat(patientOf(pool, new UUID(1, 2).toString())).isEmpty();
        assertThat(patientOf(database.pool(), "1.2.3")).isEmpty();
    }

    @Test
    void isPartOfTheChain() {
        patientOf(pool, "1.2.3");
        SampleEvents.get(AuditSealer.seal(pool));
        PostgresAuditTrail trail = new PostgresAuditTrail(pool);
        assertThat(SampleEvents.get(trail.verify(1, Long.MAX_VALUE)).isWhole()).isTrue();
        database.rows("alter table audit_event disable trigger all");
        database.rows("update audit_event set patient = '' where action = 'STUDY_VIEW'");
        assertThat(SampleEvents.get(trail.verify(1, Long.MAX_VALUE)).isWhole()).isFalse();
    }

    @Test
    void theKeyIsReadableToUsAloneAndStaysTheSame() throws IOException {
        Path file = folder.resolve("audit/key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(PseudonymKeys.in(file).get().pseudonym("x")).isEqualTo(key.pseudonym("x"));
        assertThat(PseudonymKeys.in(folder.resolve("other")).get().pseudonym("x")).isNotEqualTo(key.pseudonym("x"));
        assertThat(database.rows(
                "select 1 from pg_stat_activity where pid <> pg_backend_pid() and query like '%" + key.inner() + "%'"))
                .isEmpty();
        Files.writeString(file, "abc");
        assertThatThrownBy(() -> PseudonymKeys.in(file)).isInstanceOf(IOException.class);
    }

    @Test
    void anotherKeyNamesPatientsOnceConnectionsAreNew() throws IOException {
        Pool renewed = database.living(keys, Duration.ofMillis(200));
        assertThat(patientOf(renewed, "1.2.3")).isEqualTo(key.pseudonym(record()));
        PseudonymKeys.file(folder.resolve("audit/key")).replace();
        assertThat(patientOf(renewed, "1.2.3")).as("before it is looked for").isEqualTo(key.pseudonym(record()));
        keys.look();
        String next = keys.get().pseudonym(record());
        assertThat(next).isNotEqualTo(key.pseudonym(record()));
        var slow = renewed.withTransaction(connection -> connection.query("select pg_sleep(2)").execute());
        Await.until("connections are new", () -> patientOf(renewed, "1.2.3").equals(next));
        assertThat(SampleEvents.get(slow.toCompletionStage()).size()).as("at work meanwhile").isOne();
        assertThat((Long) database.value("select count(*) from audit_event where patient = $1",
                key.pseudonym(record()))).as("events stay as they are").isGreaterThanOrEqualTo(3);
        assertThat(Files.readAllLines(folder.resolve("audit/key"))).as("and the key that explains them").hasSize(2);
        SampleEvents.get(AuditSealer.seal(pool));
        assertThat(SampleEvents.get(new PostgresAuditTrail(pool).verify(1, Long.MAX_VALUE)).isWhole()).isTrue();
        Files.writeString(folder.resolve("audit/key"), "00".repeat(32));
        assertThatThrownBy(() -> keys.look()).isInstanceOf(IOException.class).hasMessageContaining("key in force");
        SampleEvents.get(renewed.close().toCompletionStage());
    }

    private String record() {
        return String.valueOf(database.value("select id from patient"));
    }
}
