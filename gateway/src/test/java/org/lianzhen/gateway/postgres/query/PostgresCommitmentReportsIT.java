package org.lianzhen.gateway.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.CommitmentResult;
import org.lianzhen.dicom.service.CommitmentResult.Refusal;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.query.CommitmentReport;
import org.lianzhen.gateway.query.CommitmentReports.Owed;
import org.lianzhen.gateway.query.CommitmentReports.Progress;
import org.lianzhen.gateway.query.CommitmentReports.State;

@Timeout(60)
class PostgresCommitmentReportsIT {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration PASSED = Duration.ofMillis(-1);

    private TestPostgres database;
    private PostgresCommitmentReports reports;

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
        reports = new PostgresCommitmentReports(database.pool());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static CommitmentReport report(String requester, String transactionUid) {
        var ct = new SopReference(SopClass.CTImageStorage, "1.2.1");
        var mr = new SopReference(SopClass.MRImageStorage, "1.2.2");
        return new CommitmentReport(new CommitmentReport.Requester("TS1", requester, "LIANZHEN"),
                new CommitmentResult(transactionUid, List.of(ct, mr),
                        List.of(new Refusal(new SopReference(SopClass.CTImageStorage, "1.2.3"),
                                Refusal.NO_SUCH_OBJECT))));
    }

    private Owed keep(String requester, String transactionUid, Duration lease) {
        return get(reports.keep(report(requester, transactionUid), lease));
    }

    private List<Owed> take(String... busy) {
        return get(reports.take(Set.of(busy), 10, LONG));
    }

    private List<Progress> list(State state) {
        return get(reports.list(state, 10));
    }

    @Test
    void whatIsKeptIsReadAsItWas() {
        Owed first = keep("A", "1.1", PASSED);
        assertThat(first.attempt()).isEqualTo(1);
        assertThat(take()).containsExactly(new Owed(first.id(), 2, report("A", "1.1")));
        assertThat(list(State.RETRY_AT)).singleElement().satisfies(progress -> {
            assertThat(progress.report()).isEqualTo(report("A", "1.1"));
            assertThat(progress.attempts()).isEqualTo(2);
            assertThat(progress.lastStatus()).isNull();
            assertThat(progress.requestedAt()).isBeforeOrEqualTo(Instant.now().plusSeconds(60));
            assertThat(progress.retryAt()).isAfter(progress.requestedAt());
        });
    }

    @Test
    void anAttemptBelongsToWhoTookItUntilItsLeasePasses() {
        keep("A", "1.1", LONG);
        assertThat(take()).as("the first attempt is under way").isEmpty();
        keep("B", "1.2", PASSED);
        assertThat(take()).hasSize(1);
        assertThat(take()).as("taken").isEmpty();
    }

    @Test
    void eachRequesterHasOneAtATimeTheOldestFirst() {
        Owed first = keep("A", "1.1", Duration.ofSeconds(-9));
        keep("A", "1.2", Duration.ofSeconds(-5));
        keep("B", "1.3", PASSED);
        keep("C", "1.4", PASSED);
        assertThat(take("C")).extracting(owed -> owed.report().result().transactionUid())
                .containsExactlyInAnyOrder("1.1", "1.3");
        get(reports.retryAfter(first.id(), LONG, "away"));
        assertThat(get(reports.take(Set.of("A"), 0, LONG))).isEmpty();
        assertThat(take()).extracting(owed -> owed.report().result().transactionUid())
                .containsExactlyInAnyOrder("1.2", "1.4");
    }

    @Test
    void severalTakersNeverShareAReport() {
        for (int i = 0; i < 40; i++) {
            keep("NODE" + i, "1." + i, PASSED);
        }
        List<CompletableFuture<List<Owed>>> takers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            takers.add(reports.take(Set.of(), 7, LONG).toCompletableFuture());
        }
        List<Owed> taken = takers.stream().flatMap(taker -> get(taker).stream()).toList();
        assertThat(taken).doesNotHaveDuplicates().allMatch(owed -> owed.attempt() == 2);
        Await.until("all are taken", () -> take().isEmpty());
        assertThat(database.value("select max(attempts) from commitment_report")).isEqualTo(2);
    }

    @Test
    void everyReportHasAVisibleEnd() {
        Owed delivered = keep("A", "1.1", LONG);
        Owed failed = keep("B", "1.2", LONG);
        Owed again = keep("C", "1.3", LONG);
        get(reports.retryAfter(delivered.id(), PASSED, "away"));
        get(reports.delivered(delivered.id()));
        get(reports.failed(failed.id(), "0110H: no\0thing"));
        get(reports.retryAfter(again.id(), LONG, "connection refused"));

        assertThat(list(State.DELIVERED)).singleElement().satisfies(progress -> {
            assertThat(progress.retryAt()).isNull();
            assertThat(progress.report().requester().aeTitle()).isEqualTo("A");
        });
        assertThat(list(State.FAILED)).extracting(Progress::lastStatus).containsExactly("0110H: nothing");
        assertThat(list(State.RETRY_AT)).extracting(Progress::lastStatus).containsExactly("connection refused");
        assertThat(take()).as("nothing is due").isEmpty();
        get(reports.failed(delivered.id(), "too late"));
        assertThat(list(State.DELIVERED)).as("what was confirmed stays so").hasSize(1);
    }

    @Test
    void whoAsksAgainIsToldAgain() {
        Owed first = keep("A", "1.1", LONG);
        get(reports.delivered(first.id()));
        Owed second = keep("A", "1.1", PASSED);
        keep("B", "1.1", PASSED);
        get(reports.delivered(first.id()));
        assertThat(take()).as("another requester's transaction is another").hasSize(2)
                .contains(new Owed(second.id(), 2, report("A", "1.1")));
    }

    @Test
    void oldOnesAreForgottenButNoneThatIsOwed() {
        get(reports.delivered(keep("A", "1.1", LONG).id()));
        keep("B", "1.2", LONG);
        get(reports.forget(Duration.ofHours(1)));
        assertThat(list(State.DELIVERED)).hasSize(1);
        get(reports.forget(PASSED));
        assertThat(list(State.DELIVERED)).isEmpty();
        assertThat(list(State.RETRY_AT)).hasSize(1);
    }

    @Test
    void manyInstancesAreOneReport() {
        List<SopReference> many = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            many.add(new SopReference(SopClass.CTImageStorage, "1.2." + i));
        }
        var report = new CommitmentReport(new CommitmentReport.Requester("TS1", "A", "LIANZHEN"),
                new CommitmentResult("1.1", many, List.of()));
        get(reports.keep(report, PASSED));
        assertThat(take()).extracting(Owed::report).containsExactly(report);
    }

    @Test
    void aDatabaseThatIsAwayFailsTheStage() {
        try (TestPostgres away = TestPostgres.unreachable()) {
            var nowhere = new PostgresCommitmentReports(away.pool());
            assertThatThrownBy(() -> get(nowhere.keep(report("A", "1.1"), LONG))).hasCauseInstanceOf(Exception.class);
        }
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
