package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.postgres.TestPostgres;

@Timeout(90)
class PatientUpkeepIT {
    private final Vertx vertx = Vertx.vertx();
    private TestPostgres database;
    private PatientUpkeep upkeep;

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
        upkeep = PatientUpkeep.start(vertx, database.pool(), Path::of, Duration.ofMillis(20));
    }

    @AfterEach
    void close() {
        upkeep.close();
        database.close();
        vertx.close().await();
    }

    private void patient(String id) {
        database.rows("with p as (insert into patient (id, unit, identity, issuer, patient_id, name, name_forms, "
                + "name_terms, birth_date, sex) values (uuidv7(), 'TS1', $1, 'TS1', $1, '', '{}', '{}', '', '') returning id) "
                + "insert into patient_identifier (patient, unit, kind, issuer, number) "
                + "select id, 'TS1', 'PASSPORT', 'CHN', 'E1' from p", id);
    }

    @Test
    void comparesWhatComesWhileItRuns() {
        patient("A");
        patient("B");
        Await.until("both are one person",
                () -> database.value("select count(*) from patient where person is not null").equals(2L));
    }

    @Test
    void readsWhatAnAcceptanceHasLeft() {
        patient("A");
        database.rows("insert into study (id, unit, patient, uid, study_date, study_time, accession_number, study_id, "
                + "description, referring_physician_name, institution_name) select uuidv7(), 'TS1', id, '1.2', '', '', '', "
                + "'', '', '', '' from patient");
        database.rows(
                "insert into charset_proposal (id, unit, study, source, proposed, confidence, reason, current_name, "
                        + "proposed_name, state, unread) select uuidv7(), 'TS1', id, 'A', 'GB18030', 0.9, '', '', '', 'ACCEPTED', true "
                        + "from study");
        Await.until("nothing is left to read",
                () -> database.value("select count(*) from charset_proposal where unread").equals(0L));
        assertThat(database.value("select state from charset_proposal")).isEqualTo("ACCEPTED");
    }
}
