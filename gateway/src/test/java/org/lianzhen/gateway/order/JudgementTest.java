package org.lianzhen.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lianzhen.gateway.order.ArrivedStudy.Patient;

/** By which rule a study is given to an order, and when a person must look. */
class JudgementTest {
    private static final Instant ARRIVED = Instant.parse("2026-06-30T02:00:00Z");
    private static final Patient PATIENT = new Patient("TS1", "P1", "李^誠", "19700131", "M");
    private static final Patient STRANGER = new Patient("TS1", "P9", "王^五", "19700131", "M");
    private static final List<String> NO_STUDIES = List.of();

    /** A CT of TS1 that names neither order nor step. */
    private static ArrivedStudy study(String accession, Patient patient, String... steps) {
        return new ArrivedStudy(new UUID(0, 1), "1.2.9", "TS1", accession, Set.of("CT", "SR"), Set.of(steps), patient,
                ARRIVED);
    }

    private static Order order(SampleOrder sample, Order.Progress progress) {
        OrderNumbers given = sample.numbers();
        String uid = given.studyUid().isEmpty() ? "2.25." + given.accession().hashCode() : given.studyUid();
        var numbers = new OrderNumbers(given.accession(), "", given.accession(), "S-" + given.accession(), uid);
        return new Order(UUID.nameUUIDFromBytes(new byte[]{ (byte) given.accession().hashCode() }), sample.unit(),
                Order.Source.TYPED, numbers, sample.content(), progress, 1);
    }

    private static Order.Progress progress(OrderState state, List<String> studies) {
        Instant placed = ARRIVED.minus(Duration.ofHours(2));
        return new Order.Progress(state, studies, placed, placed);
    }

    private static Order order(SampleOrder sample) {
        return order(sample, progress(OrderState.ORDERED, NO_STUDIES));
    }

    private static Candidate same(Order order) {
        return new Candidate(order, true);
    }

    private static Candidate other(Order order) {
        return new Candidate(order, false);
    }

    private static void assertCertain(Judgement judgement, Order order, String reason) {
        assertThat(judgement).isEqualTo(new Judgement.Certain(order, reason));
    }

    private static void assertDoubtful(Judgement judgement, String reason) {
        assertThat(judgement).isEqualTo(new Judgement.Doubtful(reason));
    }

    @Test
    void nobodyOrderedWhatHasNoCandidate() {
        assertThat(Judgement.of(study("A1", PATIENT), List.of())).isEqualTo(new Judgement.None());
    }

    @Test
    void theStudyUidCountsMoreThanTheAccessionNumber() {
        Order byUid = order(SampleOrder.of("A1").studyUid("1.2.9"));
        Order byAccession = order(SampleOrder.of("A2"));
        assertCertain(Judgement.of(study("A2", PATIENT), List.of(same(byAccession), same(byUid))), byUid,
                "STUDY_UID");
    }

    @Test
    void theAccessionNumberCountsMoreThanPatientAndStep() {
        Order byAccession = order(SampleOrder.of("A1"));
        Order byStep = order(SampleOrder.of("A2"));
        assertCertain(Judgement.of(study("A1", PATIENT, "S-A2"), List.of(same(byStep), same(byAccession))),
                byAccession, "ACCESSION_NUMBER");
    }

    @Test
    void theAccessionNumberOfAnotherUnitTellsNothing() {
        SampleOrder here = SampleOrder.of("A1");
        Order there = order(new SampleOrder("TS2", here.numbers(), here.content()));
        assertDoubtful(Judgement.of(study("A1", PATIENT), List.of(same(there))), "OTHER_ACCESSION_NUMBER");
        assertThat(Judgement.of(study("A1", PATIENT), List.of(other(there)))).isEqualTo(new Judgement.None());
    }

    @Test
    void theUidOfAWorklistIsKnownWhoeverOrdered() {
        SampleOrder here = SampleOrder.of("A1").studyUid("1.2.9");
        Order there = order(new SampleOrder("TS2", here.numbers(), here.content()));
        assertCertain(Judgement.of(study("", PATIENT), List.of(same(there))), there, "STUDY_UID");
    }

    @ParameterizedTest
    @CsvSource({ "李^誠,19700131,M", "Li^Cheng,19700131,M", "LI^CHENG=李^誠,19700131,M", "李^誠,'',M", "李^誠,19700131,''",
            "李 誠,'',''" })
    void aStudyUnderAnotherNumberFitsWhenItsPatientIsDescribedAlike(String name, String birthDate, String sex) {
        Order order = order(SampleOrder.of("A1"));
        var patient = new Patient("TS1", "P77", name, birthDate, sex);
        assertCertain(Judgement.of(study("A1", patient), List.of(other(order))), order, "ACCESSION_NUMBER");
    }

    @ParameterizedTest
    @CsvSource({ "王^五,19700131,M", "Wang^Wu,19700131,M", "李^誠,19700201,M", "李^誠,19700131,F" })
    void aPersonLooksAtAnotherPatientsAccessionNumber(String name, String birthDate, String sex) {
        Order order = order(SampleOrder.of("A1"));
        var patient = new Patient("TS1", "P77", name, birthDate, sex);
        assertDoubtful(Judgement.of(study("A1", patient), List.of(other(order))), "PATIENT_DIFFERS");
    }

    @Test
    void aPersonLooksAtAnotherPatientsStudyUid() {
        Order order = order(SampleOrder.of("A1").studyUid("1.2.9"));
        assertDoubtful(Judgement.of(study("", STRANGER), List.of(other(order))), "PATIENT_DIFFERS");
    }

