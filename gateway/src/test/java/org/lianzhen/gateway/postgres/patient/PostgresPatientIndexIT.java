package org.lianzhen.gateway.postgres.patient;

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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.gateway.archive.Acceptance;
import org.lianzhen.gateway.archive.Acceptance.ParkReason;
import org.lianzhen.gateway.patient.Identifier;
import org.lianzhen.gateway.patient.Identifier.Kind;
import org.lianzhen.gateway.patient.Link;
import org.lianzhen.gateway.patient.Link.Act;
import org.lianzhen.gateway.patient.Link.Outcome.Done;
import org.lianzhen.gateway.patient.Link.Outcome.Separated;
import org.lianzhen.gateway.patient.Link.Outcome.TooMany;
import org.lianzhen.gateway.patient.Link.Outcome.Unchanged;
import org.lianzhen.gateway.patient.Link.Outcome.Unknown;
import org.lianzhen.gateway.patient.PatientIndex;
import org.lianzhen.gateway.patient.PatientRecord;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.UuidV7;

class PostgresPatientIndexIT {
    private static final Link.Author DOCTOR = new Link.Author("ts1-doctor", "TS1");
    private static final Identifier CARD = new Identifier(Kind.ID_CARD, "", "34132219780815456X");
    private static final Set<String> ALL = Set.of("TS1", "TS2", "CH1");

    private TestPostgres database;
    private PatientIndex index;

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
        index = new PostgresPatientIndex(database.pool());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private UUID arrive(Arrival arrival) {
        assertThat(arrival.at(database)).isEqualTo(new Acceptance.Stored());
        return record(arrival);
    }

    private UUID record(Arrival arrival) {
        return (UUID) database.value("select id from patient where issuer = $1 and patient_id = $2", arrival.unit(),
                arrival.patientId());
    }

    private Link.Outcome link(UUID one, UUID other) {
        return get(index.link(new Link(one, other, DOCTOR, "same card was shown")));
    }

    private Link.Outcome unlink(UUID one, UUID other) {
        return get(index.unlink(new Link(one, other, DOCTOR, "two people after all")));
    }

    private List<UUID> person(UUID record) {
        return get(index.person(record)).stream().map(PatientRecord::id).toList();
    }

    private List<List<Object>> state() {
        List<List<Object>> state = new ArrayList<>();
        state.addAll(database.rows("select id::text, identity, name, person::text from patient order by id"));
        state.addAll(database.rows("select uid, patient::text, instance_count from study order by uid"));
        state.addAll(database.rows("select first::text, second::text from patient_link order by 1, 2"));
        return state;
    }

    @Test
    void linkingMakesOnePersonAndUnlinkingRestoresWhatWas() {
        UUID a = arrive(Arrival.of("TS1", "P1"));
        UUID b = arrive(Arrival.of("CH1", "Q7"));
        List<List<Object>> before = state();

        assertThat(link(b, a)).isEqualTo(new Done());
        assertThat(person(a)).containsExactly(a, b).isEqualTo(person(b));
        assertThat(link(a, b)).isEqualTo(new Unchanged());
        assertThat(unlink(a, b)).isEqualTo(new Done());
        assertThat(state()).isEqualTo(before);
        assertThat(unlink(a, b)).isEqualTo(new Unchanged());
        assertThat(person(a)).containsExactly(a);
    }

    @Test
    void takingOneLinkBackLeavesTheOthers() {
        List<UUID> four = new ArrayList<>();
        for (String id : List.of("1", "2", "3", "4")) {
            four.add(arrive(Arrival.of("TS1", id)));
        }
        link(four.get(0), four.get(1));
        link(four.get(2), four.get(3));
        List<List<Object>> pairs = state();
        link(four.get(1), four.get(2));
        assertThat(person(four.get(3))).isEqualTo(four);
        assertThat(link(four.get(0), four.get(3))).as("linked through others").isEqualTo(new Unchanged());
        unlink(four.get(1), four.get(2));
        assertThat(state()).isEqualTo(pairs);
        assertThat(person(four.get(0))).containsExactly(four.get(0), four.get(1));
        assertThat(person(four.get(3))).containsExactly(four.get(2), four.get(3));
    }

