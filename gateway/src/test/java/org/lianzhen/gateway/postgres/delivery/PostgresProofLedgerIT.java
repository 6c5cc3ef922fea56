package org.lianzhen.gateway.postgres.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.CommitmentResult;
import org.lianzhen.dicom.service.CommitmentResult.Refusal;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.gateway.delivery.DeliveryLease;
import org.lianzhen.gateway.delivery.Ending;
import org.lianzhen.gateway.delivery.ProofKind;
import org.lianzhen.gateway.delivery.proof.Finding;
import org.lianzhen.gateway.delivery.proof.ProofLease;
import org.lianzhen.gateway.delivery.proof.ProofLedger;
import org.lianzhen.gateway.delivery.proof.Question;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.archive.PostgresArchiveIndex;
import org.lianzhen.gateway.postgres.archive.PostgresStudyReceipts;
import org.lianzhen.gateway.postgres.archive.SampleInstance;
import org.lianzhen.gateway.route.Plan;

@Timeout(60)
class PostgresProofLedgerIT {
    private static final Duration TERM = Duration.ofMinutes(1);
    private static final SampleInstance ONE = SampleInstance.of("1");
    private static final String CT = "1.2.840.10008.5.1.4.1.1.2";

    private TestPostgres database;
    private PostgresDeliveryLedger deliveries;
    private PostgresProofLedger ledger;

