package org.lianzhen.gateway.postgres.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.notify.Attempt;
import org.lianzhen.gateway.notify.Channel;
import org.lianzhen.gateway.notify.ChannelKind;
import org.lianzhen.gateway.notify.Duty;
import org.lianzhen.gateway.notify.DutyPerson;
import org.lianzhen.gateway.notify.Ladder;
import org.lianzhen.gateway.notify.Matter;
import org.lianzhen.gateway.notify.Notice;
import org.lianzhen.gateway.notify.NoticeStore;
import org.lianzhen.gateway.notify.NoticeWork;
import org.lianzhen.gateway.notify.Shift;

class NoticeWorkIT {
    private static final AuditEvent.Actor SOMEBODY = new AuditEvent.Actor("b", "CENTRE_DIRECTOR", "CH1", "10.0.0.1");

    private final NoticeStand stand = new NoticeStand();

    @AfterEach
    void close() {
        stand.close();
    }

    private Notice notice(UUID id) {
        return Await.result(stand.store.find(id)).orElseThrow();
    }

    private Notice.State state(UUID id) {
        return notice(id).progress().state();
    }

    @Test
    void whatNobodyTakesClimbsToTheThirdPersonOnTheClock() {
        stand.onDuty(Duty.SYSTEM, "first", "second", "third");
        NoticeWork work = stand.work();
        UUID id = stand.raise("space", Duty.SYSTEM);
        NoticeStand.run(work);
        assertThat(stand.shown).containsExactly("first");
        stand.clock.pass(NoticeStand.EACH.minusMillis(1));
        NoticeStand.run(work);
        assertThat(stand.shown).as("before the time of the first is over").containsExactly("first");
        stand.clock.pass(Duration.ofMillis(1));
        NoticeStand.run(work);
        assertThat(stand.shown).containsExactly("first", "second");
        stand.clock.pass(NoticeStand.EACH);
        NoticeStand.run(work);
        assertThat(stand.shown).containsExactly("first", "second", "third");
        assertThat(state(id)).as("the third has time, too").isEqualTo(Notice.State.OPEN);
        assertThat(Await.result(stand.store.exhausted())).isZero();
        stand.clock.pass(NoticeStand.EACH);
        NoticeStand.run(work);
        assertThat(state(id)).isEqualTo(Notice.State.EXHAUSTED);
        assertThat(Await.result(stand.store.exhausted())).isEqualTo(1);
        assertThat(Await.result(stand.store.attempts(id))).hasSize(3)
                .allMatch(attempt -> attempt.state() == Attempt.State.DELIVERED && attempt.tries().count() == 1);
        assertThat(Await.result(stand.notices.acknowledge(id, SOMEBODY))).as("somebody still can").isTrue();
        assertThat(notice(id).progress().ending()).isEqualTo(new Notice.Ending(stand.clock.instant(), "b", ""));
        assertThat(stand.actions()).containsExactly("NOTICE_RAISE", "NOTICE_EXHAUST", "NOTICE_ACKNOWLEDGE");
    }

    @Test
    void nobodyElseIsToldOfWhatSomebodyHasTaken() {
        stand.onDuty(Duty.SYSTEM, "a", "b", "c");
        NoticeWork work = stand.work();
        UUID id = stand.raise("space", Duty.SYSTEM);
        NoticeStand.run(work);
        stand.clock.pass(NoticeStand.EACH);
        NoticeStand.run(work);
        assertThat(Await.result(stand.notices.acknowledge(id, SOMEBODY))).isTrue();
        assertThat(Await.result(stand.notices.acknowledge(id, SOMEBODY))).as("once").isFalse();
        assertThat(Await.result(stand.notices.withdraw(id, SOMEBODY, "why"))).isFalse();
        stand.clock.pass(Duration.ofDays(1));
        NoticeStand.run(work);
        assertThat(stand.shown).containsExactly("a", "b");
        assertThat(notice(id).progress()).isEqualTo(new Notice.Progress(Notice.State.ACKNOWLEDGED, 0,
                java.util.Set.of("a", "b"), null,
                new Notice.Ending(Instant.parse("2026-06-01T04:02:00Z"), "b", "")));
    }

