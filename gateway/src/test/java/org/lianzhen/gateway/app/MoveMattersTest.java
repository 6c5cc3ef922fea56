package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.notify.ChannelSettings;
import org.lianzhen.gateway.notify.Duty;
import org.lianzhen.gateway.notify.Ladder;
import org.lianzhen.gateway.notify.Matter;
import org.lianzhen.gateway.notify.Watch;
import org.lianzhen.gateway.reading.report.StudyMoves;

class MoveMattersTest {
    private static final UUID MOVE = new UUID(0, 9);
    private static final ChannelSettings.Rules RULES = new ChannelSettings.Rules(Duration.ofMinutes(7),
            Duration.ofHours(1), 36, 14);

    /** Moves that were confirmed; nobody moves anything. */
    private record Confirmed(List<Told> all) implements StudyMoves {
        @Override
        public CompletionStage<List<Told>> confirmed(int limit) {
            return CompletableFuture.completedStage(all.stream().limit(limit).toList());
        }

        @Override
        public CompletionStage<List<Move>> list(Set<String> units, int limit) {
            throw new AssertionError("nobody asks here");
        }

        @Override
        public CompletionStage<Optional<Move>> find(UUID id, Set<String> units) {
            throw new AssertionError("nobody asks here");
        }

        @Override
        public CompletionStage<Outcome> propose(Proposal proposal, AuditEvent event) {
            throw new AssertionError("nobody proposes here");
        }

        @Override
        public CompletionStage<Outcome> reject(UUID id, Decision decision, AuditEvent event) {
            throw new AssertionError("nobody decides here");
        }

        @Override
        public CompletionStage<Optional<Read>> reading(String studyInstanceUid) {
            throw new AssertionError("nobody decides here");
        }

        @Override
        public CompletionStage<Outcome> confirm(Move move, Decision decision, @Nullable Withdrawn withdrawal,
                AuditEvent event) {
            throw new AssertionError("nobody decides here");
        }
    }

    private static Watch watch(StudyMoves.Told... told) {
        return new MoveMatters(new Confirmed(List.of(told)), TestMembers.of("""
                units:
                  - {code: TS1, name: x, kind: TOWNSHIP_HEALTH_CENTRE}
                  - {code: CH1, name: x, kind: COUNTY_HOSPITAL}
                  - {code: CH2, name: x, kind: COUNTY_HOSPITAL}
                nodes:
                  - {aeTitle: TSWS, unit: TS1}
                  - {aeTitle: PACS1, unit: CH1}
                  - {aeTitle: WS1, unit: CH1}
                  - {aeTitle: PACS2, unit: CH2}
                """), () -> RULES).confirmed();
    }

    private static List<Matter> matters(String... receivers) {
        return Await.result(watch(new StudyMoves.Told(MOVE, "TS1", "1.2.3", List.of(receivers))).look().get());
    }

    @Test
    void theUnitThatMadeTheStudyIsToldAlthoughNobodyHasGotIt() {
        assertThat(matters()).singleElement().satisfies(matter -> {
            assertThat(matter.key()).isEqualTo("study-moved/" + MOVE + "/TS1");
            assertThat(matter.kind()).isEqualTo("study-moved");
            assertThat(matter.unit()).isEqualTo("TS1");
            assertThat(matter.urgency()).isEqualTo(Urgency.URGENT);
        });
    }

    @Test
    void everyUnitThatHasGotItIsToldOnceHoweverManyOfItsNodesHave() {
        assertThat(matters("PACS1", "WS1", "PACS2", "TSWS")).extracting(Matter::unit).containsExactly("TS1", "CH1",
                "CH2");
    }

    @Test
    void aNodeThatIsNoMembersAnyMoreKeepsTheOthersFromNothing() {
        assertThat(matters("GONE", "PACS2")).extracting(Matter::unit).containsExactly("TS1", "CH2");
    }

    @Test
    void eachUnitAnswersForItselfAndItClimbsWithinIt() {
        List<Matter> all = matters("PACS1");
        assertThat(all).extracting(Matter::key).doesNotHaveDuplicates();
        assertThat(all).allSatisfy(matter -> assertThat(matter.ladder().steps()).containsExactly(
                new Ladder.Step(Duty.IMAGING, matter.unit(), RULES.answer()),
                new Ladder.Step(Duty.DEPARTMENT_HEAD, matter.unit(), RULES.answer())));
    }

    @Test
    void itSaysWhichStudyAndWhoseUnitAndNothingElse() {
        assertThat(matters("PACS1")).allSatisfy(matter -> assertThat(matter.subject())
                .isEqualTo(new Matter.Subject("1.2.3", Map.of("unit", "TS1"))));
    }

    @Test
    void twoMovesOfOneStudyAreTwoMatters() {
        var first = new StudyMoves.Told(MOVE, "TS1", "1.2.3", List.of());
        var back = new StudyMoves.Told(new UUID(0, 10), "TS1", "1.2.3", List.of());
        assertThat(Await.result(watch(first, back).look().get())).extracting(Matter::key)
                .containsExactly("study-moved/" + first.move() + "/TS1", "study-moved/" + back.move() + "/TS1");
    }

    @Test
    void whatIsLookedAtHasTheBeginningOfEveryKey() {
        assertThat(matters("PACS1")).allMatch(matter -> matter.key().startsWith(watch().prefix()));
    }
}
