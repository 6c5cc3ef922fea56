package org.lianzhen.gateway.postgres.patient;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
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
        assertThat(get(index.proposals(ALL, 10))).isEmpty();
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
        List<Link.Proposal> proposals = get(index.proposals(ALL, 10));
        assertThat(proposals).hasSize(3);
        assertThat(proposals.getFirst()).satisfies(best -> {
            assertThat(Set.of(best.first().id(), best.second().id())).containsExactlyInAnyOrder(a, b);
            assertThat(best.confidence()).isEqualTo(0.9);
            assertThat(best.reason()).isEqualTo("same name, sex, birth date and phone");
        });
        assertThat(get(index.proposals(Set.of("TS1", "TS2"), 10))).hasSize(1);
        assertThat(get(index.proposals(Set.of("TS1"), 10))).isEmpty();
        get(index.link(new Link(a, b, DOCTOR, "asked her")));
        get(index.link(new Link(b, c, DOCTOR, "asked her")));
        assertThat(get(index.proposals(ALL, 10))).as("all are one person by now").isEmpty();
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
        assertThat(get(index.proposals(ALL, 10))).isEmpty();
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

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
