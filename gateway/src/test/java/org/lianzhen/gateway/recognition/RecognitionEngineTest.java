package org.lianzhen.gateway.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.member.Unit;
import org.lianzhen.gateway.recognition.ExamResult.ImageGrade;
import org.lianzhen.gateway.recognition.ExamResult.ImageState;
import org.lianzhen.gateway.recognition.ExamResult.Quality;
import org.lianzhen.gateway.recognition.ExamResult.ReportStatus;
import org.lianzhen.gateway.version.DocumentException;

/** Single rules, each against a result that all others let pass. */
class RecognitionEngineTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 30);
    private static final Instant NOW = TODAY.atTime(9, 0).atZone(MemberDirectory.ZONE).toInstant();
    private static final Place CH1 = new Place("CH1", "XX1", "341322", Unit.Level.COUNTY);
    private static final Place TS1 = new Place("TS1", "XX1", "341322", Unit.Level.TOWNSHIP);
    private static final ExamResult.Standing GOOD = new ExamResult.Standing(ReportStatus.FINAL, ImageState.ONLINE,
            ImageGrade.A);
    private static final ExamResult.Vouching PASSED = new ExamResult.Vouching(Quality.PASS, List.of(), false, false);

    private final RecognitionEngine engine = new RecognitionEngine(
            CatalogueBook.of(new TestDocuments()).inForce().content());

    private static OrderIntent order(String item, OrderFlag... flags) {
        Set<OrderFlag> all = EnumSet.noneOf(OrderFlag.class);
        all.addAll(List.of(flags));
        return new OrderIntent("P1", CH1, item, "", all, NOW);
    }

    private static ExamResult result(ExamResult.Standing standing, ExamResult.Vouching vouching) {
        return new ExamResult("E1", "P1", true, TS1, "CT-CHEST-P", "", NOW.minusSeconds(86_400), standing, vouching);
    }

    private OutcomeCode code(ExamResult result) {
        return engine.judge(order("CT-CHEST-P"), List.of(result)).code();
    }

    @ParameterizedTest
    @CsvSource({ "REGISTERED, N03", "PRELIMINARY, N03", "FINAL, S02", "AMENDED, S02", "WITHDRAWN, N03" })
    void onlyAFinalReportCounts(ReportStatus status, OutcomeCode code) {
        assertThat(code(result(new ExamResult.Standing(status, ImageState.ONLINE, ImageGrade.A), PASSED)))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({ "A, S02", "B, S02", "C, N10", "REJECT, N10", "UNGRADED, S02" })
    void poorImagesDoNotCount(ImageGrade grade, OutcomeCode code) {
        assertThat(code(result(new ExamResult.Standing(ReportStatus.FINAL, ImageState.ONLINE, grade), PASSED)))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({ "ONLINE, S02", "NEARLINE, S02", "ABSENT, N09" })
    void imagesMustBeThere(ImageState images, OutcomeCode code) {
        assertThat(code(result(new ExamResult.Standing(ReportStatus.FINAL, images, ImageGrade.A), PASSED)))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({ "PASS, S02", "UNKNOWN, M02", "FAIL, N08" })
    void qualityWithinTheConsortiumDecides(Quality quality, OutcomeCode code) {
        assertThat(code(result(GOOD, new ExamResult.Vouching(quality, List.of(), false, false)))).isEqualTo(code);
    }

    @Test
    void theFirstRuleThatFailsGivesTheCode() {
        var all = new ExamResult("E1", "P2", false, TS1, "US-ABD", "", NOW.minusSeconds(500 * 86_400L),
                new ExamResult.Standing(ReportStatus.PRELIMINARY, ImageState.ABSENT, ImageGrade.C),
                new ExamResult.Vouching(Quality.FAIL, List.of(), true, true));
        assertThat(code(all)).isEqualTo(OutcomeCode.N01);
        var known = new ExamResult("E1", "P1", true, TS1, "CT-CHEST-P", "", NOW.minusSeconds(500 * 86_400L),
                all.standing(), all.vouching());
        assertThat(code(known)).isEqualTo(OutcomeCode.N03);
        var reported = new ExamResult("E1", "P1", true, TS1, "CT-CHEST-P", "", known.performedAt(),
                new ExamResult.Standing(ReportStatus.FINAL, ImageState.ABSENT, ImageGrade.C), all.vouching());
        assertThat(code(reported)).isEqualTo(OutcomeCode.N06);
        assertThat(code(result(reported.standing(), all.vouching()))).isEqualTo(OutcomeCode.N07);
        assertThat(code(result(reported.standing(), new ExamResult.Vouching(Quality.FAIL, List.of(), true, false))))
                .isEqualTo(OutcomeCode.N08);
        assertThat(code(result(reported.standing(), PASSED))).isEqualTo(OutcomeCode.N09);
    }

    @ParameterizedTest
    @CsvSource({ "EMERGENCY, R4", "FORENSIC, R5", "PRE_OP, R3", "PRE_TRANSFUSION, R3" })
    void whatCannotWaitIsTold(OrderFlag flag, String reason) {
        Judgement judgement = engine.judge(order("CT-CHEST-P", flag), List.of(result(GOOD, PASSED)));
        assertThat(judgement.prompt()).isEqualTo(PromptForm.INFO);
        assertThat(judgement.presetReason()).isEqualTo(reason);
    }

    @Test
    void ofSeveralOccasionsTheMostUrgentGivesTheReason() {
        assertThat(engine.judge(order("CT-CHEST-P", OrderFlag.PRE_OP, OrderFlag.FORENSIC, OrderFlag.EMERGENCY),
                List.of(result(GOOD, PASSED))).presetReason()).isEqualTo("R4");
        assertThat(engine.judge(order("CT-CHEST-P", OrderFlag.PRE_OP, OrderFlag.FORENSIC),
                List.of(result(GOOD, PASSED))).presetReason()).isEqualTo("R5");
    }

    @ParameterizedTest
    @EnumSource
    void whatMayBePutAsideIsPutAsideOnEveryOccasion(OrderFlag flag) {
        Judgement judgement = engine.judge(order("CT-CHEST-P", flag),
                List.of(result(GOOD, new ExamResult.Vouching(Quality.UNKNOWN, List.of(), false, false))));
        assertThat(judgement.prompt()).isEqualTo(PromptForm.SOFT);
        assertThat(judgement.presetReason()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void everyCodeHasItsClass(OutcomeCode code) {
        OutcomeClass kind = switch (code.name().charAt(0)) {
            case 'S' -> OutcomeClass.SHOULD_RECOGNIZE;
            case 'I' -> OutcomeClass.INTERNAL_DUPLICATE;
            case 'M' -> OutcomeClass.MAY_RECOGNIZE;
            case 'N' -> OutcomeClass.NOT_ELIGIBLE;
            case 'Z' -> OutcomeClass.NO_PRIOR;
            default -> OutcomeClass.UNAVAILABLE;
        };
        assertThat(code.kind()).isEqualTo(kind);
    }

    @Test
    void anItemWithoutALimitIsNeverTooOldAndNeverToCome() throws DocumentException {
        String document = CatalogueBook.of(new TestDocuments()).inForce().version().document();
        var unlimited = new RecognitionEngine(CatalogueReader.read(document.replaceFirst(
                "(code: CT-CHEST-P,.*?)validityDays: 90, ", "$1")));
        var old = new ExamResult("E1", "P1", true, TS1, "CT-CHEST-P", "", NOW.minusSeconds(9000L * 86_400), GOOD,
                PASSED);
        assertThat(unlimited.judge(order("CT-CHEST-P"), List.of(old)).code()).isEqualTo(OutcomeCode.S02);
        var next = new ExamResult("E1", "P1", true, TS1, "CT-CHEST-P", "", NOW.plusSeconds(86_400), GOOD, PASSED);
        assertThat(unlimited.judge(order("CT-CHEST-P"), List.of(next)).code()).isEqualTo(OutcomeCode.N06);
    }

    @Test
    void aPlaceIsWhatTheMembersSayOfTheDay() {
        var members = TestMembers.of("""
                consortia: [{code: XX1, name: 医共体, leadUnits: [CH1]}]
                units:
                  - {code: CH1, name: 县医院, kind: COUNTY_HOSPITAL, region: 341322, consortium: XX1, joined: 2026-01-01,
                     left: 2026-05-31}
                """).members();
        assertThat(Place.of(members, "CH1", LocalDate.of(2026, 5, 31)))
                .isEqualTo(new Place("CH1", "XX1", "341322", Unit.Level.COUNTY));
        assertThat(Place.of(members, "CH1", LocalDate.of(2026, 6, 1)).consortium()).isNull();
        assertThat(Place.of(members, "NEW", TODAY)).isEqualTo(new Place("NEW", null, "", null));
        assertThat(new Place("A", null, "", null).isWith(new Place("B", null, "", null))).as("outside of all")
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({ "VILLAGE, VILLAGE, PEER", "TOWNSHIP, COUNTY, UPWARD", "COUNTY, TOWNSHIP, DOWNWARD",
            "PROVINCE, VILLAGE, DOWNWARD", "CITY, PROVINCE, UPWARD", ", COUNTY, PEER", "COUNTY, , PEER" })
    void directionsGoBetweenLevels(Unit.Level from, Unit.Level to, Direction direction) {
        assertThat(Direction.between(new Place("A", null, "", from), new Place("B", null, "", to)))
                .isEqualTo(direction);
    }

    @ParameterizedTest
    @CsvSource({ "CONSORTIUM, XX1, true", "CONSORTIUM, XX2, false", "COUNTY, 341322, true", "COUNTY, 341323, false",
            "COUNTY, 3413, false", "CITY, 341300, true", "CITY, 3413, true", "CITY, 341400, false",
            "PROVINCE, 340000, true", "PROVINCE, 34, true", "PROVINCE, 350000, false", "PROVINCE, '', false",
            "CROSS_PROVINCE, CSJ, true", "CROSS_PROVINCE, JJJ, false", "CROSS_PROVINCE, XYZ, false",
            "NATIONAL, '', true" })
    void aMarkReachesAsFarAsItSays(MarkScope.Type type, String value, boolean covers) {
        Map<String,
                Set<String>> groups = Map.of("CSJ", Set.of("31", "32", "33", "34"), "JJJ", Set.of("11", "12", "13"));
        assertThat(new MarkScope(type, value).covers(CH1, groups)).isEqualTo(covers);
    }
}
