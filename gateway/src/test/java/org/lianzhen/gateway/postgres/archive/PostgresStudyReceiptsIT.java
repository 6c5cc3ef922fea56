package org.lianzhen.gateway.postgres.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.gateway.archive.receipt.Receipt;
import org.lianzhen.gateway.archive.receipt.Receipt.Rule;
import org.lianzhen.gateway.archive.receipt.SentInFull;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.delivery.PostgresDeliveryLedger;
import org.lianzhen.gateway.route.Plan;

@Timeout(60)
class PostgresStudyReceiptsIT {
    private static final SampleInstance ONE = SampleInstance.of("1");
    private static final SampleInstance TWO = ONE.instance("2");
    private static final AuditEvent.Actor PERSON = new AuditEvent.Actor("ts1-tech", "TECHNOLOGIST", "TS1",
            "127.0.0.1");

    private TestPostgres database;
    private PostgresStudyReceipts receipts;
    private PostgresDeliveryLedger ledger;

    @BeforeEach
    void start() throws IOException {
        database = TestPostgres.migrated();
        receipts = new PostgresStudyReceipts(database.pool());
        ledger = new PostgresDeliveryLedger(database.pool());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void store(SampleInstance... instances) {
        Await.result(new PostgresArchiveIndex(database.pool())
                .begin(Stream.of(instances).map(SampleInstance::indexed).toList()).commit());
    }

    /** Routes look at what arrived; nothing goes anywhere. */
    private void plan() {
        Await.result(ledger.plan(100, 1, arrived -> new Plan(List.of(), List.of())));
    }

    private Receipt receipt(String study) {
        return Await.result(receipts.of(study, Set.of("TS1", "TS2"))).orElseThrow();
    }

    private @Nullable Rule rule() {
        return receipt("T1").rule();
    }

    private int settle() {
        return Await.result(receipts.settle(Duration.ZERO, 10));
    }

    private int named(String unit, String... uids) {
        return Await.result(receipts.named(
                Stream.of(uids).map(uid -> new SopReference("1.2.840.10008.5.1.4.1.1.2", uid)).toList(), unit));
    }

    private SentInFull.Result say(@Nullable Integer instances, String... units) {
        return Await.result(receipts.sentInFull(new SentInFull("T1", Set.of(units), instances, PERSON)));
    }

    @Test
    void aStudyIsBeingReceivedUntilNothingNewHasComeForAWhile() {
        store(ONE);
        assertThat(receipt("T1")).isEqualTo(Receipt.RECEIVING);
        assertThat(settle()).as("it has not been looked at").isZero();
        plan();
        assertThat(Await.result(receipts.settle(Duration.ofMinutes(1), 10))).as("it has just come").isZero();
        assertThat(rule()).isNull();
        database.rows("update study_receipt set last_at = last_at - interval '61 seconds'");
        assertThat(Await.result(receipts.settle(Duration.ofMinutes(1), 10))).isEqualTo(1);
        assertThat(rule()).isEqualTo(Rule.QUIET);
        assertThat(receipt("T1").since()).isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(5));
        assertThat(settle()).isZero();
    }

    @Test
    void whatComesLaterMakesItBeReceivedOnceMore() {
        store(ONE);
        plan();
        settle();
        store(TWO);
        assertThat(rule()).as("before anybody has looked at it").isNull();
        plan();
        assertThat(receipt("T1")).isEqualTo(Receipt.RECEIVING);
        assertThat(settle()).isEqualTo(1);
    }

    @Test
    void whatComesTwiceIsNothingNew() {
        store(ONE);
        plan();
        settle();
        store(ONE);
        plan();
        assertThat(rule()).isEqualTo(Rule.QUIET);
    }

    @Test
    void takesSomeStudiesAtATimeAndNoOthers() {
        store(ONE, SampleInstance.of("5").study("T5").patient("P5"), SampleInstance.of("6").study("T6").patient("P6"));
        plan();
        assertThat(Await.result(receipts.settle(Duration.ZERO, 2))).isEqualTo(2);
        assertThat(settle()).isEqualTo(1);
    }

