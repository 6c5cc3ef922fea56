package org.lianzhen.gateway.postgres.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lianzhen.gateway.postgres.recognition.RecognitionRows.CARD;
import static org.lianzhen.gateway.postgres.recognition.RecognitionRows.OTHER_CARD;
import static org.lianzhen.gateway.postgres.recognition.RecognitionRows.card;
import static org.lianzhen.gateway.postgres.recognition.RecognitionRows.known;
import static org.lianzhen.gateway.postgres.recognition.RecognitionRows.question;

import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.patient.Identifier;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveIndex;
import org.lianzhen.gateway.postgres.archive.SampleInstance;
import org.lianzhen.gateway.recognition.ExamResult.ImageGrade;
import org.lianzhen.gateway.recognition.ExamResult.ImageState;
import org.lianzhen.gateway.recognition.PriorResults.Found;
import org.lianzhen.gateway.recognition.PriorResults.Prior;
import org.lianzhen.gateway.recognition.PriorResults.Shown;
import org.lianzhen.gateway.recognition.Question;

/** Whose results are found, and whether it is certain. */
class PostgresPriorResultsIT {
    private static final OffsetDateTime YESTERDAY = OffsetDateTime.now().minusDays(1).withNano(0);

    private TestPostgres database;
    private RecognitionRows rows;
    private PostgresPriorResults results;

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
        rows = new RecognitionRows(database);
        results = new PostgresPriorResults(database.pool());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Found found(Question.Patient patient) {
        return Await.result(results.find(question(patient, "K")));
    }

    private List<Boolean> verified(Question.Patient patient) {
        return found(patient).results().stream().map(Prior::verified).toList();
    }

    @Test
    void whoIsNotKnownHasNothing() {
        rows.result(rows.patient("TS1", "P1", ""), "TS1", "LAB-K", YESTERDAY);
        Found found = found(known("P1", "", card(CARD)));
        assertThat(found.patient()).isNull();
        assertThat(found.results()).isEmpty();
    }

    @Test
    void thePatientIdOfTheUnitIsEnoughForItsOwn() {
        UUID own = rows.patient("CH1", "H1", "19491231");
        UUID result = rows.result(own, "CH1", "LAB-K", YESTERDAY);
        Found found = found(known("H1", "19491231"));
        assertThat(found.patient()).isEqualTo(own);
        assertThat(found.results()).extracting(Prior::id).containsExactly(result);
        assertThat(found.results().getFirst().performedAt()).isEqualTo(YESTERDAY.toInstant());
        assertThat(found.results().getFirst().laterality()).isEqualTo("L");
        assertThat(verified(known("H1", ""))).containsExactly(true);
    }

    @Test
    void aLinkWithoutANumberIsNotCertain() {
        UUID own = rows.patient("CH1", "H1", "");
        UUID other = rows.patient("TS1", "P1", "");
        rows.link(own, other);
        rows.result(other, "TS1", "LAB-K", YESTERDAY);
        assertThat(verified(known("H1", ""))).containsExactly(false);
        rows.number(own, Identifier.Kind.PHONE, "13800138001");
        rows.number(other, Identifier.Kind.PHONE, "13800138001");
        assertThat(verified(known("H1", ""))).as("families share a phone").containsExactly(false);
        rows.number(own, Identifier.Kind.HEALTH_CARD, "J1");
        rows.number(other, Identifier.Kind.HEALTH_CARD, "J1");
        assertThat(verified(known("H1", ""))).containsExactly(true);
    }

    @ParameterizedTest
    @CsvSource({ "19491231, 19491231, true", "'', 19491231, true", "19491231, '', true", "19491231, 20200101, false" })
    void aCardIsCertainUnlessTheBirthDateIsAnother(String kept, String said, boolean certain) {
        UUID other = rows.patient("TS1", "P1", kept);
        rows.number(other, Identifier.Kind.ID_CARD, CARD);
        rows.result(other, "TS1", "LAB-K", YESTERDAY);
        assertThat(verified(known("H1", said, card(CARD)))).containsExactly(certain);
    }

