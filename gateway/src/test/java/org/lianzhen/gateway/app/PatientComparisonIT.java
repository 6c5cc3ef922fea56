package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.patient.PostgresPatientIndex;

@Timeout(90)
class PatientComparisonIT {
    private static final Duration SOON = Duration.ofMillis(10);

    private final Vertx vertx = Vertx.vertx();
    private TestPostgres database;

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
    }

    @AfterEach
    void close() {
        database.close();
        vertx.close().await();
    }

    private void patient(String id) {
        database.rows("with p as (insert into patient (id, unit, identity, issuer, patient_id, name, name_forms, "
                + "name_terms, birth_date, sex) values (uuidv7(), 'TS1', $1, 'TS1', $1, '', '{}', '{}', '', '') returning id) "
                + "insert into patient_identifier (patient, unit, kind, issuer, number) "
                + "select id, 'TS1', 'PASSPORT', 'CHN', 'E1' from p", id);
    }

    private boolean isCompared() {
        return database.value("select count(*) from patient where compared_at is null").equals(0L);
    }

    @Test
    void comparesWhatComesWhileItRuns() {
        try (var comparison = PatientComparison.start(vertx, new PostgresPatientIndex(database.pool()), SOON)) {
            assertThat(comparison).isNotNull();
            patient("A");
            Await.until("the first is compared", this::isCompared);
            patient("B");
            Await.until("the second is compared", this::isCompared);
        }
        assertThat(database.value("select count(distinct person) from patient")).isEqualTo(1L);
    }

    @Test
    void goesOnWhenTheDatabaseComesBack() {
        patient("A");
        database.rows("alter table patient_identifier rename to away");
        try (var comparison = PatientComparison.start(vertx, new PostgresPatientIndex(database.pool()), SOON)) {
            assertThat(comparison).isNotNull();
            database.rows("alter table away rename to patient_identifier");
            Await.until("it is compared after all", this::isCompared);
        }
    }
}