    @Test
    void whoIsOffDutyIsLeftInPeaceUntilTheLastStep() {
        Instant now = stand.clock.instant();
        stand.onDuty(Duty.IMAGING, new Shift(null, now, NoticeStand.persons("night")),
                new Shift(now, null, NoticeStand.persons("day")));
        stand.onDuty(Duty.MEDICAL_OFFICE, new Shift(now.plusSeconds(3600), null, NoticeStand.persons("office")));
        NoticeWork work = stand.work();
        stand.raise("x", Duty.IMAGING, Duty.MEDICAL_OFFICE);
        NoticeStand.run(work);
        assertThat(stand.shown).containsExactly("day");
        stand.clock.pass(NoticeStand.EACH);
        NoticeStand.run(work);
        assertThat(stand.shown).as("better than nobody").containsExactly("day", "office");
    }

    private UUID ordered(String account) {
        stand.database.rows("""
                insert into account (name, unit, display_name, roles, state, must_change, password_hash)
                values ('li', 'CH1', '李明', '{CLINICIAN}', 'ACTIVE', false, ''),
                    ('gone', 'CH1', '张离', '{CLINICIAN}', 'DISABLED', false, '')""");
        var ladder = Ladder.of(Ladder.Step.ordering(account, "CH1", NoticeStand.EACH),
                new Ladder.Step(Duty.IMAGING, "CH1", NoticeStand.EACH));
        return Await.result(stand.notices.raise(new Matter("x", "space-low", "CH1", Urgency.URGENT,
                new Matter.Subject("", Map.of()), ladder)));
    }

    @Test
    void whomItConcernsMostIsToldFirstThoughOffDutyAndReachedAsTheRosterSays() {
        Instant now = stand.clock.instant();
        stand.onDuty(Duty.IMAGING, new Shift(null, null, NoticeStand.persons("day")),
                new Shift(now.plusSeconds(3600), null, List.of(new DutyPerson("li", "13800138000", ""))));
        UUID id = ordered("li");
        NoticeWork work = stand.work();
        NoticeStand.run(work);
        assertThat(stand.shown).containsExactly("li");
        assertThat(Await.result(stand.store.attempts(id))).singleElement()
                .satisfies(one -> assertThat(one.person()).isEqualTo(new DutyPerson("li", "13800138000", "")));
        stand.clock.pass(NoticeStand.EACH);
        NoticeStand.run(work);
        assertThat(stand.shown).containsExactly("li", "day");
        assertThat(notice(id).matter().ladder().steps()).extracting(Ladder.Step::account).containsExactly("li", "");
        stand.clock.pass(NoticeStand.EACH);
        NoticeStand.run(work);
        assertThat(stand.shown).as("nobody twice").containsExactly("li", "day");
    }

    @Test
    void whoseAccountWasClosedMeanwhileCostsNoTime() {
        stand.onDuty(Duty.IMAGING, "day");
        ordered("gone");
        NoticeStand.run(stand.work());
        assertThat(stand.shown).containsExactly("day");
    }

    @Test
    void withoutAnybodyOnARosterItIsExhaustedAtOnceAndSeen() {
        UUID id = stand.raise("x", Duty.CONSULTATION);
        NoticeStand.run(stand.work());
        assertThat(state(id)).isEqualTo(Notice.State.EXHAUSTED);
        assertThat(Await.result(stand.store.list(new NoticeStore.Selection(null, "CH1",
                NoticeStore.Filter.of(Notice.State.EXHAUSTED), null, 9)))).extracting(Notice::id).containsExactly(id);
    }