    @Test
    void aCardOutweighsThePatientId() {
        UUID own = rows.patient("CH1", "H1", "");
        rows.result(own, "CH1", "LAB-GLU", YESTERDAY);
        UUID other = rows.patient("TS1", "P1", "");
        rows.number(other, Identifier.Kind.ID_CARD, CARD);
        UUID result = rows.result(other, "TS1", "LAB-K", YESTERDAY);
        Found found = found(known("H1", "", card(CARD)));
        assertThat(found.patient()).isEqualTo(other);
        assertThat(found.results()).extracting(Prior::id).containsExactly(result);
        assertThat(found(known("H1", "", card(OTHER_CARD))).results()).as("a card that nobody has")
                .extracting(Prior::unit).containsExactly("CH1");
    }

    @Test
    void everyRecordOfThePersonIsLookedAtAndTheNewestComesFirst() {
        UUID first = rows.patient("TS1", "P1", "");
        UUID second = rows.patient("TS2", "P2", "");
        rows.number(first, Identifier.Kind.ID_CARD, CARD);
        rows.number(second, Identifier.Kind.ID_CARD, CARD);
        rows.link(first, second);
        UUID old = rows.result(first, "TS1", "LAB-K", YESTERDAY.minusDays(9));
        UUID recent = rows.result(second, "TS2", "LAB-K", YESTERDAY);
        rows.result(second, "TS2", "", YESTERDAY);
        assertThat(found(known("H1", "", card(CARD))).results()).as("what nobody knows the item of is none")
                .extracting(Prior::id).containsExactly(recent, old);
    }

    @Test
    void whatPeopleHaveFoundOfTheUnitIsTold() {
        assertThat(found(known("H1", "")).confirmed()).isNull();
        database.rows(
                "insert into local_item (unit, key, item, confirmed_by) values ('TS1', 'code:X1', 'LAB-GLU', 'qc')");
        assertThat(found(known("H1", "")).confirmed()).as("another unit's").isNull();
        database.rows(
                "insert into local_item (unit, key, item, confirmed_by) values ('CH1', 'code:X1', 'LAB-K', 'qc')");
        assertThat(found(known("H1", "")).confirmed()).isEqualTo("LAB-K");
    }

    @Test
    void imagesAndTheirLastGradeAreTold() {
        Await.result(new PostgresArchiveIndex(database.pool())
                .begin(List.of(SampleInstance.of("1.2.3.1").study("1.2.3").indexed())).commit());
        UUID patient = (UUID) database.rows("select id from patient").getFirst().getFirst();
        rows.number(patient, Identifier.Kind.ID_CARD, CARD);
        UUID result = rows.result(patient, "TS1", "CT-CHEST-P", YESTERDAY);
        assertThat(found(known("H1", "", card(CARD))).results().getFirst().standing().images())
                .isEqualTo(ImageState.ABSENT);
        database.rows("update exam_result set study = (select id from study)");
        assertThat(found(known("H1", "", card(CARD))).results().getFirst().standing().images())
                .isEqualTo(ImageState.ONLINE);
        assertThat(found(known("H1", "", card(CARD))).results().getFirst().standing().grade())
                .isEqualTo(ImageGrade.UNGRADED);
        for (String grade : List.of("C", "A")) {
            database.rows(
                    """
                            insert into image_quality (study, number, unit, grade, scores, defects, remark, account)
                            select s.id, (select count(*) + 1 from image_quality), s.unit, $1, '{}', '{}', '', 'x' from study s""",
                    grade);
            assertThat(found(known("H1", "", card(CARD))).results().getFirst().standing().grade())
                    .isEqualTo(ImageGrade.valueOf(grade));
        }
        Shown shown = Await.result(results.shown(Set.of(result))).getFirst();
        assertThat(shown.study()).isEqualTo("1.2.3");
        assertThat(shown.accessionNumber()).isEqualTo("A1");
        assertThat(shown.name()).isEqualTo("血钾");
        assertThat(Await.result(results.report(result))).isEmpty();
        assertThat(Await.result(results.shown(Set.of(UUID.randomUUID())))).isEmpty();
    }
}
