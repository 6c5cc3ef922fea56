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
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.service.CommitmentReporter;
import org.lianzhen.dicom.service.CommitmentRequest;
import org.lianzhen.dicom.service.CommitmentResult;
import org.lianzhen.dicom.service.CommitmentResult.Refusal;
import org.lianzhen.dicom.service.ServiceResult;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.gateway.intake.FakeAssociation;

class CommitmentsTest {
    private static final SopReference ONE = new SopReference(SopClass.CTImageStorage, "1.2.1");
    private static final SopReference TWO = new SopReference(SopClass.CTImageStorage, "1.2.2");

    private final FakeSearch archive = new FakeSearch();
    private final List<CommitmentResult> reported = new ArrayList<>();
    private CompletionStage<ServiceResult<Outcome>> answer = CompletableFuture
            .completedStage(new ServiceResult.Completed<>(Outcome.SUCCESS));
    private final CommitmentReporter reporter = result -> {
        reported.add(result);
        return answer;
    };

    private CompletableFuture<Void> request(Optional<Viewers.Viewer> viewer) {
        return new Commitments(archive, association -> viewer)
                .request(new CommitmentRequest(new FakeAssociation(), "1.9", List.of(ONE, TWO)), reporter)
                .toCompletableFuture();
    }

    private CompletableFuture<Void> request() {
        return request(Optional.of(new Viewers.Viewer(Set.of("TS1", "TS2"), null)));
    }

    @Test
    void commitsToWhatIsDurable() {
        archive.durable = Set.of(ONE, TWO);
        assertThat(request()).isCompleted();
        assertThat(reported).containsExactly(new CommitmentResult("1.9", List.of(ONE, TWO), List.of()));
        assertThat(archive.unitsAsked).containsExactlyInAnyOrder("TS1", "TS2");
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
        assertThatThrownBy(() -> request(Optional.empty())).isInstanceOfSatisfying(DimseException.class,
                fault -> assertThat(fault.status()).isEqualTo(Status.NOT_AUTHORIZED));
        assertThat(reported).isEmpty();
    }

    @Test
    void reportsNothingThatItCouldNotLookUp() {
        archive.fault = new IllegalStateException("away");
        assertThatThrownBy(() -> request().join()).hasCause(archive.fault);
        assertThat(reported).isEmpty();
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