    @Test
    void everyDecisionIsKeptAndNeverChanged() {
        UUID a = arrive(Arrival.of("TS1", "P1"));
        UUID b = arrive(Arrival.of("CH1", "Q7"));
        link(a, b);
        unlink(a, b);
        link(a, b);
        assertThat(get(index.history(b))).isEqualTo(get(index.history(a))).hasSize(3)
                .extracting(Link.Event::act).containsExactly(Act.LINK, Act.UNLINK, Act.LINK);
        Link.Event second = get(index.history(a)).get(1);
        assertThat(second.link()).isEqualTo(new Link(a, b, DOCTOR, "two people after all"));
        assertThat(second.at()).isNotNull();
        for (String change : List.of("update patient_link_history set why = 'x'", "delete from patient_link_history",
                "truncate patient_link_history")) {
            assertThatThrownBy(() -> database.rows(change)).hasMessageContaining("never changed or removed");
        }
    }

    @Test
    void refusesLinksToNobodyAndToTooMany() {
        UUID a = arrive(Arrival.of("TS1", "P1"));
        assertThat(link(a, UuidV7.next())).isEqualTo(new Unknown());
        database.rows("insert into patient (id, unit, identity, issuer, patient_id, name, name_forms, name_terms, "
                + "birth_date, sex) select gen_random_uuid(), 'TS2', 'x' || n, 'TS2', n::text, '', '{}', '{}', '', '' "
                + "from generate_series(1, 100) n");
        database.rows(
                "insert into patient_link (first, second, unit) select least(a.id, b.id), greatest(a.id, b.id), '' "
                        + "from patient a, patient b where a.identity = 'x1' and b.identity like 'x%' and b.identity <> 'x1'");
        UUID crowd = (UUID) database.value("select id from patient where identity = 'x1'");
        assertThat(link(a, crowd)).isEqualTo(new TooMany());
        assertThat(get(index.history(a))).isEmpty();
    }

    @Test
    void neverJoinsByItselfWhatAPersonHasTakenApart() {
        UUID a = arrive(Arrival.of("TS1", "P1"));
        UUID b = arrive(Arrival.of("CH1", "Q7"));
        UUID c = arrive(Arrival.of("TS2", "R3"));
        link(a, b);
        unlink(a, b);
        link(a, c);
        var byItself = new Link(b, c, Link.Author.GATEWAY, "same ID_CARD");
        assertThat(get(index.link(byItself))).as("it would join a and b").isEqualTo(new Separated());
        assertThat(link(a, b)).as("a person may").isEqualTo(new Done());
        unlink(a, c);
        assertThat(get(index.link(byItself))).as("now it would join a and c").isEqualTo(new Separated());
    }

