package org.lianzhen.gateway.delivery.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.service.CommitmentResult.Refusal;
import org.lianzhen.gateway.delivery.ProofKind;
import org.lianzhen.gateway.delivery.proof.Finding.Reason;
import org.lianzhen.gateway.delivery.proof.Prover.Commitment;
import org.lianzhen.gateway.delivery.proof.Prover.Listing;
import org.lianzhen.gateway.route.Address;
import org.lianzhen.gateway.route.Destination;
import org.lianzhen.gateway.route.RetrySchedule;

class CheckTest {
    static final Destination CH1 = new Destination("CH1", "CH1", new Address.Node("CH1PACS"), 2);
    static final ProofPace PACE = new ProofPace(Duration.ofMillis(5), 2, 5, Duration.ZERO, Duration.ofMinutes(5),
            Duration.ofMinutes(1), new RetrySchedule(Duration.ofSeconds(1), Duration.ofSeconds(4), 3), 2);

    private final FakeProofLedger ledger = new FakeProofLedger();
    private final ScriptedProver prover = new ScriptedProver();

    /** Twelve instances in two series, all there. */
    @BeforeEach
    void deliver() {
        ledger.claim("S1", 1, 8);
        ledger.claim("S2", 9, 12);
        IntStream.rangeClosed(1, 12).forEach(i -> prover.has.add("1." + i));
    }

    private Finding check() {
        return check(0, 0);
    }

    private Finding check(int attempts, int rounds) {
        return check(CH1, attempts, rounds);
    }

    private Finding check(Destination destination, int attempts, int rounds) {
        try {
            return new Check(FakeProofLedger.lease("CH1", attempts, rounds), destination,
                    new Check.Tools(ledger, prover, PACE)).find();
        } catch (Check.LostException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatCommitsToAllHasAll() {
        assertThat(check()).isEqualTo(new Finding.Complete(ProofKind.COMMITMENT, 12));
        assertThat(prover.asked).as("in pieces").containsExactly(5, 5, 2);
        assertThat(prover.listed).isEmpty();
    }

    @Test
    void whatIsNotCommittedForWantOfItIsSentAgain() {
        prover.has.removeAll(Set.of("1.2", "1.7", "1.12"));
        Finding finding = check();
        assertThat(finding).isEqualTo(new Finding.Resend(List.of("1.2", "1.7", "1.12"), 12));
        assertThat(finding.inWords()).isEqualTo("3 of 12 missing, sent again");
        assertThat(prover.listed).isEmpty();
    }

    @Test
    void atLastWhatIsMissingHasFailed() {
        prover.has.remove("1.2");
        assertThat(check(0, 1)).isInstanceOf(Finding.Resend.class);
        Finding last = check(0, 2);
        assertThat(last).isEqualTo(new Finding.Failed(List.of("1.2"), 12));
        assertThat(last.inWords()).isEqualTo("1 of 12 missing");
    }

    @Test
    void whatIsNotCommittedForOtherReasonsIsLookedFor() {
        prover.has.remove("1.10");
        prover.commits = order -> new Commitment.Reported(prover.look(order, Refusal.PROCESSING_FAILURE));
        prover.lists = series -> new Listing.Found(Set.of("1.10"));
        assertThat(check()).isEqualTo(new Finding.Complete(ProofKind.QUERY, 12));
        assertThat(prover.listed).as("no other series").containsExactly("S2");
    }

    @Test
    void somethingElseOfThatNameIsNotIt() {
        prover.has.remove("1.10");
        prover.commits = order -> new Commitment.Reported(prover.look(order, Refusal.CLASS_INSTANCE_CONFLICT));
        assertThat(check()).isEqualTo(new Finding.Resend(List.of("1.10"), 12));
    }

    @Test
    void withoutCommitmentEachSeriesIsListed() {
        prover.commits = ScriptedProver.NOT_OFFERED;
        assertThat(check()).isEqualTo(new Finding.Complete(ProofKind.QUERY, 12));
        assertThat(prover.listed).containsExactly("S1", "S2");
        prover.has.remove("1.9");
        assertThat(check()).isEqualTo(new Finding.Resend(List.of("1.9"), 12));
        assertThat(prover.asked).as("once is enough").containsExactly(5, 5);
    }

    @Test
    void whatOffersNeitherIsUnproven() {
        prover.commits = ScriptedProver.NOT_OFFERED;
        prover.lists = series -> new Listing.NotOffered("no query either");
        assertThat(check()).isEqualTo(new Finding.Unproven(12, Reason.NOT_OFFERED, "no such context; no query either"));
    }

    @Test
    void whoPromisesAnAnswerIsWaitedFor() {
        prover.commits = ScriptedProver.PROMISES;
        assertThat(check()).isInstanceOfSatisfying(Finding.Awaiting.class,
                awaiting -> assertThat(awaiting.atMost()).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5)));
        assertThat(check()).as("still").isInstanceOf(Finding.Awaiting.class);
        assertThat(prover.asked).as("nothing is asked twice").containsExactly(5, 5, 2);
        assertThat(prover.listed).isEmpty();
    }

    @Test
    void whoBreaksThePromiseIsQueried() {
        prover.commits = ScriptedProver.PROMISES;
        ledger.askedAt = Instant.now().minus(Duration.ofMinutes(6));
        assertThat(check()).isEqualTo(new Finding.Complete(ProofKind.QUERY, 12));
        prover.lists = series -> new Listing.NotOffered("no query");
        assertThat(check())
                .isEqualTo(new Finding.Unproven(12, Reason.NOT_OFFERED,
                        "no answer to the request for storage commitment; no query"));
    }

