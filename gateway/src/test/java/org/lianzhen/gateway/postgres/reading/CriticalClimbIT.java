package org.lianzhen.gateway.postgres.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.notify.Duty;
import org.lianzhen.gateway.notify.NoticeWork;
import org.lianzhen.gateway.notify.Watch;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveIndex;
import org.lianzhen.gateway.postgres.archive.SampleInstance;
import org.lianzhen.gateway.postgres.notify.NoticeStand;
import org.lianzhen.gateway.reading.critical.CriticalMatters;
import org.lianzhen.gateway.reading.critical.CriticalMove;
import org.lianzhen.gateway.reading.critical.CriticalRules;
import org.lianzhen.gateway.reading.critical.CriticalStep;
import org.lianzhen.gateway.reading.critical.CriticalValue;
import org.lianzhen.gateway.reading.critical.CriticalValues;
import org.lianzhen.gateway.reading.critical.CriticalWork;

/** Who is told of a critical value, and when, on a clock that the test turns. The unit that treats the patient is CH1 here. */
class CriticalClimbIT {
    private static final CriticalRules.Limits LIMITS = new CriticalRules.Limits(Duration.ofMinutes(5),
            Duration.ofMinutes(10), Duration.ofMinutes(5), Duration.ofMinutes(30));
    private static final CriticalRules.Item ITEM = new CriticalRules.Item("BRAIN_HERNIATION", "脑疝", "Herniation");

    private final NoticeStand stand = new NoticeStand();
    /** Everything that a node has in memory. */
    private Node node = new Node(stand);

    /** One process. */
    private record Node(CriticalValues values, NoticeWork notices, CriticalWork work, List<Watch> watches) {
        Node(NoticeStand stand) {
            this(new PostgresCriticalValues(stand.database.pool()), stand);
        }

        private Node(CriticalValues values, NoticeStand stand) {
            this(values, stand.work(), new CriticalWork(values, stand.clock),
                    new CriticalMatters(values, () -> LIMITS, unit -> "县医院", stand.clock).watches());
        }
    }

    @BeforeEach
    void open() {
        Await.result(new PostgresArchiveIndex(stand.database.pool())
                .begin(List.of(SampleInstance.of("1.2.3.1.1").study("1.2.3").from("CH1").indexed())).commit());
        stand.onDuty(Duty.IMAGING, "doctor", "second");
        stand.onDuty(Duty.DEPARTMENT_HEAD, "head");
        stand.onDuty(Duty.MEDICAL_OFFICE, "office");
    }

    @AfterEach
    void close() {
        stand.close();
    }

    private UUID raised() {
        CriticalStep step = CriticalStep.of(CriticalMove.RAISE, stand.clock.instant(), "tech", "");
        var raising = new CriticalValues.Raising("1.2.3", ITEM, "中线移位", step, LIMITS);
        return Await.result(node.values().raise(raising, Set.of("CH1"), event(step))).orElseThrow().id();
    }

    private static AuditEvent event(CriticalStep step) {
        return CriticalWork.event(new AuditEvent.Actor(step.account(), "", "CH1", ""), "1.2.3", step);
    }

    private void step(UUID id, CriticalMove move, String words) {
        CriticalStep step = CriticalStep.of(move, stand.clock.instant(), "doctor", words);
        assertThat(Await.result(node.values().step(id, step, event(step)))).isPresent();
        run();
    }

    /** All that is due now. */
    private void run() {
        for (int round = 0; round < 2; round++) {
            Await.result(node.work().round());
            node.watches().forEach(watch -> Await.result(watch.round(stand.notices, stand.store)));
            NoticeStand.run(node.notices());
        }
        Await.result(node.work().round());
    }

    private void pass(int minutes) {
        stand.clock.pass(Duration.ofMinutes(minutes));
        run();
    }

    private String state(UUID id) {
        return value(id).state().name();
    }

    private CriticalValue value(UUID id) {
        return Await.result(node.values().find(id, Set.of("CH1"))).orElseThrow();
    }

    private List<String> steps(UUID id) {
        List<String> steps = new ArrayList<>();
        Await.result(node.values().steps(id)).forEach(kept -> steps.add(kept.step().move() + " "
                + kept.step().how().channel() + " " + kept.step().how().person()));
        return steps;
    }

    @Test
    void whatNobodyReadsBackClimbsFromTheDoctorToTheHeadAndTheOffice() {
        UUID id = raised();
        run();
        assertThat(stand.shown).containsExactly("doctor");
        assertThat(state(id)).isEqualTo("NOTIFIED");
        pass(9);
        assertThat(stand.shown).containsExactly("doctor");
        assertThat(state(id)).isEqualTo("NOTIFIED");
        pass(1);
        assertThat(state(id)).isEqualTo("ESCALATED");
        assertThat(stand.shown).containsExactly("doctor", "head");
        pass(4);
        assertThat(stand.shown).containsExactly("doctor", "head");
        pass(1);
        assertThat(stand.shown).containsExactly("doctor", "head", "office");
        assertThat(steps(id)).containsExactly("RAISE  ", "NOTIFY BROWSER doctor", "ESCALATE  ",
                "NOTIFY BROWSER head", "NOTIFY BROWSER office");
        step(id, CriticalMove.ACKNOWLEDGE, "脑疝");
        pass(60 * 24);
        assertThat(stand.shown).as("of reading it back").startsWith("doctor", "head", "office");
        assertThat(state(id)).isEqualTo("ACKNOWLEDGED");
    }