    @Test
    void whatIsRaisedManyTimesAtOnceIsOneMatter() {
        List<CompletableFuture<UUID>> all = IntStream.range(0, 8).mapToObj(i -> stand.notices
                .raise(NoticeStand.matter("space", Duty.SYSTEM)).toCompletableFuture()).toList();
        assertThat(all.stream().map(Await::result).distinct()).hasSize(1);
        assertThat(stand.database.value("select count(*) from notice")).isEqualTo(1L);
        assertThat(stand.actions()).containsExactly("NOTICE_RAISE");
    }

    @Test
    void whatHasCeasedIsWithdrawnAndMayComeAgain() {
        stand.onDuty(Duty.SYSTEM, "a", "b");
        NoticeWork work = stand.work();
        UUID first = stand.raise("space", Duty.SYSTEM);
        Await.result(work.climb());
        Await.result(stand.notices.settle("space"));
        Await.result(stand.notices.settle("never raised"));
        stand.clock.pass(Duration.ofDays(1));
        NoticeStand.run(work);
        assertThat(stand.shown).isEmpty();
        assertThat(state(first)).isEqualTo(Notice.State.WITHDRAWN);
        assertThat(Await.result(stand.store.attempts(first))).extracting(Attempt::state)
                .containsExactly(Attempt.State.CANCELLED);
        UUID second = stand.raise("space", Duty.SYSTEM);
        assertThat(second).isNotEqualTo(first);
        Await.result(stand.notices.acknowledge(second, SOMEBODY));
        assertThat(stand.raise("space", Duty.SYSTEM)).as("taken, and not over").isEqualTo(second);
        Await.result(stand.notices.settle("space"));
        assertThat(state(second)).isEqualTo(Notice.State.ACKNOWLEDGED);
        assertThat(stand.raise("space", Duty.SYSTEM)).isNotEqualTo(second);
        assertThat(stand.actions()).containsExactly("NOTICE_RAISE", "NOTICE_WITHDRAW", "NOTICE_RAISE",
                "NOTICE_ACKNOWLEDGE", "NOTICE_WITHDRAW", "NOTICE_RAISE");
    }

    @Test
    void severalProcessesShareTheWork() {
        stand.onDuty(Duty.SYSTEM, "a");
        for (int i = 0; i < 40; i++) {
            stand.raise("matter " + i, Duty.SYSTEM);
        }
        List<NoticeWork> processes = List.of(stand.work(), stand.work(), stand.work());
        List<CompletableFuture<Void>> running = processes.stream()
                .map(work -> CompletableFuture.runAsync(() -> NoticeStand.run(work))).toList();
        running.forEach(Await::result);
        processes.forEach(NoticeStand::run);
        assertThat(stand.shown).hasSize(40);
        assertThat(stand.database.value("select count(*) from notice_attempt where state = 'DELIVERED' and tries = 1"))
                .isEqualTo(40L);
    }

    @Test
    void whatAProcessLeavesUnfinishedAnotherDoes() {
        stand.onDuty(Duty.SYSTEM, "a");
        UUID id = stand.raise("space", Duty.SYSTEM);
        Await.result(stand.work().climb());
        Duration term = Duration.ofSeconds(30);
        Attempt.Leased lost = Await.result(stand.store.lease(ChannelKind.BROWSER, stand.clock.instant(), term))
                .getFirst();
        NoticeStand.run(stand.work());
        assertThat(stand.shown).as("it may still be at work").isEmpty();
        stand.clock.pass(term.plusMillis(1));
        NoticeStand.run(stand.work());
        assertThat(stand.shown).containsExactly("a");
        Await.result(stand.store.report(new Attempt.Report(lost, Attempt.State.FAILED, "late", null),
                stand.clock.instant()));
        assertThat(Await.result(stand.store.attempts(id)).getFirst().state()).as("a late report changes nothing")
                .isEqualTo(Attempt.State.DELIVERED);
        stand.raise("again", Duty.SYSTEM);
        Await.result(stand.work().climb());
        for (int i = 0; i < 10; i++) {
            assertThat(Await.result(stand.store.lease(ChannelKind.BROWSER, stand.clock.instant(), term))).hasSize(1);
            stand.clock.pass(term.plusMillis(1));
        }
        assertThat(Await.result(stand.store.lease(ChannelKind.BROWSER, stand.clock.instant(), term)))
                .as("a message that ends every process that sends it").isEmpty();
        assertThat(stand.database.value("select count(*) from notice_attempt where state = 'FAILED'")).isEqualTo(1L);
    }

