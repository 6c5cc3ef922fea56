package org.lianzhen.gateway.postgres.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.order.Order;
import org.lianzhen.gateway.order.OrderMove;
import org.lianzhen.gateway.order.OrderPatient;
import org.lianzhen.gateway.order.OrderStep;
import org.lianzhen.gateway.order.OrderStore.Placing;
import org.lianzhen.gateway.order.PatientUpdates.Decision;
import org.lianzhen.gateway.order.PatientUpdates.Outcome;
import org.lianzhen.gateway.order.PatientUpdates.Prior;
import org.lianzhen.gateway.order.PatientUpdates.Proposal;
import org.lianzhen.gateway.order.PatientUpdates.Said;
import org.lianzhen.gateway.order.PatientUpdates.Waiting;
import org.lianzhen.gateway.order.SampleOrder;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveIndex;
import org.lianzhen.gateway.postgres.archive.SampleInstance;

class PostgresPatientUpdatesIT {
    private static final AuditEvent.Actor HIS = new AuditEvent.Actor("TS1HIS", "HIS", "TS1", "10.0.0.9");
    private static final AuditEvent.Actor DOCTOR = new AuditEvent.Actor("ts1-doctor", "TOWNSHIP_DOCTOR", "TS1",
            "10.0.0.1");

    private TestPostgres database;
    private PostgresOrderStore orders;
    private PostgresPatientUpdates updates;

    @BeforeEach
    void open() {
        database = TestPostgres.migrated();
        orders = new PostgresOrderStore(database.pool());
        updates = new PostgresPatientUpdates(database.pool());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Order place(SampleOrder order) {
        return ((Placing.Placed) Await.result(orders.place(order.build(), DOCTOR))).order();
    }

    private Order now(Order order) {
        return Await.result(orders.find(order.id(), Set.of(order.unit()))).orElseThrow();
    }

    private static Proposal named(String unit, String id, String name) {
        return new Proposal(unit, new Said("TS1", id, name, "", ""), null);
    }

    private void propose(Proposal proposal) {
        Await.result(updates.propose(proposal, HIS));
    }

    private List<Waiting> waiting(String... units) {
        return Await.result(updates.waiting(Set.of(units), 100));
    }

    private CompletionStage<Outcome> decide(UUID id, boolean accepted, String unit) {
        return updates.decide(new Decision(id, Set.of(unit), accepted, "核对", DOCTOR));
    }

    private long count(String sql) {
        return (Long) database.value("select count(*) from " + sql);
    }

    @ParameterizedTest
    @CsvSource({ "王^五,'','',true", "李^誠,19700131,M,false", "Li^Cheng,'','',false", "'',19700131,'',false",
            "'',19700201,'',true", "'','',F,true", "'','','',false" })
    void onlyWhatSaysSomethingElseIsNoted(String name, String birthDate, String sex, boolean noted) {
        place(SampleOrder.of("A1"));
        propose(new Proposal("TS1", new Said("TS1", "P1", name, birthDate, sex), null));
        assertThat(waiting("TS1")).hasSize(noted ? 1 : 0);
        assertThat(count("audit_event where action = 'PATIENT_UPDATE'")).isEqualTo(noted ? 1 : 0);
    }

    @Test
    void newsOfWhoIsNotHereAreNotNoted() {
        place(SampleOrder.of("A1"));
        propose(named("TS1", "P2", "王^五"));
        propose(new Proposal("TS1", new Said("OTHER", "P1", "王^五", "", ""), null));
        propose(named("TS2", "P1", "王^五"));
        assertThat(waiting("TS1", "TS2")).isEmpty();
    }

    @Test
    void whatWaitsComesOldestFirstOfTheUnitsAndNoMoreThanTheLimit() {
        for (String id : List.of("P3", "P1", "P2")) {
            place(SampleOrder.of("A-" + id).patient(id, "李^誠"));
            propose(named("TS1", id, "王^五"));
        }
        assertThat(Await.result(updates.waiting(Set.of("TS1"), 2))).extracting(one -> one.proposal().says().patientId())
                .containsExactly("P3", "P1");
        assertThat(waiting("TS2")).isEmpty();
        assertThat(waiting()).isEmpty();
    }

    @Test
    void ofManyThatComeAtOnceOneWaits() {
        place(SampleOrder.of("A1"));
        List<CompletionStage<Void>> proposed = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            proposed.add(updates.propose(named("TS1", "P1", "王^五"), HIS));
        }
        proposed.forEach(Await::result);
        assertThat(waiting("TS1")).hasSize(1);
        assertThat(count("patient_update where state = 'REPLACED'")).isEqualTo(7);
    }

    @Test
    void acceptedNewsChangeOrdersThatNobodyHasBegun() {
        Order open = place(SampleOrder.of("A1"));
        Order begun = place(SampleOrder.of("A2"));
        Await.result(orders.move(new OrderStep(begun.id(), Set.of("TS1"), OrderMove.BEGIN, "", DOCTOR)));
        Order another = place(SampleOrder.of("A3").patient("P2", "李^誠"));
        SampleOrder sample = SampleOrder.of("A4");
        Order elsewhere = place(new SampleOrder("TS2", sample.numbers(), sample.content()));
        propose(named("TS1", "P1", "王^五"));
        UUID id = waiting("TS1").getFirst().id();
        assertThat(Await.result(decide(id, true, "TS1"))).isEqualTo(Outcome.DONE);

        OrderPatient changed = now(open).content().patient();
        assertThat(changed.name()).isEqualTo("王^五");
        assertThat(changed.birthDate()).as("what is not said stays").isEqualTo("19700131");
        assertThat(now(open).version()).isEqualTo(2);
        for (Order other : List.of(begun, another, elsewhere)) {
            assertThat(now(other).content().patient().name()).isEqualTo("李^誠");
        }
    }

