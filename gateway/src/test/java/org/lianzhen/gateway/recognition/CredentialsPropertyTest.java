package org.lianzhen.gateway.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.lianzhen.gateway.member.Period;
import org.lianzhen.gateway.member.Unit;
import org.lianzhen.gateway.recognition.ExamResult.Quality;
import org.lianzhen.gateway.recognition.ExamResult.Vouching;

/** What must hold for whatever quality officers say. */
class CredentialsPropertyTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 30);
    private static final Place TS1 = new Place("TS1", "XX1", "341322", Unit.Level.TOWNSHIP);
    private static final RecognitionItem ITEM = CatalogueBook.of(new TestDocuments()).inForce().content()
            .item("CT-CHEST-P").orElseThrow();

    @Provide
    Arbitrary<List<QcCertificate>> certificates() {
        return Combinators.combine(Arbitraries.of("TS1", "TS2"), Arbitraries.of("CT-CHEST-P", "CT-HEAD-P"),
                Arbitraries.of(QcCertificate.Level.class), Arbitraries.of(true, true, false), periods())
                .as((unit, item, level, passed, valid) -> new QcCertificate(unit,
                        new QcCertificate.Subject(item, Optional.empty()), new QcCertificate.Body("x", level, "CSJ"),
                        "1",
                        passed, valid))
                .list().ofMaxSize(6);
    }

    @Provide
    Arbitrary<Period> periods() {
        return Combinators.combine(Arbitraries.integers().between(0, 60), Arbitraries.integers().between(0, 30))
                .as((back, length) -> new Period(TODAY.minusDays(back), TODAY.minusDays(back).plusDays(length)));
    }

    private static Vouching of(List<QcCertificate> certificates, List<Suspension> suspensions, int days) {
        return new Credentials(certificates, suspensions).of(
                new Credentials.Examination(TS1, ITEM, TODAY.minusDays(days), false), TODAY, false);
    }

    @Property
    void onlyWhatCoversTheExaminationCounts(@ForAll("certificates") List<QcCertificate> all,
            @ForAll @IntRange(max = 60) int days) {
        List<QcCertificate> covering = all.stream().filter(one -> one.unit().equals("TS1")
                && one.subject().item().equals("CT-CHEST-P") && one.valid().includes(TODAY.minusDays(days))).toList();
        Vouching vouching = of(all, List.of(), days);

        assertThat(vouching).isEqualTo(of(covering, List.of(), days));
        assertThat(vouching.quality()).isEqualTo(covering.isEmpty() ? Quality.UNKNOWN
                : covering.stream().allMatch(QcCertificate::passed) ? Quality.PASS : Quality.FAIL);
        assertThat(vouching.marks()).doesNotHaveDuplicates();
    }

    @Property
    void theirOrderDoesNotMatter(@ForAll("certificates") List<QcCertificate> all,
            @ForAll @IntRange(max = 60) int days, @ForAll long seed) {
        List<QcCertificate> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(seed));
        Vouching one = of(all, List.of(), days);
        Vouching other = of(shuffled, List.of(), days);
        assertThat(other.quality()).isEqualTo(one.quality());
        assertThat(new HashSet<>(other.marks())).isEqualTo(new HashSet<>(one.marks()));
    }

    /** Day by day, as somebody would look it up. */
    @Property
    void aSuspensionCountsWhenAnyDaySinceIsInIt(@ForAll("periods") Period period,
            @ForAll @IntRange(max = 60) int days) {
        boolean any = TODAY.minusDays(days).datesUntil(TODAY.plusDays(1)).anyMatch(period::includes);
        assertThat(of(List.of(), List.of(new Suspension("TS1", "", period)), days).suspended()).isEqualTo(any);
    }
}
