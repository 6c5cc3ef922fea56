package org.lianzhen.gateway.postgres.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveIndex;
import org.lianzhen.gateway.postgres.archive.SampleInstance;
import org.lianzhen.gateway.reading.queue.ReadingIntake;
import org.lianzhen.gateway.reading.queue.ReadingMatter;
import org.lianzhen.gateway.reading.queue.ReadingMove;
import org.lianzhen.gateway.reading.queue.ReadingState;
import org.lianzhen.gateway.reading.queue.ReadingTask;
import org.lianzhen.gateway.reading.queue.ReadingTasks;

class PostgresReadingIntakeIT {
    private static final Set<String> READERS = Set.of("CH1");
    private static final AuditEvent EVENT = AuditEvent
            .success(new AuditEvent.Actor("doctor", "RADIOLOGIST", "CH1", "127.0.0.1"), AuditAction.READING_MOVE,
                    "1.2.3");
    private static final ReadingIntake.Round ROUND = new ReadingIntake.Round(10, Duration.ofMinutes(1));
    private static final Instant DUE = Instant.parse("2026-12-01T03:00:00Z");

    private TestPostgres database;
    private ReadingIntake intake;
    private ReadingTasks tasks;

    @BeforeEach
    void open() {
        database = TestPostgres.migrated();
        intake = new PostgresReadingIntake(database.pool());
        tasks = new PostgresReadingTasks(database.pool());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void arrive(SampleInstance instance) {
        Await.result(new PostgresArchiveIndex(database.pool()).begin(List.of(instance.indexed())).commit());
        database.rows("""
                insert into study_receipt (study, unit, state, last_at)
                select id, unit, 'RECEIVING', now() from study s
                where not exists (select from study_receipt r where r.study = s.id)""");
    }

    private void complete() {
        database.rows("update study_receipt set state = 'STABLE', rule = 'QUIET', stable_at = now()");
    }

    private static Optional<ReadingIntake.Place> centre(ReadingMatter matter, Map<String, Integer> open) {
        return Optional.of(new ReadingIntake.Place("IMG", "CH1", matter.stableAt() == null ? null : DUE, 3));
    }

    private int take() {
        return Await.result(intake.take(PostgresReadingIntakeIT::centre, ROUND));
    }

    private List<ReadingTask> all() {
        return Await.result(tasks.list(new ReadingTasks.Asked(READERS, Set.of(ReadingState.values()), null, 100)));
    }

    private ReadingTasks.Result move(UUID id, ReadingMove move, String account) {
        return Await.result(tasks.move(
                new ReadingTasks.Change(id, move, READERS, account, account, "", Duration.ofMinutes(20)), EVENT));
    }

    @Test
    void aStudyIsTakenOnceByHoweverManyNodes() {
        IntStream.range(0, 30)
                .forEach(i -> arrive(SampleInstance.of("1.2." + i + ".1").study("1.2." + i).patient("P" + i)));
        var looked = new AtomicInteger();
        List<CompletionStage<Integer>> nodes = IntStream.range(0, 3).mapToObj(i -> intake.take((matter, open) -> {
            looked.incrementAndGet();
            return centre(matter, open);
        }, ROUND)).toList();
        int sum = nodes.stream().mapToInt(Await::result).sum();
        int rest = take();
        assertThat(sum + rest).isEqualTo(30);
        assertThat(all()).hasSize(30);
        assertThat(looked.get()).isEqualTo(sum);
        assertThat(database.rows("select * from reading_event")).hasSize(30);
    }

    @Test
    void whatNobodyReadsIsNotAskedForAgain() {
        arrive(SampleInstance.of("1.2.3.1").study("1.2.3"));
        assertThat(Await.result(intake.take((matter, open) -> Optional.empty(), ROUND))).isEqualTo(1);
        assertThat(take()).isZero();
        complete();
        assertThat(take()).as("its state has changed").isEqualTo(1);
        assertThat(all()).singleElement().satisfies(task -> {
            assertThat(task.standing().state()).isEqualTo(ReadingState.QUEUED);
            assertThat(task.clock().dueAt()).isEqualTo(DUE);
        });
    }

    @Test
    void tellsHowManyWaitAtEachCentreAndCountsThoseOfTheSameRound() {
        arrive(SampleInstance.of("1.2.3.1").study("1.2.3"));
        arrive(SampleInstance.of("1.2.4.1").study("1.2.4").patient("P2"));
        AtomicInteger seen = new AtomicInteger(-1);
        Await.result(intake.take((matter, open) -> {
            seen.set(open.getOrDefault("IMG", 0));
            return centre(matter, open);
        }, ROUND));
        assertThat(seen.get()).isEqualTo(1);
    }

    @Test
    void whatComesLateLeavesItInTheHandItIsInAndMakesItMoreUrgent() {
        arrive(SampleInstance.of("1.2.3.1").study("1.2.3"));
        complete();
        take();
        UUID id = all().getFirst().id();
        assertThat(move(id, ReadingMove.CLAIM, "doctor")).isInstanceOf(ReadingTasks.Result.Moved.class);
        arrive(SampleInstance.of("1.2.3.2").study("1.2.3").emergency());
        database.rows("update study_receipt set state = 'RECEIVING', rule = null, stable_at = null");
        take();
        complete();
        take();
        ReadingTask task = all().getFirst();
        assertThat(task.standing().isHeldBy("doctor")).isTrue();
        assertThat(task.clock().urgency().name()).isEqualTo("EMERGENCY");
        assertThat(task.examination().instances()).isEqualTo(2);
    }

    @Test
    void aMoveThatFailsLeavesNoTrace() {
        arrive(SampleInstance.of("1.2.3.1").study("1.2.3"));
        complete();
        take();
        UUID id = all().getFirst().id();
        assertThat(move(id, ReadingMove.REVIEW, "doctor")).isInstanceOf(ReadingTasks.Result.Illegal.class);
        assertThat(move(id, ReadingMove.RELEASE, "doctor")).isInstanceOf(ReadingTasks.Result.Illegal.class);
        assertThat(move(UUID.randomUUID(), ReadingMove.CLAIM, "doctor"))
                .isInstanceOf(ReadingTasks.Result.Unknown.class);
        assertThat(database.rows("select * from audit_event where action = 'READING_MOVE'")).isEmpty();
        assertThat(Await.result(tasks.history(id)).stream().map(ReadingTasks.Event::move))
                .containsExactly(ReadingMove.RECEIVE, ReadingMove.QUEUE);
    }

    @Test
    void nobodyElseGivesItBack() {
        arrive(SampleInstance.of("1.2.3.1").study("1.2.3"));
        complete();
        take();
        UUID id = all().getFirst().id();
        move(id, ReadingMove.CLAIM, "doctor");
        assertThat(move(id, ReadingMove.RELEASE, "other")).isInstanceOf(ReadingTasks.Result.Illegal.class);
        assertThat(Await.result(intake.release())).as("the time is not over").isZero();
        database.rows("update reading_task set held_until = now() - interval '1 second'");
        assertThat(Await.result(intake.release())).isEqualTo(1);
        assertThat(all().getFirst().standing().state()).isEqualTo(ReadingState.QUEUED);
        assertThat(database.rows("""
                select actor, object, details->>'move', details->>'from', details->>'reason', patient is not null
                from audit_event where action = 'READING_MOVE' order by id desc limit 1""")).as("on record")
                .containsExactly(List.of("LIANZHEN", "1.2.3", "RELEASE", "doctor", "idle", true));
    }

    @Test
    void countsWhatWaitsAndWhatIsLate() {
        arrive(SampleInstance.of("1.2.3.1").study("1.2.3"));
        arrive(SampleInstance.of("1.2.4.1").study("1.2.4").patient("P2"));
        complete();
        take();
        database.rows("update reading_task set due_at = now() + interval '1 hour'");
        database.rows("update reading_task set due_at = now() - interval '1 hour' where study = "
                + "(select id from study where uid = '1.2.4')");
        assertThat(Await.result(tasks.counts(READERS)))
                .containsExactly(new ReadingTasks.Count("IMG", ReadingState.QUEUED, 2, 1));
    }

    private ReadingTask recalled() {
        Await.result(new PostgresArchiveIndex(database.pool())
                .begin(List.of(SampleInstance.of("1.2.3.1").study("1.2.3").indexed())).commit());
        quiet();
        ReadingTask task = all().getFirst();
        for (ReadingMove move : List.of(ReadingMove.CLAIM, ReadingMove.RECALL)) {
            Await.result(tasks.move(new ReadingTasks.Change(task.id(), move, READERS, "li",
                    move == ReadingMove.CLAIM ? "li" : null, "", Duration.ofMinutes(20)), EVENT));
        }
        return task;
    }

    /** Nothing new has come for long. */
    private void quiet() {
        database.rows("update study set changed_at = now() - interval '61 seconds'");
        database.rows("update reading_news set look_at = now()");
        take();
    }

    @Test
    void withoutRoutesAStudyThatWasRecalledIsQueuedAgainWhenOtherImagesHaveCome() {
        recalled();
        database.rows("insert into reading_news (study) select id from study");
        quiet();
        assertThat(all().getFirst().standing().state()).as("nothing has come").isEqualTo(
                ReadingState.RECALL_FOR_REPEAT);
        Await.result(new PostgresArchiveIndex(database.pool())
                .begin(List.of(SampleInstance.of("1.2.3.2").study("1.2.3").indexed())).commit());
        assertThat(database.rows("select * from reading_news")).as("what was waited for is news").hasSize(1);
        quiet();
        assertThat(all().getFirst().standing().state()).isEqualTo(ReadingState.QUEUED);
    }

    @Test
    void anotherStudyOfTheSameOrderTakesThePlaceOfTheOneThatWasRecalled() {
        ReadingTask before = recalled();
        Await.result(new PostgresArchiveIndex(database.pool())
                .begin(List.of(SampleInstance.of("1.2.4.1").study("1.2.4").indexed())).commit());
        quiet();
        database.rows(
                """
                        insert into imaging_order select '00000000-0000-0000-0000-000000000001', 'TS1', 'TYPED', 'A1', '', '', '',
                            '1.9', identity, issuer, patient_id, name, name_forms, name_terms, birth_date, sex, '{}', '', 'CT', '', '',
                            '', '', 'ROUTINE', '', '', '', '', '', '', null, 'PERFORMED', 1 from patient limit 1""");
        database.rows("update order_match set state = 'MATCHED', "
                + "imaging_order = '00000000-0000-0000-0000-000000000001'");
        assertThat(database.rows("select * from reading_news")).as("the match is news").isNotEmpty();
        quiet();
        assertThat(Await.result(tasks.find(before.id(), READERS)).orElseThrow().standing().state())
                .isEqualTo(ReadingState.REPLACED);
        assertThat(all().stream().filter(task -> !task.standing().state().isOver()).toList()).singleElement()
                .satisfies(task -> {
                    assertThat(task.examination().studyInstanceUid()).isEqualTo("1.2.4");
                    assertThat(task.standing().state()).isEqualTo(ReadingState.QUEUED);
                });
    }

    @Test
    void withoutRoutesAStudyIsQueuedWhenNothingNewHasComeForAWhile() {
        Await.result(new PostgresArchiveIndex(database.pool())
                .begin(List.of(SampleInstance.of("1.2.3.1").study("1.2.3").indexed())).commit());
        assertThat(take()).isEqualTo(1);
        assertThat(all().getFirst().standing().state()).isEqualTo(ReadingState.RECEIVING);
        assertThat(take()).as("it is looked at again when it may be quiet").isZero();
        database.rows("update reading_news set look_at = now()");
        assertThat(take()).isEqualTo(1);
        assertThat(all().getFirst().standing().state()).as("not yet").isEqualTo(ReadingState.RECEIVING);
        database.rows("update study set changed_at = now() - interval '61 seconds'");
        database.rows("update reading_news set look_at = now()");
        assertThat(take()).isEqualTo(1);
        assertThat(all().getFirst().standing().state()).isEqualTo(ReadingState.QUEUED);
        assertThat(database.rows("select * from reading_news")).isEmpty();
    }
}
