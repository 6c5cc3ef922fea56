package org.lianzhen.gateway.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lianzhen.gateway.member.Urgency;

class ClimbTest {
    private static final Instant NOON = Instant.parse("2026-06-01T04:00:00Z");
    private static final DutyPerson A = new DutyPerson("a", "13800138000", "");
    private static final DutyPerson B = new DutyPerson("b", "", "");
    private static final DutyPerson C = new DutyPerson("c", "", "");
    private static final Duration EACH = Duration.ofMinutes(5);
    private static final Ladder LADDER = Ladder.of(new Ladder.Step(Duty.IMAGING, "CH1", EACH),
            new Ladder.Step(Duty.MEDICAL_OFFICE, "CH1", EACH.multipliedBy(2)));

    private static Roster roster(Duty duty, Shift... shifts) {
        return new Roster("CH1", duty, List.of(shifts));
    }

    private static Shift now(DutyPerson... persons) {
        return new Shift(NOON.minusSeconds(60), NOON.plusSeconds(60), List.of(persons));
    }

    private static Climb next(int step, Set<String> told, Roster first, Roster last) {
        return Climb.next(new Climb.Standing(LADDER, step, told, List.of(first, last)), NOON);
    }

    @Test
    void oneAfterTheOtherAndThenTheNextStep() {
        Roster first = roster(Duty.IMAGING, now(A, B));
        Roster last = roster(Duty.MEDICAL_OFFICE, now(A, C));
        assertThat(next(0, Set.of(), first, last)).isEqualTo(new Climb.Tell(0, A, EACH));
        assertThat(next(0, Set.of("a"), first, last)).isEqualTo(new Climb.Tell(0, B, EACH));
        assertThat(next(0, Set.of("a", "b"), first, last)).as("a knows already")
                .isEqualTo(new Climb.Tell(1, C, EACH.multipliedBy(2)));
        assertThat(next(1, Set.of("a", "b", "c"), first, last)).isEqualTo(new Climb.End());
    }

    @Test
    void whoIsOffDutyIsLeftInPeaceUntilTheLastStep() {
        Shift over = new Shift(null, NOON, List.of(A));
        Shift later = new Shift(NOON.plusSeconds(1), null, List.of(B));
        Roster last = roster(Duty.MEDICAL_OFFICE, over, now(C), later);
        assertThat(next(0, Set.of(), roster(Duty.IMAGING, over, later), last)).as("those on duty first")
                .isEqualTo(new Climb.Tell(1, C, EACH.multipliedBy(2)));
        assertThat(next(1, Set.of("c"), roster(Duty.IMAGING), last)).isEqualTo(
                new Climb.Tell(1, A, EACH.multipliedBy(2)));
        assertThat(next(1, Set.of("c", "a"), roster(Duty.IMAGING), last)).isEqualTo(
                new Climb.Tell(1, B, EACH.multipliedBy(2)));
    }

    @Test
    void shiftsBeginWithTheirFirstMomentAndEndBeforeTheirLast() {
        Roster roster = roster(Duty.IMAGING, new Shift(NOON, NOON.plusSeconds(1), List.of(A)),
                new Shift(null, null, List.of(B, A)));
        assertThat(roster.onDuty(NOON.minusNanos(1))).containsExactly(B, A);
        assertThat(roster.onDuty(NOON)).containsExactly(A, B);
        assertThat(roster.onDuty(NOON.plusSeconds(1))).containsExactly(B, A);
    }

    @Test
    void phonesAreMaskedAndPersonsAreNamedByTheirAccounts() {
        assertThat(A.maskedPhone()).isEqualTo("138****8000");
        assertThat(new DutyPerson("x", "12345", "").maskedPhone()).isEqualTo("*****");
        assertThat(A).hasToString("a");
    }

    @Test
    void wordsAreFilledAndAreThereInBothLanguages() {
        var matter = new Matter("k", "destination-stuck", "CH1", Urgency.URGENT,
                new Matter.Subject("CITY1", Map.of("destination", "CITY1", "hours", "3")), LADDER);
        assertThat(NoticeWords.in(Locale.SIMPLIFIED_CHINESE).title(matter)).isEqualTo("影像无法送达 CITY1");
        assertThat(NoticeWords.in(Locale.ENGLISH).text(matter)).contains("CITY1", "3 hours").doesNotContain("{");
        assertThatThrownBy(() -> NoticeWords.require("unheard-of")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLadderHasStepsThatTakeTime() {
        assertThatThrownBy(() -> new Ladder(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Ladder.Step(Duty.IMAGING, "CH1", Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
