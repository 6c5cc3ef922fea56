package org.lianzhen.gateway.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.service.CommitmentReporter;
import org.lianzhen.dicom.service.CommitmentRequest;
import org.lianzhen.dicom.service.CommitmentResult;
import org.lianzhen.dicom.service.CommitmentResult.Refusal;
import org.lianzhen.dicom.service.ServiceResult;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.gateway.archive.receipt.FakeReceipts;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.intake.FakeAssociation;

class CommitmentsTest {
    private static final SopReference ONE = new SopReference(SopClass.CTImageStorage, "1.2.1");
    private static final SopReference TWO = new SopReference(SopClass.CTImageStorage, "1.2.2");

    private static final Optional<Viewers.Viewer> VIEWER = Optional
            .of(new Viewers.Viewer("TS1", Set.of("TS1", "TS2"), null));

    private final FakeSearch archive = new FakeSearch();
    private final FakeReceipts receipts = new FakeReceipts();
    private final List<CommitmentResult> reported = new ArrayList<>();
    private CompletionStage<ServiceResult<Outcome>> answer = CompletableFuture
            .completedStage(new ServiceResult.Completed<>(Outcome.SUCCESS));
    private final CommitmentReporter reporter = result -> {
        reported.add(result);
        return answer;
    };

    private final FakeReports reports = new FakeReports();
    private final CommitmentDelivery delivery = new CommitmentDelivery(reports,
            title -> CompletableFuture.completedStage(Optional.empty()),
            (node, result) -> CompletableFuture.failedStage(new IOException("nobody calls")),
            CommitmentSchedule.STANDARD);

    private final List<AuditEvent> audit = new ArrayList<>();

    @Test
    void writesDownWhoAskedForCommitment() {
        request().join();
        assertThat(audit).singleElement().satisfies(event -> {
            assertThat(event.action()).isEqualTo(AuditAction.COMMITMENT);
            assertThat(event.object()).isEqualTo("1.9");
            assertThat(event.details()).containsEntry("instances", "2");
        });
    }

    @AfterEach
    void close() {
        delivery.close();
    }

    private CompletableFuture<Void> request(Optional<Viewers.Viewer> viewer, String transactionUid,
            List<SopReference> instances) {
        return new Commitments(new Commitments.Sources(archive, receipts), new TestViewers(() -> viewer, Set.of()),
                delivery, event -> {
                    audit.add(event);
                    return CompletableFuture.allOf();
                })
                .request(new CommitmentRequest(new FakeAssociation(), transactionUid, instances), reporter)
                .toCompletableFuture();
    }

    private CompletableFuture<Void> request() {
        return request(VIEWER, "1.9", List.of(ONE, TWO));
    }

    @Test
    void commitsToWhatIsDurable() {
        archive.durable = Set.of(ONE, TWO);
        assertThat(request()).isCompleted();
        assertThat(reported).containsExactly(new CommitmentResult("1.9", List.of(ONE, TWO), List.of()));
        assertThat(archive.unitsAsked).containsExactlyInAnyOrder("TS1", "TS2");
    }

    @Test
    void tellsOfStudiesThatAreNamedAsAWhole() {
        archive.durable = Set.of(ONE, TWO);
        request();
        assertThat(receipts.named).containsExactly(List.of(ONE, TWO));
    }

    @Test
    void whoAsksForMoreThanIsHereHasNotSentAll() {
        archive.durable = Set.of(ONE);
        request();
        assertThat(receipts.named).isEmpty();
    }

    @Test
    void commitsWhetherOrNotItCanBeNotedThatAStudyIsWhole() {
        archive.durable = Set.of(ONE, TWO);
        receipts.away = true;
        assertThat(request()).isCompleted();
        assertThat(reported).singleElement().satisfies(result -> assertThat(result.failed()).isEmpty());
    }

