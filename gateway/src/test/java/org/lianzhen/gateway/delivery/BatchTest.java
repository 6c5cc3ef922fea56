package org.lianzhen.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.route.Address;
import org.lianzhen.gateway.route.Destination;
import org.lianzhen.gateway.route.Retry;

@Timeout(60)
class BatchTest {
    private static final Destination CH1 = new Destination("CH1", "CH1", new Address.Node("CH1PACS"), 1);

    private final FakeLedger ledger = new FakeLedger();
    private final ScriptedCourier courier = new ScriptedCourier();
    private Lane.Tools tools = tools(CH1);
    private final Trouble trouble = new Trouble(LaneTest.PACE);
    private DeliveryLease lease;

    private Lane.Tools tools(Destination destination) {
        return new Lane.Tools(destination, ledger, courier, new Bell(), LaneTest.LINE, LaneTest.PACE, "us");
    }

    private List<DeliveryTask> lease(int instances) {
        if (lease != null) {
            Await.result(ledger.release(lease));
        }
        if (instances > 0) {
            ledger.add("CH1", Urgency.ROUTINE, instances);
        }
        Await.until("there is work", () -> {
            lease = Await.result(ledger.lease("CH1", Urgency.BULK, "us", Duration.ofMinutes(1))).orElse(null);
            return lease != null;
        });
        return Await.result(ledger.due(lease, 100));
    }

    private Batch.End send(List<DeliveryTask> tasks) throws InterruptedException {
        var outcomes = new Outcomes(lease, ledger, tools.pace());
        Batch.End end = new Batch(lease, tools, outcomes, trouble).send(tasks, () -> false);
        outcomes.write();
        return end;
    }

