package org.lianzhen.gateway.postgres.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lianzhen.gateway.postgres.archive.SampleInstance.JPEG_LS;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.gateway.archive.IndexUnavailableException;
import org.lianzhen.gateway.archive.conflict.ComparisonQueue.Task;
import org.lianzhen.gateway.archive.conflict.ComparisonQueue.Verdict;
import org.lianzhen.gateway.archive.conflict.Pace;
import org.lianzhen.gateway.postgres.TestPostgres;

class PostgresComparisonQueueIT {
    private static final String RLE = "1.2.840.10008.1.2.5";

    private TestPostgres database;
    private PostgresArchiveIndex index;
    private PostgresComparisonQueue queue;

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
        index = new PostgresArchiveIndex(database.pool());
        queue = new PostgresComparisonQueue(database.pool());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void store(SampleInstance... samples) {
        get(index.begin(Stream.of(samples).map(SampleInstance::indexed).toList()).commit());
    }

    private Task next() {
        return get(queue.next(Pace.STANDARD)).orElseThrow();
    }

    private void settle(Task task, Verdict verdict) {
        get(queue.settle(task, verdict));
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    private Object value(String sql) {
        return database.value(sql);
    }

    @Test
    void givesOutWhatWaitsWithWhatItMayBeTheSameAs() {
        var first = SampleInstance.of("1");
        store(first);
        store(first.content("b"), first.syntax(JPEG_LS), first.syntax(RLE));
        Task task = next();
        assertThat(task.version().objectKey()).contains(JPEG_LS);
        assertThat(task.attempt()).isEqualTo(1);
        assertThat(task.earlier()).extracting(version -> version.objectKey())
                .as("the one in force first").containsExactly("object-1", "object-1-sha-b");
        Task second = next();
        assertThat(second.version().objectKey()).contains(RLE);
        assertThat(second.earlier()).hasSize(3);
        assertThat(get(queue.next(Pace.STANDARD))).as("both are in hand").isEqualTo(Optional.empty());
    }

    @Test
    void givesOutEmergenciesFirst() {
        var first = SampleInstance.of("1");
        store(first);
        store(first.syntax(JPEG_LS));
        store(first.syntax(RLE).emergency());
        assertThat(next().version().objectKey()).contains(RLE);
    }

    @Test
    void givesOutAgainWhatWasAbandoned() {
        var first = SampleInstance.of("1");
        store(first);
        store(first.syntax(JPEG_LS));
        next();
        database.rows("update parking set claimed_until = now() - interval '1 second'");
        assertThat(next().attempt()).isEqualTo(2);
        assertThat(value("select claimed_until > now() + interval '1 minute' from parking")).isEqualTo(true);
    }

    @Test
    void keepsTheSameAsRedundantWithoutTellingAnybody() {
        var first = SampleInstance.of("1").emergency();
        store(first);
        store(first.syntax(JPEG_LS));
        Task task = next();
        settle(task, new Verdict.Redundant(task.earlier().getFirst().instance()));
        assertThat(database.rows("select i.state, o.version from parking k join instance i on i.id = k.instance "
                + "join instance o on o.id = k.same_as")).containsExactly(List.of("REDUNDANT", 1));
        assertThat(value("select count(*) from alert")).isEqualTo(0L);
        assertThat(value("select count(*) from arrival")).as("only the first").isEqualTo(1L);
        assertThat(value("select instance_count from study")).isEqualTo(1);
        assertThat(get(queue.next(Pace.STANDARD))).isEmpty();
    }

    @Test
    void raisesAnAlertForWhatDiffers() {
        var first = SampleInstance.of("1");
        store(first);
        store(first.syntax(JPEG_LS).emergency(), first.syntax(RLE));
        settle(next(), new Verdict.Different(List.of("(0010,0010)")));
        settle(next(), new Verdict.Undecided("the pixels cannot be decoded"));
        assertThat(database.rows("select i.version, i.state, i.park_reason, k.findings::text from parking k "
                + "join instance i on i.id = k.instance order by 1")).containsExactly(
                        List.of(2, "PARKED", "CONTENT_DIFFERS", "{\"(0010,0010)\"}"),
                        List.of(3, "PARKED", "NOT_COMPARABLE", "{\"the pixels cannot be decoded\"}"));
        assertThat(database.rows("select kind, unit from alert order by 1")).containsExactly(
                List.of("CONTENT_DIFFERS", "TS1"), List.of("NOT_COMPARABLE", "TS1"));
        assertThat(database.rows("select i.version from arrival a join instance i on i.id = a.instance where warning"))
                .as("the emergency").containsExactly(List.of(2));
    }

    @Test
    void settlesOnce() {
        var first = SampleInstance.of("1");
        store(first);
        store(first.syntax(JPEG_LS));
        Task task = next();
        settle(task, new Verdict.Different(List.of()));
        settle(task, new Verdict.Redundant(task.earlier().getFirst().instance()));
        assertThat(value("select park_reason from instance where version = 2")).isEqualTo("CONTENT_DIFFERS");
        assertThat(value("select count(*) from alert")).isEqualTo(1L);
    }

    @Test
    void saysThatTheDatabaseIsAway() {
        try (TestPostgres nothing = TestPostgres.unreachable()) {
            var away = new PostgresComparisonQueue(nothing.pool());
            assertThatThrownBy(() -> get(away.next(Pace.STANDARD)))
                    .hasCauseInstanceOf(IndexUnavailableException.class);
            Task task = new Task(UUID.randomUUID(), 1, null, List.of());
            assertThatThrownBy(() -> get(away.settle(task, new Verdict.Undecided("x"))))
                    .hasCauseInstanceOf(IndexUnavailableException.class);
        }
    }
}
