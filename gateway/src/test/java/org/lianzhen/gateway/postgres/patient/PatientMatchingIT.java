package org.lianzhen.gateway.postgres.patient;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.gateway.patient.Identifier;
import org.lianzhen.gateway.patient.Identifier.Kind;
import org.lianzhen.gateway.patient.Link;
import org.lianzhen.gateway.patient.PatientIndex;
import org.lianzhen.gateway.patient.PatientMatching;
import org.lianzhen.gateway.patient.PatientRecord;
import org.lianzhen.gateway.patient.ProposalPage;
import org.lianzhen.gateway.patient.ProposalPage.Place;
import org.lianzhen.gateway.postgres.TestPostgres;

class PatientMatchingIT {
    private static final Link.Author DOCTOR = new Link.Author("ts1-doctor", "TS1");
    private static final Identifier CARD = new Identifier(Kind.ID_CARD, "", "341322198802291234");
    private static final Identifier PHONE = new Identifier(Kind.PHONE, "", "13812348000");
    private static final Set<String> ALL = Set.of("TS1", "TS2", "CH1");

    private TestPostgres database;
    private PatientIndex index;
    private PatientMatching matching;

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
        index = new PostgresPatientIndex(database.pool());
        matching = new PatientMatching(index);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private UUID arrive(Arrival arrival) {
        arrival.at(database);
        return (UUID) database.value("select id from patient where issuer = $1 and patient_id = $2", arrival.unit(),
                arrival.patientId());
    }

    private void match() {
        while (get(matching.run(2)) > 0) {
            assertThat(get(index.uncompared(1000)).size()).as("the rest").isLessThan(1000);
        }
    }

    private List<UUID> person(UUID record) {
        return get(index.person(record)).stream().map(PatientRecord::id).toList();
    }

    @Test
    void theSameCardLinksByItselfAndSaysWhy() {
        UUID a = arrive(Arrival.of("TS1", "P1").with(CARD));
        UUID b = arrive(Arrival.of("CH1", "Q7").named("WANG^XIAODONG", "19880229", "M").with(CARD));
        match();
        assertThat(person(a)).containsExactly(a, b);
        assertThat(get(index.history(a))).singleElement()
                .satisfies(event -> assertThat(event.link())
                        .isEqualTo(new Link(a, b, Link.Author.GATEWAY, "same ID_CARD")));
        assertThat(proposals(ALL)).isEmpty();
    }

    @Test
    void aNumberThatComesLaterLinksToo() {
        UUID a = arrive(Arrival.of("TS1", "P1").with(CARD));
        UUID b = arrive(Arrival.of("CH1", "Q7").named("王^小东", "", ""));
        match();
        assertThat(person(a)).containsExactly(a);
        Arrival.of("CH1", "Q7").with(CARD).within(Arrival.of("CH1", "Q7"), "1.9").at(database);
        match();
        assertThat(person(a)).containsExactly(a, b);
    }

    @Test
    void whatAPersonMustJudgeIsProposedToWhoeverSeesBoth() {
        UUID a = arrive(Arrival.of("TS1", "P1").with(PHONE));
        UUID b = arrive(Arrival.of("CH1", "Q7").with(PHONE));
        UUID c = arrive(Arrival.of("TS2", "R3"));
        arrive(Arrival.of("TS2", "R4").named("李^四", "19880229", "M"));
        match();
        assertThat(person(a)).containsExactly(a);
        List<Link.Proposal> proposals = proposals(ALL);
        assertThat(proposals).hasSize(3);
        assertThat(proposals.getFirst()).satisfies(best -> {
            assertThat(Set.of(best.first().id(), best.second().id())).containsExactlyInAnyOrder(a, b);
            assertThat(best.confidence()).isEqualTo(0.9);
            assertThat(best.reason()).isEqualTo("same name, sex, birth date and phone");
        });
        assertThat(proposals(Set.of("TS1", "TS2"))).hasSize(1);
        assertThat(proposals(Set.of("TS1"))).isEmpty();
        get(index.link(new Link(a, b, DOCTOR, "asked her")));
        get(index.link(new Link(b, c, DOCTOR, "asked her")));
        assertThat(proposals(ALL)).as("all are one person by now").isEmpty();
    }

