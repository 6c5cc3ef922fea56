package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.dimse.SubOperations;

/** C-GET: our user gets instances from our provider over its own association. */
class GetTest {
    private static final List<StorageContext> CT = List.of(StorageContext.uncompressed(SopClass.CTImageStorage));

    private final ReceivedInstances received = new ReceivedInstances();

    @Test
    void bringsAStudyOverTheSameAssociation() {
        List<Instance> instances = TestInstances.cts(25);
        var progress = Collections.synchronizedList(new ArrayList<SubOperations>());
        try (LocalNode local = archive(instances)) {
            RetrieveSummary summary = get(local, GetTarget.of(CT, received).hearing(progress::add));
            assertThat(summary.outcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(summary.counts()).isEqualTo(SubOperations.ended(25, 0, 0));
            assertThat(local.established()).isEqualTo(1);
        }
        assertThat(received.count()).isEqualTo(25);
        assertThat(instances).allSatisfy(instance -> assertThat(received.bytes(instance.sopInstanceUid()))
                .isEqualTo(TestInstances.bytes(instance)));
        assertThat(progress).isNotEmpty();
    }

    @Test
    void eachSyntaxComesInItsOwnContext() {
        Instance plain = TestInstances.ct(1);
        Instance compressed = new Instance(SopClass.CTImageStorage, TestInstances.uid(2),
                TransferSyntax.JPEG_2000_LOSSLESS, TestInstances.ct(2).data());
        var contexts = List.of(
                new StorageContext(SopClass.CTImageStorage, List.of(TransferSyntax.JPEG_2000_LOSSLESS)),
                StorageContext.uncompressed(SopClass.CTImageStorage));
        try (LocalNode local = archive(List.of(plain, compressed))) {
            assertThat(get(local, GetTarget.of(contexts, received)).outcome()).isEqualTo(Outcome.SUCCESS);
        }
        assertThat(received.context(compressed.sopInstanceUid()).transferSyntax())
                .isEqualTo(TransferSyntax.JPEG_2000_LOSSLESS);
        assertThat(received.context(plain.sopInstanceUid()).transferSyntax())
                .isEqualTo(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    @Test
    void whatWasNotOfferedFailsAndIsListed() {
        Instance mr = TestInstances.of(SopClass.MRImageStorage, TestInstances.uid(9),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, 16);
        try (LocalNode local = archive(List.of(TestInstances.ct(1), mr))) {
            RetrieveSummary summary = get(local, GetTarget.of(CT, received));
            assertThat(summary.outcome().status()).isEqualTo(Status.SUB_OPERATIONS_COMPLETE_WITH_FAILURES);
            assertThat(summary.counts()).isEqualTo(SubOperations.ended(1, 1, 0));
            assertThat(summary.failedInstances()).containsExactly(mr.sopInstanceUid());
        }
    }

    @Test
    void whatCannotBeOpenedFailsAndTheRestComes() {
        Instance closed = new Instance(SopClass.CTImageStorage, TestInstances.uid(9),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, () -> {
                    throw new IllegalStateException("closed");
                });
        List<Instance> instances = List.of(TestInstances.ct(1), closed, TestInstances.ct(2));
        try (LocalNode local = LocalNode
                .of(builder -> builder.get(request -> CompletableFuture.completedStage(instances)))) {
            RetrieveSummary summary = get(local, GetTarget.of(CT, received));
            assertThat(summary.counts()).isEqualTo(SubOperations.ended(2, 1, 0));
            assertThat(summary.failedInstances()).containsExactly(closed.sopInstanceUid());
        }
    }

    @Test
    void warningsAndFailuresOfOurHandlerAreCountedByTheProvider() {
        var picky = new ReceivedInstances(context -> CompletableFuture.completedStage(Outcome.of(
                context.sopInstanceUid().equals(TestInstances.uid(0)) ? Status.OUT_OF_RESOURCES
                        : context.sopInstanceUid().equals(TestInstances.uid(1)) ? Status.COERCION_OF_DATA_ELEMENTS
                        : Status.SUCCESS)));
        try (LocalNode local = archive(TestInstances.cts(4))) {
            RetrieveSummary summary = get(local, GetTarget.of(CT, picky));
            assertThat(summary.counts()).isEqualTo(SubOperations.ended(2, 1, 1));
            assertThat(summary.failedInstances()).containsExactly(TestInstances.uid(0));
        }
    }

    @Test
    void cancellingStopsIt() {
        var waiting = Collections.synchronizedList(new ArrayList<CompletableFuture<Outcome>>());
        var slow = new ReceivedInstances(context -> {
            var answer = new CompletableFuture<Outcome>();
            waiting.add(answer);
            return answer;
        });
        try (LocalNode local = archive(TestInstances.cts(50))) {
            RetrieveCall call = local.user().get(local.node(), RetrieveQuery.study(TestInstances.STUDY),
                    GetTarget.of(CT, slow));
            Await.until("some are under way", () -> waiting.size() == 8);
            call.cancel();
            Await.until("it has ended", () -> {
                List.copyOf(waiting).forEach(answer -> answer.complete(Outcome.SUCCESS));
                return call.result().toCompletableFuture().isDone();
            });
            RetrieveSummary summary = Await.completed(call.result());
            assertThat(summary.outcome().status()).isEqualTo(Status.CANCEL);
            assertThat(summary.counts().remaining()).isPositive();
            assertThat(summary.counts().remaining() + summary.counts().completed()).isEqualTo(50);
        }
    }

    @Test
    void ofAnEntityWithoutStorageOnlyGetIsServed() {
        try (LocalNode local = archive(TestInstances.cts(1))) {
            StoreReport report = Await.completed(local.user().store(local.node(), TestInstances.cts(1),
                    StoreOptions.STANDARD, StoreListener.NONE).result());
            assertThat(report.notStored()).singleElement().isInstanceOf(InstanceResult.NotAccepted.class);
        }
    }

    @Test
    void targetsFitIntoOneAssociation() {
        List<StorageContext> many = Collections.nCopies(128, CT.getFirst());
        assertThatIllegalArgumentException().isThrownBy(() -> GetTarget.of(many, received));
        assertThatIllegalArgumentException().isThrownBy(() -> GetTarget.of(List.of(), received));
    }

    private static LocalNode archive(List<Instance> instances) {
        return LocalNode.of(builder -> builder.get(new TestArchive(instances)));
    }

    private static RetrieveSummary get(LocalNode local, GetTarget target) {
        return Await.completed(
                local.user().get(local.node(), RetrieveQuery.study(TestInstances.STUDY), target).result());
    }
}