    @Test
    void whoIsOnePersonByNumberMayBeCalledOtherwise() {
        Order order = order(SampleOrder.of("A1"));
        assertCertain(Judgement.of(study("A1", STRANGER), List.of(same(order))), order, "ACCESSION_NUMBER");
    }

    @ParameterizedTest
    @EnumSource(value = OrderState.class, names = "CANCELLED", mode = EnumSource.Mode.EXCLUDE)
    void anOrderThatIsNamedGetsItsStudyHoweverFarItIs(OrderState state) {
        Order order = order(SampleOrder.of("A1"), progress(state, NO_STUDIES));
        assertCertain(Judgement.of(study("A1", PATIENT), List.of(same(order))), order, "ACCESSION_NUMBER");
    }

    @Test
    void aPersonLooksAtACancelledOrder() {
        Order order = order(SampleOrder.of("A1"), progress(OrderState.CANCELLED, NO_STUDIES));
        assertDoubtful(Judgement.of(study("A1", PATIENT), List.of(same(order))), "ORDER_CANCELLED");
    }

    @Test
    void aPersonLooksAtAnOrderThatHasAStudy() {
        Order order = order(SampleOrder.of("A1"), progress(OrderState.PERFORMED, List.of("1.2.3")));
        assertDoubtful(Judgement.of(study("A1", PATIENT), List.of(same(order))), "ORDER_HAS_STUDY");
    }

    @Test
    void theOnlyOrderOfAPatientForSuchAProcedureIsMeant() {
        Order order = order(SampleOrder.of("A1"));
        List<Candidate> candidates = List.of(same(order(SampleOrder.of("A2").modality("DX"))), same(order),
                other(order(SampleOrder.of("A3"))));
        assertCertain(Judgement.of(study("", PATIENT), candidates), order, "PATIENT_AND_PROCEDURE");
    }

    @ParameterizedTest
    @EnumSource(value = OrderState.class, names = { "PERFORMED", "CANCELLED" })
    void closedOrdersAreNotGuessed(OrderState state) {
        Order order = order(SampleOrder.of("A1"), progress(state, NO_STUDIES));
        assertThat(Judgement.of(study("", PATIENT, "S-A1"), List.of(same(order)))).isEqualTo(new Judgement.None());
    }

    @ParameterizedTest
    @EnumSource(value = OrderState.class, names = { "ORDERED", "IN_PROGRESS", "DISCONTINUED" })
    void openOrdersAreGuessedUnlessTheyHaveAStudy(OrderState state) {
        Order open = order(SampleOrder.of("A1"), progress(state, NO_STUDIES));
        assertCertain(Judgement.of(study("", PATIENT), List.of(same(open))), open, "PATIENT_AND_PROCEDURE");
        Order served = order(SampleOrder.of("A1"), progress(state, List.of("1.2.3")));
        assertThat(Judgement.of(study("", PATIENT), List.of(same(served)))).isEqualTo(new Judgement.None());
    }

    @ParameterizedTest
    @CsvSource({ "-P90D, true", "PT0S, true", "PT23H59M59S, true", "P1D, false", "P7D, false" })
    void nobodyIsExaminedMoreThanADayBeforeTheOrder(Duration after, boolean fits) {
        Instant placed = ARRIVED.plus(after);
        Order order = order(SampleOrder.of("A1"), new Order.Progress(OrderState.ORDERED, NO_STUDIES, placed, placed));
        Judgement expected = fits ? new Judgement.Certain(order, "PATIENT_AND_PROCEDURE") : new Judgement.None();
        assertThat(Judgement.of(study("", PATIENT), List.of(same(order)))).isEqualTo(expected);
        assertCertain(Judgement.of(study("A1", PATIENT), List.of(same(order))), order, "ACCESSION_NUMBER");
    }

    @Test
    void aPersonLooksAtSeveralOrders() {
        List<Candidate> candidates = List.of(same(order(SampleOrder.of("A1"))), same(order(SampleOrder.of("A2"))));
        assertDoubtful(Judgement.of(study("", PATIENT), candidates), "SEVERAL_ORDERS");
        assertDoubtful(Judgement.of(study("X9", PATIENT), candidates), "SEVERAL_ORDERS");
    }

    @Test
    void theStepTellsOneOfSeveralOrders() {
        Order order = order(SampleOrder.of("A2"));
        List<Candidate> candidates = List.of(same(order(SampleOrder.of("A1"))), same(order));
        assertCertain(Judgement.of(study("", PATIENT, "S-A2", "S-A7"), candidates), order, "STEP_ID");
        assertDoubtful(Judgement.of(study("", PATIENT, "S-A1", "S-A2"), candidates), "SEVERAL_ORDERS");
        assertDoubtful(Judgement.of(study("", PATIENT, "S-A7"), candidates), "SEVERAL_ORDERS");
    }

    @Test
    void theStepOfAnotherPatientTellsNothing() {
        Order order = order(SampleOrder.of("A1"));
        assertThat(Judgement.of(study("", STRANGER, "S-A1"), List.of(other(order)))).isEqualTo(new Judgement.None());
    }

    @Test
    void aPersonLooksAtAnAccessionNumberThatNobodyGave() {
        Order order = order(SampleOrder.of("A1"));
        assertDoubtful(Judgement.of(study("X9", PATIENT), List.of(same(order))), "OTHER_ACCESSION_NUMBER");
        assertCertain(Judgement.of(study("X9", PATIENT, "S-A1"), List.of(same(order))), order, "STEP_ID");
    }
}