    @Test
    void triesAgainLaterAndLaterAndGivesUp() {
        stand.onDuty(Duty.SYSTEM, "a");
        List<Instant> tries = new ArrayList<>();
        NoticeWork work = stand.work(message -> {
            tries.add(stand.clock.instant());
            return CompletableFuture.completedStage(new Channel.Outcome.Failed("no page is open"));
        });
        Instant start = stand.clock.instant();
        UUID id = stand.raise("space", Duty.SYSTEM);
        for (int i = 0; i < 100; i++) {
            NoticeStand.run(work);
            stand.clock.pass(Duration.ofSeconds(1));
        }
        assertThat(tries).containsExactly(start, start.plusSeconds(5), start.plusSeconds(15));
        assertThat(Await.result(stand.store.attempts(id))).singleElement().satisfies(attempt -> {
            assertThat(attempt.state()).isEqualTo(Attempt.State.FAILED);
            assertThat(attempt.detail()).isEqualTo("no page is open");
            assertThat(attempt.tries().count()).isEqualTo(3);
        });
    }

    @Test
    void aChannelThatHangsOrThrowsKeepsNobodyUp() {
        stand.onDuty(Duty.SYSTEM, new Shift(null, null, List.of(new DutyPerson("a", "13800138000", ""))));
        UUID id = stand.raise("space", Duty.SYSTEM);
        NoticeWork work = stand.work(Map.of(
                ChannelKind.BROWSER, message -> new CompletableFuture<>(),
                ChannelKind.SMS, message -> {
                    throw new IllegalStateException("broken");
                },
                ChannelKind.SMTP, message -> CompletableFuture.completedStage(new Channel.Outcome.Refused("x"))));
        NoticeStand.run(work);
        assertThat(Await.result(stand.store.attempts(id))).as("no mail address, no mail")
                .extracting(Attempt::channel).containsExactly(ChannelKind.BROWSER, ChannelKind.SMS);
        assertThat(Await.result(stand.store.attempts(id))).extracting(Attempt::detail)
                .satisfiesExactly(detail -> assertThat(detail).isEqualTo("no answer in time"),
                        detail -> assertThat(detail).contains("broken"));
    }

    @Test
    void tellsPeopleWhatIsTheirsPageByPage() {
        stand.onDuty(Duty.SYSTEM, "a");
        List<UUID> ids = IntStream.range(0, 5).mapToObj(i -> stand.raise("m" + i, Duty.SYSTEM))
                .sorted(Comparator.comparing(UUID::toString)).toList();
        NoticeStand.run(stand.work());
        List<Notice> first = Await
                .result(stand.store.list(new NoticeStore.Selection("a", null, NoticeStore.Filter.ALL, null, 3)));
        assertThat(first).extracting(Notice::id).containsExactly(ids.get(4), ids.get(3), ids.get(2));
        assertThat(Await
                .result(stand.store.list(new NoticeStore.Selection("a", null, NoticeStore.Filter.of(Notice.State.OPEN),
                        first.getLast().id(), 3))))
                .extracting(Notice::id).containsExactly(ids.get(1), ids.get(0));
        assertThat(
                Await.result(stand.store.list(new NoticeStore.Selection("b", null, NoticeStore.Filter.ALL, null, 3))))
                .isEmpty();
        assertThat(
                Await.result(stand.store.list(new NoticeStore.Selection(null, "TS1", NoticeStore.Filter.ALL, null, 3))))
                .isEmpty();
        String key = first.getFirst().matter().key();
        assertThat(first.getFirst().matter()).isEqualTo(NoticeStand.matter(key, Duty.SYSTEM));
    }
}
