package org.lianzhen.gateway.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.Unit;

/** What must hold for every order and whatever results there are. */
class RecognitionEnginePropertyTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 30);
    private static final Instant NOW = TODAY.atTime(9, 0).atZone(MemberDirectory.ZONE).toInstant();
    private static final List<String> ITEMS = List.of("CT-CHEST-P", "CT-CHEST-E", "CT-CHESTABD-P", "MR-KNEE-P", "LAB-K",
            "US-ABD");
    private static final List<Place> PLACES = List.of(new Place("CH1", "XX1", "341322", Unit.Level.COUNTY),
            new Place("TS1", "XX1", "341322", Unit.Level.TOWNSHIP), new Place("CITY1", null, "341300", Unit.Level.CITY),
            new Place("OUT1", null, "370700", null), new Place("NEW", null, "", null));

    private final RecognitionEngine engine = new RecognitionEngine(
            CatalogueBook.of(new TestDocuments()).inForce().content());

    @Provide
    Arbitrary<OrderIntent> orders() {
        return Combinators.combine(Arbitraries.of(PLACES), Arbitraries.of(ITEMS), Arbitraries.of("", "L", "B"),
                Arbitraries.of(OrderFlag.class).set().ofMaxSize(2))
                .as((unit, item, side, flags) -> new OrderIntent("P1", unit, item, side, flags, NOW));
    }

    @Provide
    Arbitrary<ExamResult.Standing> standings() {
        return Combinators.combine(
                Arbitraries.frequency(tuple(8, ExamResult.ReportStatus.FINAL),
                        tuple(1, ExamResult.ReportStatus.PRELIMINARY), tuple(1, ExamResult.ReportStatus.WITHDRAWN)),
                Arbitraries.frequency(tuple(8, ExamResult.ImageState.ONLINE), tuple(1, ExamResult.ImageState.ABSENT)),
                Arbitraries.of(ExamResult.ImageGrade.class)).as(ExamResult.Standing::new);
    }

    private static <T> net.jqwik.api.Tuple.Tuple2<Integer, T> tuple(int frequency, T value) {
        return net.jqwik.api.Tuple.of(frequency, value);
    }

    @Provide
    Arbitrary<ExamResult.Vouching> vouchings() {
        return Combinators.combine(Arbitraries.of(ExamResult.Quality.class), scopes().list().ofMaxSize(2),
                Arbitraries.frequency(tuple(5, false), tuple(1, true)),
                Arbitraries.frequency(tuple(5, false), tuple(1, true))).as(ExamResult.Vouching::new);
    }

    @Provide
    Arbitrary<MarkScope> scopes() {
        return Combinators.combine(Arbitraries.of(MarkScope.Type.class),
                Arbitraries.of("XX1", "341322", "341300", "340000", "370000", "CSJ", "", "34")).as(MarkScope::new);
    }

    @Provide
    Arbitrary<List<ExamResult>> results() {
        Arbitrary<String> persons = Arbitraries.frequency(tuple(8, "P1"), tuple(1, "P2"));
        Arbitrary<Boolean> verified = Arbitraries.frequency(tuple(8, true), tuple(1, false));
        return Combinators.combine(persons, verified, Arbitraries.of(PLACES), Arbitraries.of(ITEMS),
                Arbitraries.of("", "L", "R", "B"), Arbitraries.integers().between(-2, 100), standings(), vouchings())
                .as((person, known, unit, item, side, days, standing, vouching) -> new ExamResult("?", person, known,
                        unit, item, side, NOW.minusSeconds(days * 86_400L), standing, vouching))
                .list().ofMaxSize(8).map(RecognitionEnginePropertyTest::numbered);
    }

    private static List<ExamResult> numbered(List<ExamResult> results) {
        List<ExamResult> all = new ArrayList<>();
        for (ExamResult one : results) {
            all.add(new ExamResult("E" + all.size(), one.person(), one.identityVerified(), one.unit(), one.item(),
                    one.laterality(), one.performedAt(), one.standing(), one.vouching()));
        }
        return List.copyOf(all);
    }

    @Property
    void theOrderOfResultsNeverMatters(@ForAll("orders") OrderIntent order,
            @ForAll("results") List<ExamResult> results, @ForAll long seed) {
        List<ExamResult> shuffled = new ArrayList<>(results);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(engine.judge(order, shuffled)).isEqualTo(engine.judge(order, results));
    }

    @Property
    void aResultThatDoesNotCountChangesNothing(@ForAll("orders") OrderIntent order,
            @ForAll("results") List<ExamResult> results) {
        Judgement all = engine.judge(order, results);
        List<ExamResult> counting = results.stream()
                .filter(one -> engine.judge(order, List.of(one)).outcome() != OutcomeClass.NOT_ELIGIBLE).toList();
        Judgement without = engine.judge(order, counting);
        if (counting.isEmpty()) {
            assertThat(all.prompt()).isEqualTo(PromptForm.NONE);
        } else {
            assertThat(all.code()).isEqualTo(without.code());
            assertThat(all.result()).isEqualTo(without.result());
            assertThat(all.prompt()).isEqualTo(without.prompt());
            assertThat(all.presetReason()).isEqualTo(without.presetReason());
        }
    }

    @Property
    void aFurtherResultNeverMakesTheOutcomeWorse(@ForAll("orders") OrderIntent order,
            @ForAll("results") List<ExamResult> results) {
        for (int i = 1; i < results.size(); i++) {
            assertThat(engine.judge(order, results.subList(0, i + 1)).outcome())
                    .isLessThanOrEqualTo(engine.judge(order, results.subList(0, i)).outcome());
        }
    }

    @Property
    void everyOutcomeIsExplainedWhole(@ForAll("orders") OrderIntent order,
            @ForAll("results") List<ExamResult> results) {
        Judgement judgement = engine.judge(order, results);
        Map<String, List<TraceStep>> byResult = judgement.trace().stream()
                .collect(Collectors.groupingBy(TraceStep::result));

        assertThat(byResult.keySet())
                .isEqualTo(results.stream().map(ExamResult::id).collect(Collectors.toUnmodifiableSet()));
        byResult.values().forEach(RecognitionEnginePropertyTest::isWhole);
        assertThat(judgement.result() == null).isEqualTo(results.isEmpty());
        assertThat(judgement.presetReason() != null).isEqualTo(judgement.prompt() == PromptForm.INFO);
        assertThat(judgement.trace()).allSatisfy(step -> {
            assertThat(step.text().zh()).isNotBlank();
            assertThat(step.text().en()).isNotBlank();
        });
    }

    /** All rules from the first on, up to the one that decided. */
    private static void isWhole(List<TraceStep> steps) {
        for (int i = 0; i < steps.size(); i++) {
            assertThat(steps.get(i).rule()).isEqualTo(i + 1);
        }
        int eligible = EligibilityRule.values().length;
        steps.stream().limit(steps.size() - 1L).forEach(step -> assertThat(step.passed())
                .isEqualTo(step.rule() <= eligible));
        TraceStep last = steps.getLast();
        assertThat(last.passed()).isEqualTo(last.rule() > eligible);
    }

    @Property
    void windowsCountTheDaysOfChina(@ForAll @IntRange(min = 0, max = 95) int days,
            @ForAll @IntRange(min = 0, max = 86_399) int done, @ForAll @IntRange(min = 0, max = 86_399) int asked,
            @ForAll @IntRange(min = -18, max = 18) int offset) {
        Instant performed = TODAY.minusDays(days).atStartOfDay(MemberDirectory.ZONE).plusSeconds(done).toInstant();
        Instant now = TODAY.atStartOfDay(MemberDirectory.ZONE).plusSeconds(asked)
                .withZoneSameInstant(ZoneOffset.ofHours(offset)).toInstant();
        var order = new OrderIntent("P1", PLACES.get(0), "CT-CHEST-P", "", EnumSet.noneOf(OrderFlag.class), now);
        var result = new ExamResult("E1", "P1", true, PLACES.get(1), "CT-CHEST-P", "", performed,
                new ExamResult.Standing(ExamResult.ReportStatus.FINAL, ExamResult.ImageState.ONLINE,
                        ExamResult.ImageGrade.A),
                new ExamResult.Vouching(ExamResult.Quality.PASS, List.of(), false, false));
        assertThat(engine.judge(order, List.of(result)).code())
                .isEqualTo(days <= 90 ? OutcomeCode.S02 : OutcomeCode.N06);
    }

    @Property
    void aWiderMarkReachesWhereverANarrowerOneDoes(@ForAll @IntRange(min = 100_000, max = 999_999) int region,
            @ForAll @IntRange(min = 100_000, max = 999_999) int unit) {
        var place = new Place("U", null, String.valueOf(unit), null);
        boolean county = covers(MarkScope.Type.COUNTY, region, place);
        boolean city = covers(MarkScope.Type.CITY, region, place);
        boolean province = covers(MarkScope.Type.PROVINCE, region, place);

        assertThat(county).isEqualTo(region == unit);
        assertThat(city).isEqualTo(region / 100 == unit / 100);
        assertThat(province).isEqualTo(region / 10_000 == unit / 10_000);
        assertThat(covers(MarkScope.Type.NATIONAL, region, place)).isTrue();
        var sameCity = new Place("V", null, String.valueOf(region / 100 * 100 + unit % 100), null);
        assertThat(covers(MarkScope.Type.CITY, region, sameCity)).isTrue();
        assertThat(covers(MarkScope.Type.PROVINCE, region, sameCity)).isTrue();
    }

    private static boolean covers(MarkScope.Type type, int region, Place place) {
        return new MarkScope(type, String.valueOf(region)).covers(place, Map.of());
    }

    @Property
    void whoeverHasNoRegionIsReachedByConsortiumAndCountryOnly(@ForAll("scopes") MarkScope scope) {
        var unknown = new Place("NEW", "XX1", "", null);
        assertThat(scope.covers(unknown, Map.of("CSJ", Set.of("34")))).isEqualTo(
                scope.type() == MarkScope.Type.NATIONAL
                        || (scope.type() == MarkScope.Type.CONSORTIUM && "XX1".equals(scope.value())));
    }
}