    @Test
    void aMergeGivesOrdersTheLastingNumber() {
        Order order = place(SampleOrder.of("A1"));
        propose(new Proposal("TS1", new Said("TS1", "P7", "", "", ""), new Prior("TS1", "P1")));
        assertThat(Await.result(decide(waiting("TS1").getFirst().id(), true, "TS1"))).isEqualTo(Outcome.DONE);
        assertThat(now(order).content().patient().patientId()).isEqualTo("P7");
        assertThat(now(order).content().patient().name()).isEqualTo("李^誠");
    }

    /** Records of studies of two numbers, which two issuers gave. */
    private void records() {
        Await.result(new PostgresArchiveIndex(database.pool())
                .begin(List.of(SampleInstance.of("1.2.3.1").study("1.2.3").patient("P7").indexed(),
                        SampleInstance.of("1.2.4.1").study("1.2.4").patient("P1").indexed()))
                .commit());
        database.rows("update patient set issuer = 'OLD', identity = 'OLD' || chr(10) || 'P1' where patient_id = 'P1'");
    }

    @Test
    void aMergeSaysWhoGaveTheNumberThatIsUsedNoLonger() {
        records();
        propose(new Proposal("TS1", new Said("TS1", "P7", "", "", ""), new Prior("OLD", "P1")));
        propose(new Proposal("TS1", new Said("TS1", "P7", "", "", ""), new Prior("TS1", "P1")));
        Waiting waiting = waiting("TS1").getFirst();
        assertThat(waiting("TS1")).as("TS1 has no P1").hasSize(1);
        assertThat(waiting.known().issuer() + " " + waiting.known().patientId()).isEqualTo("OLD P1");
        assertThat(Await.result(decide(waiting.id(), true, "TS1"))).isEqualTo(Outcome.DONE);
        assertThat(database.rows("""
                select p.patient_id from patient_link l join patient p on p.id in (l.first, l.second) order by 1"""))
                .containsExactly(List.of("P1"), List.of("P7"));
    }

    @Test
    void noRecordIsLinkedByADecisionThatIsNotKept() {
        records();
        propose(new Proposal("TS1", new Said("TS1", "P7", "", "", ""), new Prior("OLD", "P1")));
        UUID id = waiting("TS1").getFirst().id();
        database.rows("alter table audit_event add constraint closed check (action <> 'PATIENT_LINK') not valid");
        assertThatThrownBy(() -> Await.result(decide(id, true, "TS1"))).isInstanceOf(Throwable.class);
        assertThat(count("patient_link")).isZero();
        assertThat(waiting("TS1")).hasSize(1);
    }

    @Test
    void whatIsRejectedChangesNothing() {
        Order order = place(SampleOrder.of("A1"));
        propose(named("TS1", "P1", "王^五"));
        assertThat(Await.result(decide(waiting("TS1").getFirst().id(), false, "TS1"))).isEqualTo(Outcome.DONE);
        assertThat(now(order)).isEqualTo(order);
        assertThat(waiting("TS1")).isEmpty();
    }

    @Test
    void ofManyWhoDecideAtOnceOneWins() {
        Order order = place(SampleOrder.of("A1"));
        propose(named("TS1", "P1", "王^五"));
        UUID id = waiting("TS1").getFirst().id();
        List<CompletionStage<Outcome>> decided = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            decided.add(decide(id, i % 2 == 0, "TS1"));
        }
        assertThat(decided.stream().map(Await::result)).containsOnlyOnce(Outcome.DONE).hasSize(8);
        boolean accepted = "ACCEPTED".equals(database.value("select state from patient_update"));
        assertThat(now(order).version()).isEqualTo(accepted ? 2 : 1);
        assertThat(count("audit_event where action = 'PATIENT_UPDATE' and actor = 'ts1-doctor'")).isEqualTo(1);
    }

    @Test
    void othersDecideNothing() {
        Order order = place(SampleOrder.of("A1"));
        propose(named("TS1", "P1", "王^五"));
        assertThat(Await.result(decide(waiting("TS1").getFirst().id(), true, "TS2"))).isEqualTo(Outcome.UNKNOWN);
        assertThat(Await.result(decide(new UUID(1, 2), true, "TS1"))).isEqualTo(Outcome.UNKNOWN);
        assertThat(now(order)).isEqualTo(order);
        assertThat(waiting("TS1")).hasSize(1);
    }

    @Test
    void nothingIsHalfDoneWhenOneOrderCannotBeChanged() {
        Order first = place(SampleOrder.of("A1"));
        Order second = place(SampleOrder.of("A2"));
        propose(named("TS1", "P1", "王^五"));
        UUID id = waiting("TS1").getFirst().id();
        database.rows(
                "alter table audit_event add constraint closed check (object <> '" + second.id() + "') not valid");
        assertThatThrownBy(() -> Await.result(decide(id, true, "TS1"))).isInstanceOf(Throwable.class);
        assertThat(now(first)).isEqualTo(first);
        assertThat(waiting("TS1")).hasSize(1);
        assertThat(count("audit_event where actor = 'ts1-doctor' and action = 'PATIENT_UPDATE'")).isZero();
    }
}