    @Test
    void saysWhatIsMissing() {
        archive.durable = Set.of(TWO);
        request();
        assertThat(reported).containsExactly(new CommitmentResult("1.9", List.of(TWO),
                List.of(new Refusal(ONE, Refusal.NO_SUCH_OBJECT))));
    }

    @Test
    void commitsToNothingThatIsNotThere() {
        request();
        assertThat(reported).singleElement().satisfies(result -> {
            assertThat(result.committed()).isEmpty();
            assertThat(result.failed()).extracting(Refusal::instance).containsExactly(ONE, TWO);
        });
    }

    @Test
    void refusesAStranger() {
        assertThatThrownBy(() -> request(Optional.empty(), "1.9", List.of(ONE)).join()).cause()
                .isInstanceOfSatisfying(DimseException.class,
                        fault -> assertThat(fault.status()).isEqualTo(Status.NOT_AUTHORIZED));
        assertThat(reported).isEmpty();
        assertThat(audit).singleElement().satisfies(event -> {
            assertThat(event.action()).isEqualTo(AuditAction.COMMITMENT);
            assertThat(event.outcome()).isEqualTo(AuditEvent.Outcome.REFUSED);
            assertThat(event.actor().unit()).isEmpty();
        });
    }

    @Test
    void reportsNothingThatItCouldNotLookUp() {
        archive.fault = new IllegalStateException("away");
        assertThatThrownBy(() -> request().join()).hasCause(archive.fault);
        assertThat(reported).isEmpty();
    }

    @Test
    void tellsAnotherClassThanTheOneThatIsHere() {
        archive.durable = Set.of(ONE, new SopReference(SopClass.MRImageStorage, TWO.sopInstanceUid()));
        request();
        assertThat(reported).containsExactly(new CommitmentResult("1.9", List.of(ONE),
                List.of(new Refusal(TWO, Refusal.CLASS_INSTANCE_CONFLICT))));
    }

    static List<SopReference> noReferences() {
        return List.of(new SopReference("CT", "1.2"), new SopReference(SopClass.CTImageStorage, "1.2\0"),
                new SopReference(SopClass.CTImageStorage, "1".repeat(65)), new SopReference("", "1.2"));
    }

    @ParameterizedTest
    @MethodSource("noReferences")
    void refusesWhatIsNoUid(SopReference reference) {
        assertThatThrownBy(() -> request(VIEWER, "1.9", List.of(ONE, reference)))
                .isInstanceOfSatisfying(DimseException.class, fault -> {
                    assertThat(fault.status()).isEqualTo(Status.INVALID_ARGUMENT_VALUE);
                    assertThat(fault.outcome().offendingElements()).hasSize(1);
                });
        assertThat(reported).isEmpty();
    }

    @Test
    void refusesATransactionThatIsNoUid() {
        assertThatThrownBy(() -> request(VIEWER, "1.9'; drop table study", List.of(ONE)))
                .isInstanceOfSatisfying(DimseException.class, fault -> assertThat(fault.outcome().offendingElements())
                        .containsExactly(Tag.TransactionUID));
    }

    @Test
    void reportsNothingThatIsNotOnRecord() {
        reports.fault = new IllegalStateException("away");
        assertThatThrownBy(() -> request().join()).hasCause(reports.fault);
        assertThat(reported).isEmpty();
    }

    @Test
    void keepsWhoIsToHearIt() {
        answer = CompletableFuture.failedStage(new IOException("connection refused"));
        request();
        assertThat(reports.due.values()).singleElement().satisfies(owed -> assertThat(owed.report().requester())
                .isEqualTo(new CommitmentReport.Requester("TS1", "TS1PACS", "LIANZHEN")));
    }

    @Test
    void takesARequestWhoseAskerCannotBeReached() {
        answer = CompletableFuture.failedStage(new IOException("connection refused"));
        assertThat(request()).isCompleted();
    }

    @Test
    void answersARequestThatWaitsForNoReport() {
        answer = new CompletableFuture<>();
        assertThat(request()).as("the answer precedes the report").isCompleted();
    }
}