    private CompletableFuture<Batch.End> sendAside(List<DeliveryTask> tasks) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return send(tasks);
            } catch (InterruptedException e) {
                throw new CompletionException(e);
            }
        });
    }

    @Test
    void writesDownWhatBecameOfEach() throws Exception {
        courier.script = sent -> {
            sent.answer(ScriptedCourier::stored);
            sent.answer(() -> new Reply.Refused("", "not accepted: no such SOP class"));
            sent.answer(() -> new Reply.NotNow("", "unreadable: no such file"));
            sent.end();
        };
        List<DeliveryTask> tasks = lease(3);
        assertThat(send(tasks)).isEqualTo(Batch.End.GOES_ON);
        assertThat(ledger.endings).containsExactly(
                new Ending.Delivered(tasks.get(0).id(), "", "stored, 0000H: success"),
                new Ending.Failed(tasks.get(1).id(), "", "not accepted: no such SOP class"),
                new Ending.Again(tasks.get(2).id(), Duration.ofMillis(1), "", "unreadable: no such file", true));
    }

    @Test
    void writesDownWhileOthersAreUnderWay() throws Exception {
        courier.script = ScriptedCourier.NOTHING_YET;
        CompletableFuture<Batch.End> end = sendAside(lease(2));
        ScriptedCourier.Sent sent = courier.next();
        sent.answer(ScriptedCourier::stored);
        Await.until("the first is written down", () -> ledger.endings.size() == 1);
        assertThat(end).isNotDone();
        sent.answer(ScriptedCourier::stored);
        sent.end();
        assertThat(Await.result(end)).isEqualTo(Batch.End.GOES_ON);
        assertThat(ledger.endings).hasSize(2);
    }

    @Test
    void givesUpAfterAsManyAttemptsAsThereMayBe() throws Exception {
        courier.script = ScriptedCourier.refusing(Status.PROCESSING_FAILURE);
        send(lease(1));
        send(lease(0));
        assertThat(ledger.endings).hasSize(2).allMatch(Ending.Again.class::isInstance);
        List<DeliveryTask> last = lease(0);
        assertThat(last.getFirst().attempts()).isEqualTo(2);
        send(last);
        assertThat(ledger.endings.getLast()).isEqualTo(new Ending.Failed(last.getFirst().id(), "0110",
                "refused, 0110H: processing failure, after 3 attempts"));
        assertThat(ledger.attempts()).isEmpty();
    }

    @Test
    void tellsADestinationThatCannotBeReached() throws Exception {
        courier.script = ScriptedCourier.REACHES_NOBODY;
        assertThat(send(lease(2))).isEqualTo(Batch.End.UNSERVED);
        assertThat(ledger.attempts()).as("none was tried").containsExactly(0, 0);
    }

    @Test
    void stopsAtADestinationThatIsFullAndCountsNoAttemptOfWhatWasNotSent() throws Exception {
        courier.script = sent -> {
            sent.answer(ScriptedCourier::stored);
            sent.answer(() -> new Reply.NoRoom("", "refused, A700H: out of resources"));
            sent.answer(() -> new Reply.NoRoom("", "refused, A700H: out of resources"));
        };
        List<DeliveryTask> tasks = lease(20);
        assertThat(send(tasks)).isEqualTo(Batch.End.UNSERVED);
        assertThat(courier.sent.getFirst().isStopped()).isTrue();
        assertThat(ledger.endings).hasSize(3).filteredOn(Ending.Again.class::isInstance)
                .extracting(ending -> ((Ending.Again) ending).counted()).containsExactly(true, false);
        assertThat(ledger.attempts()).hasSize(19).as("only the first may have been about itself")
                .filteredOn(attempts -> attempts > 0).hasSize(1);
    }

    @Test
    void waitsForTheAnswerToWhatIsSentAfterAPauseHoweverLongItTakes() throws Exception {
        trouble.heard(new Reply.NoRoom("", "refused, A700H: out of resources"));
        trouble.heard(new Reply.NoRoom("", "refused, A700H: out of resources"));
        trouble.begin();
        courier.script = ScriptedCourier.NOTHING_YET;
        CompletableFuture<Batch.End> end = sendAside(lease(1));
        ScriptedCourier.Sent probe = courier.next();
        Await.until("the batch has looked around", () -> ledger.looked.get() >= 3);
        assertThat(probe.isStopped()).isFalse();
        probe.all(ScriptedCourier::stored);
        assertThat(Await.result(end)).isEqualTo(Batch.End.GOES_ON);
    }

    @Test
    void goesOnAfterOneInstanceThatThereIsNoRoomFor() throws Exception {
        courier.script = sent -> {
            sent.answer(() -> new Reply.NoRoom("", "refused, A700H: out of resources"));
            sent.all(ScriptedCourier::stored);
        };
        List<DeliveryTask> tasks = lease(4);
        assertThat(send(tasks)).isEqualTo(Batch.End.GOES_ON);
        assertThat(courier.sent.getFirst().isStopped()).isFalse();
        assertThat(ledger.endings).hasSize(4).filteredOn(Ending.Again.class::isInstance).hasSize(1);
    }

    @Test
    void whoTakesAnotherAfterwardsIsServed() throws Exception {
        courier.script = sent -> {
            sent.answer(() -> new Reply.NoRoom("", "refused, A700H: out of resources"));
            sent.answer(() -> new Reply.NoRoom("", "refused, A700H: out of resources"));
            sent.answer(ScriptedCourier::stored);
            sent.end();
        };
        assertThat(send(lease(3))).isEqualTo(Batch.End.GOES_ON);
    }

    @Test
    void whatBreaksOffUsesUpItsAttempts() throws Exception {
        courier.script = sent -> sent.all(() -> new Reply.Lost("not sent: the association broke"));
        assertThat(send(lease(1))).isEqualTo(Batch.End.UNSERVED);
        send(lease(0));
        send(lease(0));
        assertThat(ledger.endings.getLast().inWords()).isEqualTo("not sent: the association broke, after 3 attempts");
    }

    @Test
    void givesUpWhatCouldNotBeTriedForTooLong() throws Exception {
        tools = tools(new Destination("CH1", "CH1", new Address.Node("CH1PACS"), 1, List.of(),
                new Retry(LaneTest.PACE.retry().schedule(), Duration.ofHours(2)), false));
        courier.script = ScriptedCourier.REACHES_NOBODY;
        for (int i = 0; i < 5; i++) {
            assertThat(send(lease(i == 0 ? 1 : 0))).isEqualTo(Batch.End.UNSERVED);
        }
        assertThat(ledger.endings).hasSize(5).allMatch(Ending.Again.class::isInstance);
        ledger.untriedSince = Instant.now().minus(Duration.ofHours(3));
        send(lease(1));
        send(lease(0));
        assertThat(ledger.endings).filteredOn(Ending.Failed.class::isInstance).singleElement().extracting(
                Ending::inWords).isEqualTo("not sent: connection refused, given up after 3 hours");
    }

    @Test
    void isAskedAgainNoSoonerThanTheDestinationWants() throws Exception {
        courier.script = sent -> sent.all(() -> new Reply.NoAnswer("HTTP-503", "busy", Duration.ofMinutes(2)));
        List<DeliveryTask> tasks = lease(1);
        assertThat(send(tasks)).isEqualTo(Batch.End.UNSERVED);
        assertThat(ledger.endings)
                .containsExactly(
                        new Ending.Again(tasks.getFirst().id(), Duration.ofMinutes(2), "HTTP-503", "busy", false));
    }

    @Test
    void whoAnswersWasReached() throws Exception {
        courier.script = sent -> {
            sent.answer(ScriptedCourier::stored);
            sent.all(() -> new Reply.Lost("not sent: the association broke"));
        };
        assertThat(send(lease(2))).isEqualTo(Batch.End.GOES_ON);
        assertThat(ledger.attempts()).containsExactly(1);
    }

    @Test
    void whatCouldNotBeWrittenIsWrittenLater() throws Exception {
        courier.script = ScriptedCourier.NOTHING_YET;
        ledger.unwritable.set(1);
        CompletableFuture<Batch.End> end = sendAside(lease(3));
        courier.next().answer(ScriptedCourier::stored);
        assertThat(Await.result(end)).isEqualTo(Batch.End.DONE);
        assertThat(courier.sent.getFirst().isStopped()).as("nothing more is begun").isTrue();
        assertThat(ledger.endings).singleElement().isInstanceOf(Ending.Delivered.class);
        assertThat(ledger.attempts()).as("what was not sent").containsExactly(0, 0);
    }

    @Test
    void whoHasLostTheLeaseWritesNothing() throws Exception {
        courier.script = sent -> sent.answer(ScriptedCourier::stored);
        ledger.losesLease.set(true);
        assertThat(send(lease(2))).isEqualTo(Batch.End.DONE);
        assertThat(courier.sent.getFirst().isStopped()).isTrue();
        assertThat(ledger.endings).isEmpty();
    }

    @Test
    void doesNotLeaveAShipmentBehindWhenNothingCanBeWritten() throws Exception {
        courier.script = sent -> sent.answer(ScriptedCourier::stored);
        ledger.unwritable.set(Integer.MAX_VALUE);
        List<DeliveryTask> tasks = lease(2);
        assertThatThrownBy(() -> send(tasks)).isInstanceOf(CompletionException.class)
                .hasMessageContaining("nothing can be written");
        assertThat(courier.sent.getFirst().isStopped()).isTrue();
    }
}
