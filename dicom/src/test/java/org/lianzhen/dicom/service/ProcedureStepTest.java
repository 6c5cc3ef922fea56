package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;

/** Modality performed procedure steps: our user against our provider. */
class ProcedureStepTest {
    private final Steps steps = new Steps();

    /** Remembers steps by UID. */
    private static final class Steps implements ProcedureStepHandler {
        private final Map<String, DataSet> known = new ConcurrentHashMap<>();

        @Override
        public CompletionStage<Outcome> create(ProcedureStep step) {
            DataSet before = known.putIfAbsent(step.sopInstanceUid(), step.attributes());
            return CompletableFuture.completedStage(
                    before == null ? Outcome.SUCCESS : Outcome.of(Status.DUPLICATE_SOP_INSTANCE));
        }

        @Override
        public CompletionStage<Outcome> set(ProcedureStep step) {
            DataSet before = known.get(step.sopInstanceUid());
            if (before == null) {
                throw new DimseException(Status.NO_SUCH_SOP_INSTANCE, "unknown step");
            }
            if (!"IN PROGRESS".equals(before.string(Tag.PerformedProcedureStepStatus))) {
                return CompletableFuture.completedStage(NO_LONGER_UPDATABLE);
            }
            known.put(step.sopInstanceUid(), before.toBuilder().putAll(step.attributes()).build());
            return CompletableFuture.completedStage(Outcome.SUCCESS);
        }
    }

    @Test
    void aStepBeginsAndEnds() {
        try (LocalNode local = local()) {
            assertThat(Await.completed(local.user().createProcedureStep(local.node(), "1.2.5", status("IN PROGRESS"))))
                    .isEqualTo(Outcome.SUCCESS);
            assertThat(Await.completed(local.user().setProcedureStep(local.node(), "1.2.5", status("COMPLETED"))))
                    .isEqualTo(Outcome.SUCCESS);
        }
        assertThat(steps.known.get("1.2.5").string(Tag.PerformedProcedureStepStatus)).isEqualTo("COMPLETED");
        assertThat(steps.known.get("1.2.5").string(Tag.Modality)).isEqualTo("CT");
    }

    @Test
    void anEndedStepStaysAsItIs() {
        try (LocalNode local = local()) {
            Await.completed(local.user().createProcedureStep(local.node(), "1.2.5", status("IN PROGRESS")));
            Await.completed(local.user().setProcedureStep(local.node(), "1.2.5", status("DISCONTINUED")));
            var again = Await.result(local.user().setProcedureStep(local.node(), "1.2.5", status("COMPLETED")));
            assertThat(again).isInstanceOfSatisfying(ServiceResult.Failed.class, failed -> {
                assertThat(failed.outcome().status()).isEqualTo(Status.PROCESSING_FAILURE);
                assertThat(failed.outcome().errorId()).isEqualTo(0xA710);
            });
        }
    }

    @Test
    void aStepThatDoesNotBeginIsRefused() {
        try (LocalNode local = local()) {
            assertThat(create(local, status("COMPLETED")).status()).isEqualTo(Status.INVALID_ATTRIBUTE_VALUE);
            Outcome missing = create(local, DataSet.builder().put(Tag.Modality, "CT").build());
            assertThat(missing.status()).isEqualTo(Status.MISSING_ATTRIBUTE_VALUE);
            assertThat(missing.offendingElements()).containsExactly(Tag.PerformedProcedureStepStatus);
        }
        assertThat(steps.known).isEmpty();
    }

    @Test
    void theHandlersRefusalsAreAnswered() {
        try (LocalNode local = local()) {
            Await.completed(local.user().createProcedureStep(local.node(), "1.2.5", status("IN PROGRESS")));
            assertThat(create(local, status("IN PROGRESS")).status()).isEqualTo(Status.DUPLICATE_SOP_INSTANCE);
            var unknown = Await.result(local.user().setProcedureStep(local.node(), "1.2.6", status("COMPLETED")));
            assertThat(unknown).isEqualTo(new ServiceResult.Failed<>(
                    Outcome.of(Status.NO_SUCH_SOP_INSTANCE, "unknown step")));
        }
    }

    private LocalNode local() {
        return LocalNode.of(builder -> builder.procedureSteps(steps));
    }

    private static Outcome create(LocalNode local, DataSet attributes) {
        var result = Await.result(local.user().createProcedureStep(local.node(), "1.2.5", attributes));
        assertThat(result).isInstanceOf(ServiceResult.Failed.class);
        return ((ServiceResult.Failed<Outcome>) result).outcome();
    }

    private static DataSet status(String status) {
        return DataSet.builder().put(Tag.PerformedProcedureStepStatus, status).put(Tag.Modality, "CT").build();
    }
}