    @Test
    void onlyWhatIsNotAnsweredIsQueried() {
        prover.commits = order -> order.instances().size() == 2 ? new Commitment.Taken()
                : new Commitment.Reported(prover.look(order, Refusal.NO_SUCH_OBJECT));
        ledger.askedAt = Instant.now().minus(Duration.ofMinutes(6));
        assertThat(check()).isEqualTo(new Finding.Complete(ProofKind.QUERY, 12));
        assertThat(prover.listed).containsExactly("S2");
    }

    @Test
    void whoCannotBeReachedIsAskedAgainLaterAndNotForEver() {
        prover.commits = ScriptedProver.UNREACHABLE;
        prover.lists = series -> new Listing.Unreachable("refused");
        assertThat(check(0, 0)).isEqualTo(new Finding.Again(Duration.ofSeconds(1), "refused"));
        assertThat(prover.listed).isEmpty();
        assertThat(check(1, 0)).isEqualTo(new Finding.Again(Duration.ofSeconds(2), "refused"));
        assertThat(check(2, 0)).isEqualTo(new Finding.Unproven(12, Reason.UNREACHABLE, "refused, after 3 attempts"));
    }

    @Test
    void whoBreaksOffWhenAskedToCommitIsQueriedTheNextTime() {
        prover.commits = ScriptedProver.UNREACHABLE;
        assertThat(check(0, 0)).isInstanceOf(Finding.Again.class);
        assertThat(check(1, 0)).isEqualTo(new Finding.Complete(ProofKind.QUERY, 12));
    }

    @Test
    void whatWasAnsweredBeforeTheyBrokeOffNeedNotBeAskedAgain() {
        prover.commits = order -> prover.asked.size() == 3 ? new Commitment.Unreachable("broken")
                : new Commitment.Reported(prover.look(order, Refusal.NO_SUCH_OBJECT));
        assertThat(check(0, 0)).isEqualTo(new Finding.Again(Duration.ofSeconds(1), "broken"));
        assertThat(check(1, 0)).isEqualTo(new Finding.Complete(ProofKind.COMMITMENT, 12));
        assertThat(prover.asked).containsExactly(5, 5, 2, 2);
    }

    @Test
    void whatAQuestionOfAnotherRunHasAnsweredCounts() {
        ledger.inquiries.add(new Question.Inquiry("1.9", Set.of("1.1", "1.2"), Instant.now(), true,
                Optional.of(new Question.Answer(Set.of("1.1", "1.2"), java.util.Map.of()))));
        ledger.inquiries.add(new Question.Inquiry("1.10", Set.of("1.3"), Instant.now(), false, Optional.empty()));
        assertThat(check()).isEqualTo(new Finding.Complete(ProofKind.COMMITMENT, 12));
        assertThat(prover.asked).as("what nobody took is asked again").containsExactly(5, 5);
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 5 })
    void whatWasNotDeliveredCannotBeProved(int undelivered) {
        ledger.undelivered = undelivered;
        assertThat(check()).isEqualTo(new Finding.Unproven(12, Reason.UNDELIVERED,
                undelivered + " of " + (12 + undelivered) + " were not delivered"));
        assertThat(prover.asked).isEmpty();
    }

    @Test
    void whatMayBeThereInAnotherVersionIsNotProvedByItsName() {
        ledger.doubts = new Question.Doubts(2, 0);
        String why = "of 2 of 12 it may have another version: it was given one, and may keep what it has";
        assertThat(check()).as("committed to").isEqualTo(new Finding.Unproven(12, Reason.OTHER_VERSION, why));
        prover.commits = ScriptedProver.NOT_OFFERED;
        ledger.inquiries.clear();
        assertThat(check()).as("found by query").isEqualTo(new Finding.Unproven(12, Reason.OTHER_VERSION, why));
        prover.has.remove("1.2");
        assertThat(check()).as("what is not there is sent all the same")
                .isEqualTo(new Finding.Resend(List.of("1.2"), 12));
    }

    @Test
    void whoOverwritesHasTheVersionThatWasSentLast() {
        var overwriting = new Destination("CH1", "CH1", new Address.Node("CH1PACS"), 2, List.of(), null, true);
        ledger.doubts = new Question.Doubts(2, 0);
        assertThat(check(overwriting, 0, 0)).isEqualTo(new Finding.Complete(ProofKind.COMMITMENT, 12));
        ledger.doubts = new Question.Doubts(2, 1);
        assertThat(check(overwriting, 0, 0)).isEqualTo(new Finding.Unproven(12, Reason.OTHER_VERSION,
                "of 1 of 12 it may have another version: it was given one, and this one was not sent after that"));
    }

    @Test
    void whatBringsUsDownEachTimeIsGivenUp() {
        assertThat(check(3, 0))
                .isEqualTo(new Finding.Unproven(12, Reason.NO_END, "asking came to no end, after 3 attempts"));
        assertThat(prover.asked).isEmpty();
    }

    @Test
    void whoLosesTheLeaseAsksNobody() {
        ledger.lost = true;
        assertLost();
        assertThat(prover.asked).isEmpty();
    }

    @Test
    void whoLosesItWhileAskingListsNothing() {
        prover.commits = order -> {
            ledger.lost = true;
            return new Commitment.NotOffered("no such context");
        };
        assertLost();
        assertThat(prover.listed).isEmpty();
    }

    private void assertLost() {
        assertThatThrownBy(() -> new Check(FakeProofLedger.lease("CH1", 0, 0), CH1,
                new Check.Tools(ledger, prover, PACE)).find()).isInstanceOf(Check.LostException.class);
    }
}
