package org.lianzhen.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.route.Priors.Likeness;
import org.lianzhen.gateway.route.Priors.Study;

class PriorsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final Study FRESH = study(0, 0, Set.of("CT"), Set.of("CHEST"));
    private static final Priors ANY = new Priors(3, 100, Set.of(), Urgency.BULK);

    private static Study study(int number, int daysBefore, Set<String> modalities, Set<String> bodyParts) {
        return new Study(new UUID(0, number), DAY.minusDays(daysBefore), modalities, bodyParts);
    }

    private static Study study(int number, int daysBefore) {
        return study(number, daysBefore, Set.of("CT"), Set.of("CHEST"));
    }

    private static List<Integer> chosen(Priors rule, Study... others) {
        return rule.choose(FRESH, List.of(others), Set.of()).stream().map(id -> (int) id.getLeastSignificantBits())
                .toList();
    }

    @Test
    void theNewestFollowAsManyAsThereMayBe() {
        assertThat(chosen(ANY, study(1, 50), study(2, 10), study(3, 90), study(4, 30))).containsExactly(2, 4, 1);
    }

    @Test
    void theyAreEarlierAndNotTooOld() {
        assertThat(chosen(ANY, study(1, 100), study(2, 101), study(3, 0), study(4, -1))).containsExactly(3, 1);
    }

    @Test
    void theyAreAlikeAsFarAsTheRuleSays() {
        var modality = new Priors(9, 100, Set.of(Likeness.MODALITY), Urgency.BULK);
        var bodyPart = new Priors(9, 100, Set.of(Likeness.BODY_PART), Urgency.BULK);
        var both = new Priors(9, 100, Set.of(Likeness.MODALITY, Likeness.BODY_PART), Urgency.BULK);
        Study[] others = { study(1, 1, Set.of("CT", "SR"), Set.of("HEAD")), study(2, 2, Set.of("MR"), Set.of("CHEST")),
                study(3, 3, Set.of("CT"), Set.of()), study(4, 4, Set.of(), Set.of("CHEST", "ABDOMEN")) };
        assertThat(chosen(modality, others)).containsExactly(1, 3, 4);
        assertThat(chosen(bodyPart, others)).containsExactly(2, 3, 4);
        assertThat(chosen(both, others)).as("what nobody knows excludes nothing").containsExactly(3, 4);
        assertThat(both.choose(study(0, 0, Set.of("CT"), Set.of()), List.of(others), Set.of())).hasSize(3);
    }

    @Test
    void whatFollowsAlreadyCounts() {
        List<Study> others = List.of(study(1, 1), study(2, 2), study(3, 3), study(4, 4));
        assertThat(ANY.choose(FRESH, others, Set.of(new UUID(0, 1), new UUID(0, 9))))
                .containsExactly(new UUID(0, 2));
        assertThat(ANY.choose(FRESH, others, Set.of(new UUID(0, 5), new UUID(0, 6), new UUID(0, 7), new UUID(0, 8))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "EMERGENCY, BULK, BULK", "EMERGENCY, URGENT, URGENT", "ROUTINE, URGENT, BULK", "BULK, BULK, BULK",
            "EMERGENCY, EMERGENCY, GREEN_CHANNEL", "URGENT, URGENT, ROUTINE", "BULK, EMERGENCY, BULK" })
    void theyComeAfterTheNewOne(Urgency fresh, Urgency rule, Urgency priority) {
        assertThat(new Priors(1, 1, Set.of(), rule).after(fresh)).isEqualTo(priority);
    }
}
