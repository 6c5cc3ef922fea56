package org.lianzhen.gateway.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.CommitmentResult;
import org.lianzhen.dicom.service.RemoteNode;
import org.lianzhen.dicom.service.ServiceResult;
import org.lianzhen.dicom.service.SopReference;

@Timeout(60)
class CommitmentDeliveryTest {
    private static final CompletionStage<ServiceResult<Outcome>> CONFIRMED = CompletableFuture
            .completedStage(new ServiceResult.Completed<>(Outcome.SUCCESS));
    private static final CompletionStage<ServiceResult<Outcome>> AWAY = CompletableFuture
            .failedStage(new IOException("connection refused"));

    private final FakeReports reports = new FakeReports();
    private final List<RemoteNode> called = new CopyOnWriteArrayList<>();
    private volatile Function<RemoteNode, CompletionStage<ServiceResult<Outcome>>> answers = node -> CONFIRMED;
    private final AtomicInteger faultsOfDirectory = new AtomicInteger();
    private final CommitmentDelivery delivery = new CommitmentDelivery(reports, this::node,
            (node, result) -> {
                called.add(node);
                return answers.apply(node);
            },
            new CommitmentSchedule(Duration.ofMillis(5), Duration.ofMillis(200), Duration.ofSeconds(1),
                    Duration.ofSeconds(4), 5));

    @AfterEach
    void close() {
        delivery.close();
    }

    private CompletionStage<Optional<RemoteNode>> node(String title) {
        if (faultsOfDirectory.getAndDecrement() > 0) {
            throw new IllegalStateException("no directory");
        }
        return CompletableFuture.completedStage(title.equals("STRANGER") ? Optional.empty()
                : Optional.of(RemoteNode.at("127.0.0.1", 104, title, "LIANZHEN")));
    }

    private static CommitmentReport report(String requester, String transactionUid) {
        return new CommitmentReport(new CommitmentReport.Requester("TS1", requester, "EMERGENCY"),
                new CommitmentResult(transactionUid, List.of(new SopReference(SopClass.CTImageStorage, "1.2.1")),
                        List.of()));
    }

    private void bring(String requester, CompletionStage<ServiceResult<Outcome>> firstAnswer) {
        assertThat(delivery.bring(report(requester, "1.9"), result -> firstAnswer).toCompletableFuture()).isCompleted();
    }

    @Test
    void whatIsConfirmedAtOnceIsNotBroughtAgain() {
        delivery.start();
        bring("TS1PACS", CONFIRMED);
        assertThat(reports.settled.values()).containsExactly("DELIVERED");
        assertThat(called).isEmpty();
    }

    @Test
    void whatIsNotConfirmedIsBroughtUntilItIs() {
        delivery.start();
        answers = node -> called.size() < 3 ? AWAY : CONFIRMED;
        bring("TS1PACS", AWAY);
        Await.until("it is settled", () -> !reports.settled.isEmpty());
        assertThat(reports.settled.values()).containsExactly("DELIVERED");
        assertThat(reports.delays).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L);
        assertThat(called).hasSize(3).allSatisfy(node -> {
            assertThat(node.aeTitle()).isEqualTo("TS1PACS");
            assertThat(node.callingAeTitle()).as("who was asked answers").isEqualTo("EMERGENCY");
        });
    }

    @Test
    void attemptsHaveALimitAndTheLastOneSaysWhyItFailed() {
        delivery.start();
        answers = node -> AWAY;
        bring("TS1PACS", AWAY);
        Await.until("it is settled", () -> !reports.settled.isEmpty());
        assertThat(reports.settled.values()).containsExactly("FAILED connection refused");
        assertThat(called).as("after the first").hasSize(4);
    }

    @Test
    void aRefusalIsNoConfirmation() {
        delivery.start();
        answers = node -> CompletableFuture
                .completedStage(new ServiceResult.Failed<>(Outcome.of(Status.PROCESSING_FAILURE, "not now")));
        bring("TS1PACS", AWAY);
        Await.until("it is settled", () -> !reports.settled.isEmpty());
        assertThat(reports.settled.values()).singleElement().asString().startsWith("FAILED 0110H")
                .as("what it says besides may name a patient").doesNotContain("not now");
    }

    @Test
    void aRequesterThatCannotBeCalledFailsInWords() {
        delivery.start();
        bring("STRANGER", AWAY);
        Await.until("it is settled", () -> !reports.settled.isEmpty());
        assertThat(reports.settled.values()).containsExactly(
                "FAILED no node of this AE title is known that can be called");
    }

    @Test
    void whoHangsKeepsNobodyWaiting() {
        delivery.start();
        answers = node -> node.aeTitle().equals("HANGS") ? new CompletableFuture<>() : CONFIRMED;
        bring("HANGS", new CompletableFuture<>());
        bring("HANGS", AWAY);
        bring("TS1PACS", AWAY);
        Await.until("the others are told", () -> reports.settled.containsValue("DELIVERED"));
        Await.until("it is given up", () -> reports.settled.size() == 3);
        assertThat(reports.settled.values()).filteredOn(state -> state.startsWith("FAILED")).hasSize(2)
                .allSatisfy(state -> assertThat(state).contains("no confirmation within"));
    }

    @Test
    void whatAnEarlierRunOwedIsGoneOnWith() {
        var left = new CommitmentReports.Owed(new java.util.UUID(1, 2), 3, report("TS1PACS", "1.9"));
        reports.due.put(left.id(), left);
        delivery.start();
        Await.until("it is settled", () -> "DELIVERED".equals(reports.settled.get(left.id())));
    }

    @Test
    void aFaultOfTheDirectoryIsAnAttemptThatFailed() {
        faultsOfDirectory.set(1);
        delivery.start();
        bring("TS1PACS", AWAY);
        Await.until("it is settled", () -> !reports.settled.isEmpty());
        assertThat(reports.settled.values()).containsExactly("DELIVERED");
        assertThat(reports.delays).hasSize(2);
    }

    @Test
    void aFaultOfTheRecordsEndsNoLooking() {
        reports.thrown.set(3);
        delivery.start();
        Await.until("it has looked in vain", () -> reports.thrown.get() <= 0);
        bring("TS1PACS", AWAY);
        Await.until("it is settled", () -> reports.settled.containsValue("DELIVERED"));
    }

    @Test
    void aReporterThatThrowsDoesNotRefuseWhatIsKept() {
        delivery.start();
        assertThat(delivery.bring(report("TS1PACS", "1.9"), result -> {
            throw new IllegalStateException("no association");
        }).toCompletableFuture()).isCompleted();
        Await.until("it is settled", () -> reports.settled.containsValue("DELIVERED"));
        assertThat(called).hasSize(1);
    }

    @Test
    void recordsThatAreAwayRefuseARequestAndAreAskedAgain() {
        reports.fault = new IllegalStateException("away");
        delivery.start();
        assertThatThrownBy(() -> delivery.bring(report("TS1PACS", "1.9"), result -> CONFIRMED).toCompletableFuture()
                .join()).hasCause(reports.fault);
        reports.fault = null;
        answers = node -> CONFIRMED;
        bring("TS1PACS", AWAY);
        Await.until("it is settled", () -> reports.settled.containsValue("DELIVERED"));
    }
}