    @BeforeEach
    void start() throws IOException {
        database = TestPostgres.migrated();
        deliveries = new PostgresDeliveryLedger(database.pool());
        ledger = new PostgresProofLedger(database.pool());
        Await.result(deliveries.prepare());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void queue(SampleInstance... instances) {
        Await.result(new PostgresArchiveIndex(database.pool())
                .begin(Stream.of(instances).map(SampleInstance::indexed).toList()).commit());
        Await.result(deliveries.plan(100, 3, arrived -> new Plan(
                List.of(new Plan.Delivery("CH1", arrived.subject().urgency(), "all", "UNIT=TS1")), List.of())));
    }

    private void deliver() {
        DeliveryLease lease = Await.result(deliveries.lease("CH1", Urgency.BULK, "us", TERM)).orElseThrow();
        Await.result(deliveries.settle(lease, Await.result(deliveries.due(lease, 100)).stream()
                .<Ending>map(task -> new Ending.Delivered(task.id(), "", "stored")).toList(), TERM));
        Await.result(deliveries.release(lease));
    }

    private void settleStudies() {
        Await.result(new PostgresStudyReceipts(database.pool()).settle(Duration.ZERO, 10));
    }

    /** A study of three that is stable and delivered. */
    private ProofLease ready() {
        queue(ONE, ONE.instance("2"), ONE.instance("3").series("S2", "CT"));
        deliver();
        settleStudies();
        return take().orElseThrow();
    }

    private Optional<ProofLease> take() {
        return Await.result(ledger.take("CH1", "us", TERM));
    }

    private boolean settle(ProofLease lease, Finding finding) {
        return Await.result(ledger.settle(lease, finding));
    }

    private boolean ask(ProofLease lease, String transaction, String... instances) {
        return Await
                .result(ledger.asking(lease, new ProofLedger.Request(transaction, "CH1", List.of(instances)), TERM));
    }

    private static CommitmentResult result(String transaction, List<String> committed, String... failed) {
        return new CommitmentResult(transaction, committed.stream().map(uid -> new SopReference(CT, uid)).toList(),
                Stream.of(failed).map(uid -> new Refusal(new SopReference(CT, uid), Refusal.NO_SUCH_OBJECT)).toList());
    }

    private List<Object> row() {
        return database.rows("""
                select state, kind, attempts, rounds, instances, missing, answer, expires_at is null
                from delivery_proof""").getFirst();
    }

    @Test
    void isDueWhenTheStudyIsStableAndNothingIsOpen() {
        queue(ONE);
        assertThat(take()).isEmpty();
        settleStudies();
        assertThat(take()).as("it is on its way").isEmpty();
        deliver();
        ProofLease lease = take().orElseThrow();
        assertThat(lease.studyInstanceUid()).isEqualTo("T1");
        assertThat(lease.tried()).isEqualTo(new ProofLease.Tried(0, 0));
        assertThat(take()).as("one at a time").isEmpty();
        assertThat(Await.result(ledger.take("CH2", "us", TERM))).isEmpty();
    }

    @Test
    void waitsWhileMoreMayCome() {
        queue(ONE);
        deliver();
        assertThat(take()).isEmpty();
        settleStudies();
        assertThat(take()).isPresent();
    }

    @Test
    void asksAboutWhatWasDelivered() {
        ProofLease lease = ready();
        Question question = Await.result(ledger.read(lease));
        assertThat(question.claims()).containsExactlyInAnyOrder(new Question.Claim("S1", new SopReference(CT, "1")),
                new Question.Claim("S1", new SopReference(CT, "2")),
                new Question.Claim("S2", new SopReference(CT, "3")));
        assertThat(question.undelivered()).isZero();
        assertThat(question.inquiries()).isEmpty();
    }

    @Test
    void tellsWhatDidNotArriveThere() {
        ProofLease lease = ready();
        database.rows("update delivery_result set outcome = 'CANCELLED' where instance = "
                + "(select id from instance where sop_instance_uid = '2')");
        Question question = Await.result(ledger.read(lease));
        assertThat(question.claims()).hasSize(2);
        assertThat(question.undelivered()).isEqualTo(1);
    }

    @Test
    void whoeverLostTheLeaseWritesNothing() {
        ProofLease lost = ready();
        database.rows("update delivery_proof set expires_at = now() - interval '1 second'");
        ProofLease next = take().orElseThrow();
        assertThat(next.epoch()).isGreaterThan(lost.epoch());
        assertThat(next.tried().attempts()).as("the one before came to no end").isEqualTo(1);
        assertThat(ask(lost, "1.9", "1")).isFalse();
        assertThat(Await.result(ledger.extend(lost, TERM))).isFalse();
        assertThat(settle(lost, new Finding.Complete(ProofKind.QUERY, 3))).isFalse();
        assertThat(Await.result(ledger.extend(next, TERM))).isTrue();
        assertThat(settle(next, new Finding.Complete(ProofKind.QUERY, 3))).isTrue();
        assertThat(row()).containsExactly("COMPLETE", "QUERY", 1, 0, 3, 0, "", true);
        assertThat(take()).isEmpty();
    }

    @Test
    void newWorkTakesWhatWasFoundOutBack() {
        ProofLease lease = ready();
        ask(lease, "1.9", "1", "2", "3");
        queue(ONE.instance("4"));
        assertThat(settle(lease, new Finding.Complete(ProofKind.COMMITMENT, 3))).as("it asked about less").isFalse();
        deliver();
        settleStudies();
        ProofLease next = take().orElseThrow();
        assertThat(Await.result(ledger.read(next)).claims()).hasSize(4);
        assertThat(Await.result(ledger.read(next)).inquiries()).isEmpty();
        settle(next, new Finding.Complete(ProofKind.COMMITMENT, 4));
        queue(ONE.instance("5"));
        assertThat(row()).containsExactly("DUE", null, 0, 0, 0, 0, "", true);
    }

    @Test
    void remembersWhatItAskedAndWhatWasAnswered() {
        ProofLease lease = ready();
        ask(lease, "1.9", "1");
        assertThat(ask(lease, "1.10", "1", "2")).isTrue();
        Await.result(ledger.taken("1.10"));
        assertThat(ask(lease, "1.11", "3")).isTrue();
        assertThat(Await.result(ledger.reported("CH1", result("1.10", List.of("1"), "2")))).isTrue();
        Question question = Await.result(ledger.read(lease));
        assertThat(question.inquiries()).as("the first was never taken").extracting(Question.Inquiry::transactionUid)
                .containsExactlyInAnyOrder("1.10", "1.11");
        Question.Inquiry answered = question.inquiries().stream().filter(Question.Inquiry::taken).findFirst()
                .orElseThrow();
        assertThat(answered.instances()).containsExactlyInAnyOrder("1", "2");
        assertThat(answered.answer())
                .contains(new Question.Answer(Set.of("1"), Map.of("2", Refusal.NO_SUCH_OBJECT)));
    }

    @Test
    void whoAsksPieceByPieceKeepsTheLease() {
        ProofLease lease = ready();
        database.rows("update delivery_proof set expires_at = now() + interval '1 second'");
        assertThat(ask(lease, "1.9", "1")).isTrue();
        assertThat(database.value("select expires_at > now() + interval '50 seconds' from delivery_proof"))
                .isEqualTo(true);
    }

    @Test
    void anAnswerCountsOnceAndFromWhoeverWasAsked() {
        ProofLease lease = ready();
        ask(lease, "1.9", "1", "2", "3");
        assertThat(Await.result(ledger.reported("CH2", result("1.9", List.of("1", "2", "3"))))).isFalse();
        assertThat(Await.result(ledger.reported("CH1", result("1.77", List.of("1"))))).isFalse();
        assertThat(Await.result(ledger.read(lease)).inquiries().getFirst().answer()).isEmpty();
        assertThat(Await.result(ledger.reported("CH1", result("1.9", List.of("1", "1", "2"), "3", "3")))).isTrue();
        assertThat(Await.result(ledger.reported("CH1", result("1.9", List.of(), "1", "2", "3")))).isTrue();
        assertThat(Await.result(ledger.read(lease)).inquiries().getFirst().answer())
                .contains(new Question.Answer(Set.of("1", "2"), Map.of("3", Refusal.NO_SUCH_OBJECT)));
    }

    @Test
    void whoWaitsForAnAnswerIsWokenByIt() {
        ProofLease lease = ready();
        ask(lease, "1.9", "1", "2", "3");
        Await.result(ledger.taken("1.9"));
        assertThat(settle(lease, new Finding.Awaiting(Duration.ofHours(1), "promised"))).isTrue();
        assertThat(take()).isEmpty();
        Await.result(ledger.reported("CH1", result("1.9", List.of("1", "2", "3"))));
        assertThat(take()).isPresent();
    }

    @Test
    void anAnswerThatCameBeforeAnybodyWaitedIsNotMissed() {
        ProofLease lease = ready();
        ask(lease, "1.9", "1", "2", "3");
        Await.result(ledger.taken("1.9"));
        Await.result(ledger.reported("CH1", result("1.9", List.of("1", "2", "3"))));
        settle(lease, new Finding.Awaiting(Duration.ofHours(1), "promised"));
        assertThat(take()).isPresent();
    }

    @Test
    void anAnswerThatComesTooLateIsKnownAndChangesNothing() {
        ProofLease lease = ready();
        ask(lease, "1.9", "1", "2");
        Await.result(ledger.taken("1.9"));
        ask(lease, "1.10", "3");
        Await.result(ledger.taken("1.10"));
        Await.result(ledger.reported("CH1", result("1.10", List.of("3"))));
        ask(lease, "1.11", "3");
        settle(lease, new Finding.Complete(ProofKind.QUERY, 3));
        assertThat(database.rows("select transaction_uid, cardinality(sop_instance_uids) from commitment_inquiry"))
                .containsExactly(List.of("1.9", 0));
        assertThat(Await.result(ledger.reported("CH1", result("1.9", List.of(), "1", "2")))).isTrue();
        assertThat(row().getFirst()).isEqualTo("COMPLETE");
        assertThat(database.rows("select cardinality(failed) from commitment_inquiry")).containsExactly(List.of(0));
    }

    @Test
    void sendsAgainWhatIsMissingAndNothingElse() {
        assertThat(settle(ready(), new Finding.Resend(List.of("2", "3"), 3))).isTrue();
        assertThat(row()).containsExactly("DUE", null, 0, 1, 3, 2, "2 of 3 missing, sent again", true);
        assertThat(take()).as("it is on its way").isEmpty();
        assertThat(database.rows("""
                select i.sop_instance_uid, t.reason, t.state, t.priority::text, t.route from delivery_task t
                join instance i on i.id = t.instance order by 1"""))
                .containsExactly(List.of("2", "UNIT=TS1 MISSING", "QUEUED", "URGENT", "all"),
                        List.of("3", "UNIT=TS1 MISSING", "QUEUED", "URGENT", "all"));
        deliver();
        ProofLease again = take().orElseThrow();
        assertThat(again.tried().rounds()).isEqualTo(1);
        settle(again, new Finding.Resend(List.of("2"), 3));
        assertThat(database.rows("select reason from delivery_task")).containsExactly(List.of("UNIT=TS1 MISSING"));
        assertThat(row().get(3)).isEqualTo(2);
    }

    @Test
    void whatIsStillMissingHasFailed() {
        assertThat(settle(ready(), new Finding.Failed(List.of("3"), 3))).isTrue();
        assertThat(row()).containsExactly("FAILED", null, 0, 0, 3, 1, "1 of 3 missing", true);
        assertThat(database.rows("select missing_uids[1] from delivery_proof")).containsExactly(List.of("3"));
        assertThat(database.rows("""
                select i.sop_instance_uid, r.answer from delivery_result r join instance i on i.id = r.instance
                where r.outcome = 'FAILED'""")).containsExactly(List.of("3", "1 of 3 missing"));
        assertThat(take()).isEmpty();
    }

    @Test
    void namesNoMoreThanAHundred() {
        List<String> missing = IntStream.range(0, 150).mapToObj(i -> "1.2." + i).toList();
        settle(ready(), new Finding.Failed(missing, 412));
        assertThat(database.rows("select missing, cardinality(missing_uids) from delivery_proof"))
                .containsExactly(List.of(150, 100));
    }

    @Test
    void asksAgainLater() {
        assertThat(settle(ready(), new Finding.Again(Duration.ofHours(1), "refused\0"))).isTrue();
        assertThat(row()).containsExactly("DUE", null, 1, 0, 0, 0, "refused", true);
        assertThat(take()).isEmpty();
        database.rows("update delivery_proof set due_at = now()");
        ProofLease again = take().orElseThrow();
        assertThat(again.tried().attempts()).isEqualTo(1);
        settle(again, new Finding.Unproven(3, Finding.Reason.UNREACHABLE, "nobody answers"));
        assertThat(row()).containsExactly("UNPROVEN", null, 1, 0, 3, 0, "nobody answers", true);
    }

    @Test
    void severalProcessesShareStudies() {
        for (int i = 0; i < 20; i++) {
            queue(SampleInstance.of("9." + i).study("T" + i).patient("P" + i));
            deliver();
        }
        Await.result(new PostgresStudyReceipts(database.pool()).settle(Duration.ZERO, 100));
        List<CompletableFuture<Optional<ProofLease>>> all = IntStream.range(0, 40)
                .mapToObj(i -> ledger.take("CH1", "p" + i % 4, TERM).toCompletableFuture()).toList();
        List<ProofLease> taken = all.stream().flatMap(lease -> Await.result(lease).stream()).toList();
        assertThat(taken.stream().map(ProofLease::study).distinct()).hasSameSizeAs(taken).isNotEmpty();
        int rest = 0;
        while (take().isPresent()) {
            rest++;
        }
        assertThat(taken.size() + rest).isEqualTo(20);
    }

    @Test
    void versionsOfAnInstanceAreOneToTheDestination() {
        ProofLease lease = ready();
        database.rows(
                """
                        insert into delivery_result select gen_random_uuid(), unit, instance, study, destination, 'FAILED', answer,
                            priority, route, route_version, reason, attempts, queued_at, now() + interval '1 second'
                        from delivery_result where instance = (select id from instance where sop_instance_uid = '1')""");
        assertThat(Await.result(ledger.read(lease)).undelivered()).as("the last outcome counts").isEqualTo(1);
        assertThat(Arrays.asList(row().getFirst())).containsExactly("DUE");
    }
}
