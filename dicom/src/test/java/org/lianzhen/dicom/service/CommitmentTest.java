package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;

/** Storage commitment: our user against our provider, the result on the same association and on a new one. */
class CommitmentTest {
    private static final SopReference CT1 = new SopReference(SopClass.CTImageStorage, "1.2.1");
    private static final SopReference CT2 = new SopReference(SopClass.CTImageStorage, "1.2.2");
    private static final NodeDirectory NOBODY = title -> CompletableFuture.completedStage(Optional.empty());

    private final AtomicReference<CommitmentRequest> asked = new AtomicReference<>();
    private final CompletableFuture<CommitmentReporter> reporter = new CompletableFuture<>();

    @Test
    void theResultComesOnTheSameAssociation() {
        var reported = new CompletableFuture<ServiceResult<Outcome>>();
        try (LocalNode local = committing((request, to) -> {
            to.report(result(request)).thenAccept(reported::complete);
            return taken(request, to);
        }, NOBODY)) {
            CommitmentOrder order = CommitmentOrder.of(List.of(CT1, CT2));
            CommitmentReceipt receipt = Await.completed(local.user().requestCommitment(local.node(), order));
            assertThat(receipt.transactionUid()).isEqualTo(order.transactionUid());
            assertThat(receipt.result()).contains(new CommitmentResult(order.transactionUid(), List.of(CT1),
                    List.of(new CommitmentResult.Refusal(CT2, CommitmentResult.Refusal.NO_SUCH_OBJECT))));
            assertThat(Await.result(reported)).isEqualTo(new ServiceResult.Completed<>(Outcome.SUCCESS));
            assertThat(asked.get().instances()).containsExactly(CT1, CT2);
            assertThat(local.established()).isEqualTo(1);
        }
    }

    @Test
    void aLateResultComesOnANewAssociation() {
        var arrived = new CompletableFuture<CommitmentResult>();
        var reportedBy = new CompletableFuture<String>();
        try (LocalNode asker = LocalNode.of(builder -> builder.commitmentResults((association, result) -> {
            reportedBy.complete(association.terms().peerAeTitle());
            arrived.complete(result);
            return CompletableFuture.completedStage(null);
        })); LocalNode local = committing(this::taken, TestArchive.only("TESTER", asker.node()))) {
            CommitmentOrder order = CommitmentOrder.of(List.of(CT1)).waiting(Duration.ZERO);
            CommitmentReceipt receipt = Await.completed(asker.user().requestCommitment(local.node(), order));
            assertThat(receipt.result()).isEmpty();
            Await.until("the association is released", () -> !asked.get().association().isOpen());
            var result = new CommitmentResult(order.transactionUid(), List.of(CT1), List.of());
            assertThat(Await.completed(Await.result(reporter).report(result))).isEqualTo(Outcome.SUCCESS);
            assertThat(Await.result(arrived)).isEqualTo(result);
            assertThat(Await.result(reportedBy)).as("the one that was asked").isEqualTo(LocalNode.TITLE);
        }
    }

    @Test
    void aResultForAnUnknownAskerFailsAtTheReporter() {
        try (LocalNode local = committing(this::taken, NOBODY)) {
            CommitmentOrder order = CommitmentOrder.of(List.of(CT1)).waiting(Duration.ZERO);
            Await.completed(local.user().requestCommitment(local.node(), order));
            Await.until("the association is released", () -> !asked.get().association().isOpen());
            assertThatThrownBy(() -> Await.result(Await.result(reporter)
                    .report(new CommitmentResult(order.transactionUid(), List.of(CT1), List.of()))))
                    .hasRootCauseInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void theRequestIsAnsweredBeforeItsResult() {
        var remembered = new CompletableFuture<Void>();
        try (LocalNode local = committing((request, to) -> {
            to.report(result(request));
            return remembered;
        }, NOBODY)) {
            var receipt = local.user().requestCommitment(local.node(), CommitmentOrder.of(List.of(CT1)));
            assertThat(receipt.toCompletableFuture()).isNotDone();
            remembered.complete(null);
            assertThat(Await.completed(receipt).result()).isPresent();
        }
    }

    @Test
    void refusalsAndFaultsAreAnswered() {
        try (LocalNode local = committing((request, to) -> CompletableFuture
                .failedStage(new DimseException(Status.NOT_AUTHORIZED, "not yours")), NOBODY)) {
            assertThat(Await.result(local.user().requestCommitment(local.node(), CommitmentOrder.of(List.of(CT1)))))
                    .isEqualTo(new ServiceResult.Failed<>(Outcome.of(Status.NOT_AUTHORIZED, "not yours")));
        }
        try (LocalNode local = committing((request, to) -> {
            throw new IllegalStateException("a test");
        }, NOBODY)) {
            var result = Await.result(
                    local.user().requestCommitment(local.node(), CommitmentOrder.of(List.of(CT1))));
            assertThat(result).isInstanceOf(ServiceResult.Failed.class);
        }
    }

    @Test
    void reportsAreRefusedWhereNobodyTakesThem() {
        try (LocalNode local = committing(this::taken, NOBODY)) {
            var result = new CommitmentResult("1.2.3", List.of(CT1), List.of());
            assertThat(Await.result(local.user().reportCommitment(local.node(), result)))
                    .isInstanceOf(ServiceResult.Failed.class);
        }
    }

    @Test
    void nothingCannotBeCommitted() {
        assertThatIllegalArgumentException().isThrownBy(() -> CommitmentOrder.of(List.of()));
    }

    private CommitmentResult result(CommitmentRequest request) {
        return new CommitmentResult(request.transactionUid(), request.instances().subList(0, 1),
                request.instances().stream().skip(1).map(instance -> new CommitmentResult.Refusal(instance,
                        CommitmentResult.Refusal.NO_SUCH_OBJECT)).toList());
    }

    private CompletionStage<Void> taken(CommitmentRequest request, CommitmentReporter to) {
        asked.set(request);
        reporter.complete(to);
        return CompletableFuture.completedStage(null);
    }

    private static LocalNode committing(CommitmentHandler handler, NodeDirectory directory) {
        return LocalNode.of((builder, user) -> builder.commitment(handler, directory, user), PoolOptions.STANDARD,
                options -> options);
    }
}