    @Test
    void manyDecisionsAtOnceLeaveTheGroupsRight() {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            ids.add(arrive(Arrival.of("TS1", "P" + i)));
        }
        List<CompletableFuture<Link.Outcome>> decisions = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            for (int j = i + 1; j < 8; j++) {
                decisions.add(index.link(new Link(ids.get(i), ids.get(j), DOCTOR, "x")).toCompletableFuture());
            }
        }
        assertThat(decisions.stream().map(decision -> get(decision)).filter(new Done()::equals)).hasSize(7);
        assertThat(person(ids.get(5))).isEqualTo(ids);
    }

    @Test
    void anInstanceOfALinkedRecordIsNoConflict() {
        Arrival first = Arrival.of("TS1", "P1");
        Arrival other = Arrival.of("CH1", "Q7");
        UUID a = arrive(first);
        UUID b = arrive(other);
        assertThat(other.within(first, "1.5").at(database)).as("not linked")
                .isEqualTo(new Acceptance.Parked(1, ParkReason.PATIENT_DIFFERS));
        link(a, b);
        assertThat(other.within(first, "1.6").at(database)).isEqualTo(new Acceptance.Stored());
        assertThat(database.value("select instance_count from study where uid = $1", first.study())).isEqualTo(2);
        assertThat(other.within(first, "1.6").at(database)).isInstanceOf(Acceptance.Duplicate.class);
        unlink(a, b);
        assertThat(other.within(first, "1.7").at(database)).as("linked no longer")
                .isInstanceOf(Acceptance.Parked.class);
        assertThat(Arrival.of("TS2", "R3").within(first, "1.8").at(database))
                .as("records without person are not one person").isInstanceOf(Acceptance.Parked.class);
    }

    @Test
    void keepsEveryNumberOnceWithItsIssuer() {
        Identifier health = new Identifier(Kind.HEALTH_CARD, "3413", "H1");
        UUID a = arrive(Arrival.of("TS1", "P1").with(CARD));
        Arrival.of("TS1", "P1").with(CARD, health).within(Arrival.of("TS1", "P1"), "1.2").at(database);
        PatientRecord record = get(index.person(a)).getFirst();
        assertThat(record.identifiers()).containsExactlyInAnyOrder(CARD, health);
        assertThat(record.self()).isEqualTo(new PatientRecord.Self("TS1", "P1", "王^小东", "19880229", "M"));
        assertThat(record.person()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "P1", "34132219780815456X", "34132219780815456x", "H1", "Q7" })
    void anyNumberFindsAllRecordsOfThePerson(String number) {
        UUID a = arrive(Arrival.of("TS1", "P1").with(CARD));
        UUID b = arrive(Arrival.of("CH1", "Q7").with(new Identifier(Kind.HEALTH_CARD, "3413", "H1")));
        arrive(Arrival.of("TS2", "R3"));
        link(a, b);
        assertThat(search(number, ALL)).containsExactly(b, a);
        assertThat(search(number, Set.of("TS1"))).as("what one unit may see").containsExactly(a);
        assertThat(search(number, Set.of())).isEmpty();
    }

    private List<UUID> search(String number, Set<String> units) {
        return found(new PatientIndex.Search(Optional.of(number), Optional.empty(), Optional.empty(), units, 10));
    }

    private List<UUID> found(PatientIndex.Search search) {
        return get(index.search(search)).stream().map(PatientRecord::id).toList();
    }

    @ParameterizedTest
    @CsvSource({ "单*,", "shantianfang,", "stf,", "田芳,none", "*田芳,", "单*,19880229", "单*,none" })
    void aNameAndABirthDateNarrowTheSearch(String name, String birthDate) {
        UUID a = arrive(Arrival.of("TS1", "P1").named("单^田芳", "19880229", "F"));
        arrive(Arrival.of("TS1", "P2"));
        boolean none = "none".equals(birthDate);
        assertThat(found(new PatientIndex.Search(Optional.empty(), Optional.of(name),
                Optional.ofNullable(none ? "19000101" : birthDate), ALL, 10)))
                .isEqualTo(none ? List.of() : List.of(a));
    }

    @Test
    void aUnitSeesARecordOfAnotherWhenItOwnsAStudyOfIt() {
        UUID a = arrive(Arrival.of("TS1", "P1"));
        database.rows("update study set unit = 'CH1'");
        assertThat(get(index.visible(Set.of(a, UuidV7.next()), Set.of("CH1")))).containsExactly(a);
        assertThat(get(index.visible(Set.of(a), Set.of("TS1")))).containsExactly(a);
        assertThat(get(index.visible(Set.of(a), Set.of("TS2")))).isEmpty();
    }

    @Test
    void bearsTextsThatNoNumberHas() {
        assertThat(search("\0' or 1=1 --", ALL)).isEmpty();
        assertThat(search("%", ALL)).isEmpty();
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