    @Test
    void aUnitThatAsksForAllThatIsHereHasSentAll() {
        store(ONE, TWO);
        assertThat(named("TS1", "1")).isZero();
        assertThat(named("TS2", "1", "2")).as("somebody else's").isZero();
        assertThat(named("TS1", "1", "2", "2", "77")).isEqualTo(1);
        assertThat(rule()).isEqualTo(Rule.COMMITMENT);
        plan();
        assertThat(rule()).as("what was named is nothing new").isEqualTo(Rule.COMMITMENT);
        store(ONE.instance("3"));
        plan();
        assertThat(rule()).isNull();
        assertThat(named("TS1", "1", "2")).isZero();
    }

    @Test
    void whatIsParkedNeedNotBeNamed() {
        store(ONE, TWO);
        store(ONE.content("other"));
        assertThat(named("TS1", "1", "2")).isEqualTo(1);
    }

    @Test
    void whatIsStableStaysSoByTheRuleThatSaidItFirst() {
        store(ONE);
        plan();
        settle();
        assertThat(named("TS1", "1")).isZero();
        assertThat(rule()).isEqualTo(Rule.QUIET);
    }

    @Test
    void somebodySaysThatAllWasSent() {
        store(ONE, TWO);
        assertThat(say(null, "TS2")).isEqualTo(new SentInFull.Result.Unknown());
        assertThat(say(3, "TS1")).isEqualTo(new SentInFull.Result.Differs(2));
        assertThat(rule()).isNull();
        assertThat(onRecord()).isEmpty();
        assertThat(say(2, "TS1")).isEqualTo(new SentInFull.Result.Done());
        assertThat(rule()).isEqualTo(Rule.SIGNAL);
        assertThat(onRecord()).containsExactly(List.of("SUCCESS", "T1", "TS1", "ts1-tech", "2"));
        plan();
        assertThat(rule()).isEqualTo(Rule.SIGNAL);
    }

    private List<List<Object>> onRecord() {
        return database.rows("""
                select outcome, object, unit, actor, details->>'instances' from audit_event
                where action = 'STUDY_COMPLETE' order by id""");
    }

    @Test
    void nothingIsChangedThatCannotBePutOnRecord() {
        store(ONE);
        database.rows("alter table audit_event add check (action <> 'STUDY_COMPLETE')");
        assertThatThrownBy(() -> say(null, "TS1")).isNotNull();
        assertThat(rule()).isNull();
        plan();
        assertThat(rule()).isNull();
    }

    @Test
    void saysNothingOfStudiesOfOthers() {
        store(ONE);
        assertThat(Await.result(receipts.of("T1", Set.of("TS2")))).isEmpty();
        assertThat(Await.result(receipts.of("T7", Set.of("TS1")))).isEmpty();
    }

    /** Whoever is first: an instance that was not counted is news. */
    @Test
    void noInstanceIsMissedHoweverManyComeMeanwhile() {
        for (int round = 0; round < 15; round++) {
            String study = "R" + round;
            SampleInstance first = SampleInstance.of(study + ".0").study(study).patient(study);
            store(first);
            List<CompletableFuture<?>> all = IntStream.rangeClosed(1, 4).mapToObj(i -> new PostgresArchiveIndex(
                    database.pool()).begin(List.of(first.instance(study + "." + i).indexed())).commit()
                    .toCompletableFuture()).collect(java.util.stream.Collectors.toList());
            all.add(receipts.named(List.of(new SopReference("1.2", study + ".0")), "TS1").toCompletableFuture());
            all.add(ledger.plan(100, 1, arrived -> new Plan(List.of(), List.of())).toCompletableFuture());
            Await.result(CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)));
            plan();
            assertThat(receipt(study).rule()).as(study).isNull();
        }
    }
}
