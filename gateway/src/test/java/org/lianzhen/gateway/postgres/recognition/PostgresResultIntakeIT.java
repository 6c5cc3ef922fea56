package org.lianzhen.gateway.postgres.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveIndex;
import org.lianzhen.gateway.postgres.archive.SampleInstance;
import org.lianzhen.gateway.recognition.ItemMapping;
import org.lianzhen.gateway.recognition.ResultIntake;

/** Results are made of studies and of their newest report. */
class PostgresResultIntakeIT {
    private static final AuditEvent.Actor OFFICER = new AuditEvent.Actor("qc", "QC_OFFICER", "CH1", "");

    private final List<ItemMapping.Described> seen = new ArrayList<>();
    private final List<Map<String, String>> known = new ArrayList<>();
    private List<String> items = List.of("CT-CHEST-P");
    private TestPostgres database;
    private PostgresResultIntake intake;

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
        intake = new PostgresResultIntake(database.pool());
        Await.result(new PostgresArchiveIndex(database.pool())
                .begin(List.of(SampleInstance.of("1.2.3.1").study("1.2.3").indexed())).commit());
        database.rows("""
                insert into reading_task (id, unit, study, centre, reader, urgency, state, rules, due_at)
                select gen_random_uuid(), unit, id, 'IMG', 'CH1', 'ROUTINE', 'QUEUED', 0, now() from study""");
    }

    @AfterEach
    void close() {
        database.close();
    }

    private int take() {
        return Await.result(intake.take((examination, confirmed) -> {
            seen.add(examination);
            known.add(confirmed);
            return items;
        }, 10));
    }

    private void signed(String kind) {
        database.rows("""
                insert into report_version (task, number, unit, kind, content, signer, signed_at, algorithm, public_key,
                    signature)
                select id, (select count(*) + 1 from report_version), unit, $1, '{}', 'x', now(), 'ECDSA', '', ''
                from reading_task""", kind);
    }

    private Object value(String column) {
        return database.rows("select " + column + " from exam_result").getFirst().getFirst();
    }

    @Test
    void aStudyWithoutAReportIsNoResult() {
        assertThat(take()).as("nothing is news").isZero();
        database.rows("insert into recognition_news (study) select id from study");
        assertThat(take()).isEqualTo(1);
        assertThat(seen).isEmpty();
        assertThat(database.rows("select from exam_result")).isEmpty();
        assertThat(database.rows("select from recognition_news")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "PRELIMINARY, PRELIMINARY", "PRELIMINARY FINAL, FINAL", "PRELIMINARY FINAL PROPOSAL, FINAL",
            "FINAL PROPOSAL AMENDMENT, AMENDED", "FINAL WITHDRAWAL, WITHDRAWN",
            "FINAL AMENDMENT WITHDRAWAL, WITHDRAWN" })
    void theNewestVersionThatWentOutCounts(String kinds, String status) {
        for (String kind : kinds.split(" ")) {
            signed(kind);
        }
        assertThat(take()).isEqualTo(1);
        assertThat(value("report_status")).isEqualTo(status);
    }

    @Test
    void aResultIsMadeOnceAndChangesWithItsReport() {
        signed("FINAL");
        take();
        Object id = value("id");
        assertThat(database.rows("select unit, accession_number, local_name, laterality from exam_result"))
                .containsExactly(List.of("TS1", "A7", "胸部平扫", ""));
        assertThat(value("performed_at")).isEqualTo(OffsetDateTime.parse("2026-03-01T02:15Z"));
        assertThat(seen.getFirst())
                .isEqualTo(new ItemMapping.Described("", "胸部平扫", Set.of("CT"), Set.of("CHEST")));
        signed("AMENDMENT");
        take();
        assertThat(value("id")).isEqualTo(id);
        assertThat(take()).as("nothing more").isZero();
    }

    @ParameterizedTest
    @CsvSource({ "20260630, 003000, +0800, 2026-06-29T16:30Z", "20260630, 003000, '', 2026-06-29T16:30Z",
            "20260630, 003000.123, +0000, 2026-06-30T00:30Z", "20260630, '', '', 2026-06-30T04:00Z",
            "20260630, 12, '', 2026-06-30T04:00Z" })
    void theTimeIsTheDevices(String date, String time, String offset, String at) {
        database.rows("update study set study_date = $1, study_time = $2, timezone_offset = $3", date, time, offset);
        signed("FINAL");
        take();
        assertThat(value("performed_at")).isEqualTo(OffsetDateTime.parse(at));
    }

    @ParameterizedTest
    @CsvSource({ "'', 101500", "20260230, 101500", "20260630, 256000", "2026, ''" })
    void whatIsNoTimeIsWhenTheStudyCame(String date, String time) {
        database.rows("update study set study_date = $1, study_time = $2", date, time);
        signed("FINAL");
        take();
        assertThat(value("performed_at"))
                .isEqualTo(database.rows("select created_at from study").getFirst().getFirst());
    }

    @ParameterizedTest
    @CsvSource({ "L, L", "R, R", "B, B", "U, ''", "'', ''", "x, ''" })
    void theSideIsWhatTheImagesSay(String said, String side) {
        database.rows("update series set laterality = $1", said);
        signed("FINAL");
        take();
        assertThat(value("laterality")).isEqualTo(side);
    }

    @Test
    void imagesOfBothSidesAreOfBoth() {
        Await.result(new PostgresArchiveIndex(database.pool()).begin(
                List.of(SampleInstance.of("1.2.3.2").study("1.2.3").series("S2", "CT").indexed())).commit());
        database.rows("update series set laterality = case uid when 'S2' then 'L' else 'R' end");
        signed("FINAL");
        take();
        assertThat(value("laterality")).isEqualTo("B");
    }

    @Test
    void whatPeopleFindHoldsForWhatIsHereAndForWhatComes() {
        items = List.of();
        signed("FINAL");
        take();
        ResultIntake.Unmapped waiting = Await.result(intake.unmapped(10)).getFirst();
        assertThat(waiting).isEqualTo(new ResultIntake.Unmapped("TS1",
                new ItemMapping.Described("", "胸部平扫", Set.of("CT"), Set.of("CHEST")), 1));
        assertThat(Await.result(intake.confirm(
                new ResultIntake.Confirmation("TS2", waiting.examination(), "CT-CHEST-P"), OFFICER))).isZero();
        assertThat(Await.result(intake.confirm(
                new ResultIntake.Confirmation("TS1", waiting.examination(), "CT-CHEST-P"), OFFICER))).isEqualTo(1);
        assertThat(Await.result(intake.unmapped(10))).isEmpty();
        assertThat((String[]) value("items")).containsExactly("CT-CHEST-P");

        signed("AMENDMENT");
        take();
        assertThat(known.getLast()).containsEntry(ItemMapping.key(waiting.examination()), "CT-CHEST-P");
        assertThat(database.rows("select unit, confirmed_by from local_item order by unit"))
                .containsExactly(List.of("TS1", "qc"), List.of("TS2", "qc"));
        assertThat(database.rows("select from audit_event where action = 'CATALOGUE_CHANGE'")).hasSize(2);
    }

    @Test
    void aStudyThatBelongsToAnotherPatientTakesItsResultAlong() {
        signed("FINAL");
        take();
        UUID other = new RecognitionRows(database).patient("TS1", "P8", "");
        database.rows("update study set patient = $1", other);
        assertThat(take()).isEqualTo(1);
        assertThat(value("patient")).isEqualTo(other);
    }
}