    @Test
    void aRefusedProposalDoesNotComeBack() {
        UUID a = arrive(Arrival.of("TS1", "P1"));
        UUID b = arrive(Arrival.of("CH1", "Q7"));
        match();
        var refusal = new Link(a, b, DOCTOR, "twins");
        assertThat(get(index.dismiss(refusal))).isEqualTo(new Link.Outcome.Done());
        assertThat(get(index.dismiss(refusal))).isEqualTo(new Link.Outcome.Unchanged());
        database.rows("update patient set compared_at = null");
        match();
        assertThat(proposals(ALL)).isEmpty();
        assertThat(get(index.history(a))).extracting(Link.Event::act).containsExactly(Link.Act.DISMISS);
    }

    @Test
    void whatWasUnlinkedIsNotLinkedAgain() {
        UUID a = arrive(Arrival.of("TS1", "P1").with(CARD));
        UUID b = arrive(Arrival.of("CH1", "Q7").with(CARD));
        match();
        get(index.unlink(new Link(a, b, DOCTOR, "a borrowed card")));
        UUID c = arrive(Arrival.of("TS2", "R3").with(CARD));
        database.rows("update patient set compared_at = null");
        match();
        assertThat(person(a)).hasSizeLessThan(3);
        assertThat(person(a)).doesNotContain(b);
        assertThat(person(c)).as("with one of them").hasSize(2);
    }

    @Test
    void aNumberThatEverybodyHasIsNobodys() {
        for (int i = 0; i < 25; i++) {
            arrive(Arrival.of("TS1", "P" + i).with(CARD));
        }
        database.rows("update patient set compared_at = now()");
        UUID a = arrive(Arrival.of("CH1", "Q7").with(CARD));
        match();
        assertThat(person(a)).containsExactly(a);
    }

    private List<Link.Proposal> proposals(Set<String> units) {
        return get(index.proposals(units, Place.START, 100)).items();
    }

    /** All of the list in pages of so many, by the ids of their records. */
    private List<String> inPages(int limit) {
        List<String> told = new ArrayList<>();
        Place next = Place.START;
        while (next != null) {
            ProposalPage page = get(index.proposals(ALL, next, limit));
            assertThat(page.items()).isNotEmpty().hasSizeLessThanOrEqualTo(limit);
            page.items().forEach(one -> told.add(one.first().id() + " " + one.second().id()));
            next = page.next().orElse(null);
        }
        return told;
    }

    @Test
    void pagesOfProposalsHaveEachOnceAndTheSurestFirst() {
        UUID a = arrive(Arrival.of("TS1", "P1"));
        UUID b = arrive(Arrival.of("CH1", "Q7"));
        arrive(Arrival.of("TS2", "R3").with(PHONE));
        match();
        arrive(Arrival.of("TS2", "R4").with(PHONE));
        match();
        List<String> whole = inPages(100);
        assertThat(whole).hasSize(6).doesNotHaveDuplicates();
        assertThat(proposals(ALL)).extracting(Link.Proposal::confidence).as("the surest came last")
                .containsExactly(0.9, 0.6, 0.6, 0.6, 0.6, 0.6);
        assertThat(whole.subList(1, 2)).as("then the oldest").containsExactly(a + " " + b);
        for (int limit = 1; limit <= 6; limit++) {
            assertThat(inPages(limit)).as("in pages of " + limit).isEqualTo(whole);
        }
    }

    @Test
    void theNextPageIsTheSameWhenThoseBeforeItAreDecidedOn() {
        arrive(Arrival.of("TS1", "P1"));
        arrive(Arrival.of("CH1", "Q7"));
        arrive(Arrival.of("TS2", "R3"));
        match();
        ProposalPage first = get(index.proposals(ALL, Place.START, 1));
        List<Link.Proposal> rest = get(index.proposals(ALL, first.next().orElseThrow(), 10)).items();
        Link.Proposal gone = first.items().getFirst();
        get(index.dismiss(new Link(gone.first().id(), gone.second().id(), DOCTOR, "twins")));
        assertThat(rest).hasSize(2);
        assertThat(get(index.proposals(ALL, first.next().orElseThrow(), 10)))
                .isEqualTo(new ProposalPage(rest, Optional.empty()));
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
