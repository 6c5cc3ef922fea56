package org.lianzhen.gateway.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.gateway.member.Period;
import org.lianzhen.gateway.member.Unit;
import org.lianzhen.gateway.recognition.ExamResult.Quality;

/** Marks come from certificates, and end with them. */
class CredentialsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 30);
    private static final Place TS1 = new Place("TS1", "XX1", "341322", Unit.Level.TOWNSHIP);
    private static final Catalogue CATALOGUE = CatalogueBook.of(new TestDocuments()).inForce().content();
    private static final RecognitionItem CHEST = CATALOGUE.item("CT-CHEST-P").orElseThrow();

    private static QcCertificate certificate(QcCertificate.Level level, boolean passed) {
        return new QcCertificate("TS1", new QcCertificate.Subject("CT-CHEST-P", Optional.empty()),
                new QcCertificate.Body("质控中心", level, level == QcCertificate.Level.CROSS_PROVINCE ? "CSJ" : ""), "1",
                passed,
                new Period(TODAY.minusDays(10), TODAY.minusDays(5)));
    }

    private static ExamResult.Vouching of(int days, QcCertificate... certificates) {
        return of(TS1, days, certificates);
    }

    private static ExamResult.Vouching of(Place unit, int days, QcCertificate... certificates) {
        return new Credentials(List.of(certificates), List.of()).of(
                new Credentials.Examination(unit, CHEST, TODAY.minusDays(days), false), TODAY, false);
    }

    @ParameterizedTest
    @CsvSource({ "CONSORTIUM, CONSORTIUM, XX1", "COUNTY, COUNTY, 341322", "CITY, CITY, 341322",
            "PROVINCE, PROVINCE, 341322", "CROSS_PROVINCE, CROSS_PROVINCE, CSJ", "NATIONAL, NATIONAL, ''" })
    void aCertificateGivesTheMarkOfItsBody(QcCertificate.Level level, MarkScope.Type type, String value) {
        ExamResult.Vouching vouching = of(7, certificate(level, true));
        assertThat(vouching.quality()).isEqualTo(Quality.PASS);
        assertThat(vouching.marks()).containsExactly(new MarkScope(type, value));
    }

    @Test
    void theUnitsOwnControlGivesNoMark() {
        ExamResult.Vouching vouching = of(7, certificate(QcCertificate.Level.UNIT, true));
        assertThat(vouching.quality()).isEqualTo(Quality.PASS);
        assertThat(vouching.marks()).isEmpty();
        Place nowhere = new Place("TS1", null, "", null);
        assertThat(of(nowhere, 7, certificate(QcCertificate.Level.CITY, true)).marks()).isEmpty();
        assertThat(of(nowhere, 7, certificate(QcCertificate.Level.CONSORTIUM, true)).marks()).isEmpty();
    }

    @Test
    void oneFailureOutweighsEverything() {
        ExamResult.Vouching vouching = of(7, certificate(QcCertificate.Level.NATIONAL, true),
                certificate(QcCertificate.Level.COUNTY, false));
        assertThat(vouching.quality()).isEqualTo(Quality.FAIL);
    }

    @ParameterizedTest
    @CsvSource({ "11, UNKNOWN", "10, PASS", "5, PASS", "4, UNKNOWN" })
    void theDayOfTheExaminationCounts(int days, Quality quality) {
        assertThat(of(days, certificate(QcCertificate.Level.CITY, true)).quality()).isEqualTo(quality);
    }

    @Test
    void aCertificateHoldsForItsItemOrItsCategory() {
        var other = new QcCertificate("TS1", new QcCertificate.Subject("CT-HEAD-P", Optional.empty()),
                new QcCertificate.Body("x", QcCertificate.Level.CITY, ""), "1", true, Period.ALWAYS);
        assertThat(of(7, other).quality()).isEqualTo(Quality.UNKNOWN);
        var radiology = new QcCertificate("TS1",
                new QcCertificate.Subject("", Optional.of(RecognitionItem.Category.RADIOLOGY)), other.body(), "1", true,
                Period.ALWAYS);
        assertThat(of(7, radiology).quality()).isEqualTo(Quality.PASS);
        assertThat(of(new Place("TS2", "XX1", "341322", null), 7, radiology).quality()).isEqualTo(Quality.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({ "'', 20, 8, false", "'', 20, 7, true", "'', 7, 3, true", "'', 0, , true", "'', -1, , false",
            "CT-CHEST-P, 7, , true", "CT-HEAD-P, 7, , false" })
    void aSuspensionCountsFromTheExaminationUntilToday(String item, int from, Integer to, boolean suspended) {
        var suspension = new Suspension("TS1", item,
                new Period(TODAY.minusDays(from), to == null ? null : TODAY.minusDays(to)));
        ExamResult.Vouching vouching = new Credentials(List.of(), List.of(suspension)).of(
                new Credentials.Examination(TS1, CHEST, TODAY.minusDays(7), false), TODAY, false);
        assertThat(vouching.suspended()).isEqualTo(suspended);
    }

    @Test
    void aUnitThatTakesNoPartIsSuspended() {
        assertThat(new Credentials(List.of(), List.of()).of(new Credentials.Examination(TS1, CHEST, TODAY, true), TODAY,
                false).suspended()).isTrue();
    }
}
