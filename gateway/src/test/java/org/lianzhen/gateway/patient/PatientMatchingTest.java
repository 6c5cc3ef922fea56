package org.lianzhen.gateway.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.lianzhen.gateway.patient.Identifier.Kind;

/** What is asked of the index, and what is not when it fails; that the index does right has tests of its own. */
class PatientMatchingTest {
    private static final Identifier CARD = new Identifier(Kind.ID_CARD, "", "341322198802291234");

    private final Notes index = new Notes();
    private final PatientMatching matching = new PatientMatching(index);

    /** Notes what it is told. */
    private static final class Notes implements PatientIndex {
        final List<PatientRecord> waiting = new ArrayList<>();
        final List<PatientRecord> others = new ArrayList<>();
        final List<Link> links = new ArrayList<>();
        final List<Link.Proposal> proposals = new ArrayList<>();
        final List<UUID> compared = new ArrayList<>();
        Link.Outcome outcome = new Link.Outcome.Done();
        boolean away;

        @Override
        public CompletionStage<List<PatientRecord>> search(Search search) {
            throw new AssertionError("nobody searches");
        }

        @Override
        public CompletionStage<List<PatientRecord>> person(UUID record) {
            throw new AssertionError("nobody asks for a person");
        }

        @Override
        public CompletionStage<Set<UUID>> visible(Set<UUID> records, Set<String> units) {
            throw new AssertionError("nobody asks what is visible");
        }

        @Override
        public CompletionStage<List<Link.Event>> history(UUID record) {
            throw new AssertionError("nobody asks for the history");
        }

        @Override
        public CompletionStage<Link.Outcome> link(Link link) {
            if (away) {
                return CompletableFuture.failedStage(new IOException("away"));
            }
            links.add(link);
            return CompletableFuture.completedStage(outcome);
        }

        @Override
        public CompletionStage<Link.Outcome> unlink(Link link) {
            throw new AssertionError("only people unlink");
        }

        @Override
        public CompletionStage<ProposalPage> proposals(Set<String> units, ProposalPage.Place after, int limit) {
            throw new AssertionError("nobody asks for proposals");
        }

        @Override
        public CompletionStage<Void> propose(Link.Proposal proposal) {
            proposals.add(proposal);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<Link.Outcome> dismiss(Link link) {
            throw new AssertionError("only people dismiss");
        }

        @Override
        public CompletionStage<List<PatientRecord>> uncompared(int limit) {
            return CompletableFuture.completedStage(waiting.stream().limit(limit).toList());
        }

        @Override
        public CompletionStage<List<PatientRecord>> alike(PatientRecord record, int limit) {
            return CompletableFuture.completedStage(others.stream().limit(limit).toList());
        }

        @Override
        public CompletionStage<Void> compared(PatientRecord record) {
            compared.add(record.id());
            return CompletableFuture.completedStage(null);
        }
    }

    private static PatientRecord record(String name, Identifier... numbers) {
        return new PatientRecord(UUID.randomUUID(), "TS1",
                new PatientRecord.Self("TS1", "P1", name, "19880229", "M"), Optional.empty(), List.of(numbers));
    }

    private int run(int limit) {
        return matching.run(limit).toCompletableFuture().join();
    }

    @Test
    void linksInTheNameOfTheGatewayAndSaysWhy() {
        PatientRecord one = record("王^小东", CARD);
        PatientRecord other = record("王^小东", CARD);
        index.waiting.add(one);
        index.others.add(other);
        assertThat(run(10)).isEqualTo(1);
        assertThat(index.links).containsExactly(new Link(one.id(), other.id(), Link.Author.GATEWAY, "same ID_CARD"));
        assertThat(index.proposals).isEmpty();
        assertThat(index.compared).containsExactly(one.id());
    }

    @Test
    void proposesWhatAPersonMustJudgeAndPassesOverStrangers() {
        PatientRecord one = record("王^小东");
        PatientRecord other = record("王^小东");
        index.waiting.add(one);
        index.others.addAll(List.of(record("李^四"), other));
        run(10);
        assertThat(index.links).isEmpty();
        assertThat(index.proposals)
                .containsExactly(new Link.Proposal(one, other, 0.6, "same name, sex and birth date"));
    }

    @Test
    void comparesNoMoreThanItIsAskedFor() {
        for (int i = 0; i < 5; i++) {
            index.waiting.add(record("王^小东"));
        }
        assertThat(run(3)).isEqualTo(3);
        assertThat(index.compared).hasSize(3);
    }

    @Test
    void findsNothingToDoInAnEmptyIndex() {
        assertThat(run(10)).isZero();
    }

    @Test
    void isDoneWithARecordThatHalfTheCountyIsLike() {
        index.waiting.add(record("王^小东", CARD));
        for (int i = 0; i < 21; i++) {
            index.others.add(record("王^小东", CARD));
        }
        run(10);
        assertThat(index.links).isEmpty();
        assertThat(index.compared).hasSize(1);
    }

    @Test
    void takesARefusalOfTheIndexForAnAnswer() {
        index.waiting.add(record("王^小东", CARD));
        index.others.add(record("王^小东", CARD));
        index.outcome = new Link.Outcome.Separated();
        run(10);
        assertThat(index.compared).hasSize(1);
        assertThat(index.proposals).isEmpty();
    }

    @Test
    void leavesARecordForTheNextTimeWhenTheIndexIsAway() {
        index.waiting.addAll(List.of(record("王^小东", CARD), record("王^小东", CARD)));
        index.others.add(record("王^小东", CARD));
        index.away = true;
        assertThatThrownBy(() -> run(10)).hasCauseInstanceOf(IOException.class);
        assertThat(index.compared).isEmpty();
        index.away = false;
        assertThat(run(10)).isEqualTo(2);
        assertThat(index.compared).hasSize(2);
    }

    @Test
    void namesTwoRecordsAlwaysInTheSameOrderAndNeverOneTwice() {
        UUID one = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        var author = new Link.Author("a", "TS1");
        assertThat(new Link(one, other, author, "x")).isEqualTo(new Link(other, one, author, "x"));
        assertThatThrownBy(() -> new Link(one, one, author, "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRecordSaysNothingOfItsPatient() {
        assertThat(record("王^小东", CARD)).asString().doesNotContain("王", "19880229", CARD.number(), "P1");
    }

    @Test
    void recordsOfOnePersonAreLinked() {
        PatientRecord one = record("王^小东");
        var person = Optional.of(UUID.randomUUID());
        PatientRecord a = new PatientRecord(UUID.randomUUID(), "TS1", one.self(), person, List.of());
        PatientRecord b = new PatientRecord(UUID.randomUUID(), "CH1", one.self(), person, List.of());
        assertThat(a.isLinkedTo(b)).isTrue();
        assertThat(a.isLinkedTo(one)).isFalse();
        assertThat(one.isLinkedTo(record("王^小东"))).as("two without person").isFalse();
        assertThat(one.isLinkedTo(one)).isTrue();
    }
}