    /** The order of the study names somebody who is on no roster. */
    private void ordered() {
        stand.database.rows("""
                insert into account (name, unit, display_name, roles, state, must_change, password_hash, staff_number)
                values ('li', 'CH1', '李明', '{CLINICIAN}', 'ACTIVE', false, '', '0117')""");
        stand.database
                .rows("""
                        insert into imaging_order select (jsonb_populate_record(null::imaging_order, jsonb_build_object(
                            'id', gen_random_uuid(), 'unit', 'CH1', 'source', 'HL7', 'accession_number', 'A1', 'placer_number', '',
                            'procedure_id', '', 'step_id', '', 'study_uid', '', 'identity', 'x', 'issuer', 'CH1', 'patient_id', 'P1',
                            'name', '', 'name_forms', '{}'::text[], 'name_terms', '{}'::text[], 'birth_date', '', 'sex', '',
                            'identifiers', '{}'::text[], 'visit', 'EMERGENCY', 'modality', 'CT', 'item_code', '', 'item_name', '',
                            'body_part', '', 'laterality', '', 'urgency', 'ROUTINE', 'clinical_info', '', 'diagnosis', '',
                            'doctor', '李大夫', 'doctor_number', '0117', 'department', '', 'phone', '0557-1', 'station', '',
                            'state', 'PERFORMED', 'version', 1, 'placed_at', now(), 'changed_at', now()))).*""");
        stand.database.rows("""
                insert into order_match (study, unit, state, imaging_order)
                select s.id, 'CH1', 'MATCHED', o.id from study s, imaging_order o
                on conflict (study) do update set state = 'MATCHED', imaging_order = excluded.imaging_order""");
    }

    @Test
    void whoOrderedTheExaminationIsToldFirstAndThenWhoIsOnDuty() {
        ordered();
        UUID id = raised();
        run();
        assertThat(stand.shown).containsExactly("li");
        assertThat(value(id).place().ordering()).isEqualTo(new CriticalValue.Ordering("li", "李大夫", "0557-1"));
        pass(4);
        assertThat(stand.shown).as("as long as telling somebody may take").containsExactly("li");
        pass(1);
        assertThat(stand.shown).containsExactly("li", "doctor");
        assertThat(state(id)).isEqualTo("NOTIFIED");
        pass(5);
        assertThat(state(id)).isEqualTo("ESCALATED");
        assertThat(stand.shown).containsExactly("li", "doctor", "head");
        assertThat(steps(id)).containsExactly("RAISE  ", "NOTIFY BROWSER 李明", "NOTIFY BROWSER doctor", "ESCALATE  ",
                "NOTIFY BROWSER head");
        step(id, CriticalMove.ACKNOWLEDGE, "脑疝");
        pass(30);
        assertThat(stand.shown).as("of what is not handled").endsWith("head", "li");
    }

    @Test
    void theClockGoesOnWhileNothingRunsAndInAnotherProcess() {
        UUID id = raised();
        run();
        stand.clock.pass(Duration.ofMinutes(11));
        node = new Node(stand);
        run();
        assertThat(state(id)).isEqualTo("ESCALATED");
        assertThat(stand.shown).containsExactly("doctor", "head");
        node = new Node(stand);
        run();
        assertThat(stand.shown).as("nobody is told twice").containsExactly("doctor", "head");
        pass(5);
        assertThat(stand.shown).containsExactly("doctor", "head", "office");
    }

    @Test
    void nobodyElseIsToldOfWhatWasReadBackInTime() {
        UUID id = raised();
        run();
        stand.clock.pass(Duration.ofMinutes(3));
        step(id, CriticalMove.ACKNOWLEDGE, "脑疝");
        assertThat(value(id).times().handleBy()).isEqualTo(stand.clock.instant().plus(LIMITS.handle()));
        pass(20);
        assertThat(stand.shown).containsExactly("doctor");
        assertThat(state(id)).isEqualTo("ACKNOWLEDGED");
    }

    @Test
    void whatIsNotHandledInTimeIsToldAndWhatIsHandledIsClosed() {
        UUID id = raised();
        step(id, CriticalMove.ACKNOWLEDGE, "脑疝");
        pass(29);
        assertThat(stand.shown).isEmpty();
        pass(1);
        assertThat(stand.shown).containsExactly("doctor");
        step(id, CriticalMove.HANDLE, "甘露醇");
        assertThat(state(id)).as("no centre writes a report on it").isEqualTo("CLOSED");
        pass(60);
        assertThat(stand.shown).containsExactly("doctor");
    }

    @Test
    void whoTakesTheNoticeHasNotReadItBack() {
        UUID id = raised();
        run();
        UUID notice = (UUID) stand.database.rows("select id from notice").getFirst().getFirst();
        Await.result(stand.notices.acknowledge(notice, new AuditEvent.Actor("doctor", "", "CH1", "")));
        pass(10);
        assertThat(state(id)).isEqualTo("ESCALATED");
        assertThat(stand.shown).containsExactly("doctor", "head");
    }

    @Test
    void whereNobodyIsOnDutyThoseAboveAreToldAtOnce() {
        stand.onDuty(Duty.IMAGING, new String[0]);
        UUID id = raised();
        run();
        assertThat(stand.shown).containsExactly("head");
        assertThat(steps(id)).containsExactly("RAISE  ", "NOTIFY BROWSER head");
    }

    @Test
    void twoProcessesWriteEachStepOnce() {
        UUID id = raised();
        run();
        Node other = new Node(stand);
        stand.clock.pass(Duration.ofMinutes(10));
        var first = node.work().round().toCompletableFuture();
        var second = other.work().round().toCompletableFuture();
        assertThat(Await.result(first) + Await.result(second)).isEqualTo(1);
        assertThat(steps(id)).containsExactly("RAISE  ", "NOTIFY BROWSER doctor", "ESCALATE  ");
    }
}
