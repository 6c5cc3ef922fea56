package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dimse.MoveOriginator;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Priority;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.dimse.SubOperations;

/** C-MOVE: our user asks our provider to send to a third node. */
class MoveTest {
    private final ReceivedInstances received = new ReceivedInstances();
    private final LocalNode destination = LocalNode
            .of(builder -> builder.storage(StoragePolicy.EVERYTHING.standardSopClassesOnly(), received));

    @AfterEach
    void close() {
        destination.close();
    }

    @Test
    void sendsAStudyAndCounts() {
        List<Instance> instances = TestInstances.cts(20);
        var progress = Collections.synchronizedList(new ArrayList<SubOperations>());
        try (LocalNode local = archive(instances)) {
            RetrieveSummary summary = Await.completed(local.user().move(local.node(),
                    RetrieveQuery.study(TestInstances.STUDY).with(Priority.HIGH), "THIRD", progress::add).result());
            assertThat(summary).isEqualTo(
                    new RetrieveSummary(Outcome.SUCCESS, SubOperations.ended(20, 0, 0), List.of(), Set.of()));
        }
        assertThat(received.count()).isEqualTo(20);
        Instance first = instances.getFirst();
        assertThat(received.bytes(first.sopInstanceUid())).isEqualTo(TestInstances.bytes(first));
        StoreContext context = received.context(first.sopInstanceUid());
        assertThat(context.priority()).isEqualTo(Priority.HIGH);
        assertThat(context.moveOriginator()).extracting(MoveOriginator::applicationEntityTitle).isEqualTo("TESTER");
        assertThat(progress).isNotEmpty().allSatisfy(counts -> assertThat(
                counts.remaining() + counts.completed()).isEqualTo(20));
    }

    @Test
    void letsTheDestinationGoAfterTheLastOne() {
        try (LocalNode local = archive(TestInstances.cts(3))) {
            assertThat(move(local, TestInstances.STUDY, "THIRD").counts()).isEqualTo(SubOperations.ended(3, 0, 0));
            Await.until("the association has ended, not kept for a while", Duration.ofSeconds(10),
                    () -> destination.server().associations() == 0);
        }
        assertThat(destination.established()).isEqualTo(1);
    }

    @Test
    void listsWhatFailed() {
        Instance own = TestInstances.of("1.2.3.4", TestInstances.uid(50), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                16);
        try (LocalNode local = archive(List.of(TestInstances.ct(1), own))) {
            RetrieveSummary summary = move(local, TestInstances.STUDY, "THIRD");
            assertThat(summary.outcome().status()).isEqualTo(Status.SUB_OPERATIONS_COMPLETE_WITH_FAILURES);
            assertThat(summary.counts()).isEqualTo(SubOperations.ended(1, 1, 0));
            assertThat(summary.failedInstances()).containsExactly(own.sopInstanceUid());
        }
    }

    @Test
    void nothingFoundIsSuccess() {
        try (LocalNode local = archive(List.of())) {
            RetrieveSummary summary = move(local, "1.2.3", "THIRD");
            assertThat(summary.outcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(summary.counts()).isEqualTo(SubOperations.ended(0, 0, 0));
            assertThat(destination.established()).isZero();
        }
    }

    @Test
    void unknownDestinationsAreRefused() {
        try (LocalNode local = archive(TestInstances.cts(1))) {
            assertThat(failure(local, RetrieveQuery.study(TestInstances.STUDY), "NOWHERE").status())
                    .isEqualTo(Status.MOVE_DESTINATION_UNKNOWN);
        }
    }

    @Test
    void unreachableDestinationsAreAFailure() {
        RemoteNode gone = RemoteNode.at("127.0.0.1", 1, "THIRD", "LOCAL");
        try (LocalNode local = archive(TestInstances.cts(2), gone)) {
            assertThat(failure(local, RetrieveQuery.study(TestInstances.STUDY), "THIRD").status())
                    .isEqualTo(Status.UNABLE_TO_PERFORM_SUB_OPERATIONS);
        }
    }

    @Test
    void aRetrievalWithoutUniqueKeyIsRefused() {
        var everything = RetrieveQuery.of(InformationModel.STUDY_ROOT, QueryLevel.STUDY,
                DataSet.builder().put(Tag.PatientID, "P1").build());
        var star = RetrieveQuery.of(InformationModel.PATIENT_ROOT, QueryLevel.PATIENT,
                DataSet.builder().put(Tag.PatientID, "*").build());
        try (LocalNode local = archive(TestInstances.cts(1))) {
            assertThat(failure(local, everything, "THIRD").status())
                    .isEqualTo(Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS);
            assertThat(failure(local, star, "THIRD").status()).isEqualTo(Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS);
        }
    }

    @Test
    void cancellingEndsWithWhatRemained() {
        var waiting = Collections.synchronizedList(new ArrayList<CompletableFuture<Outcome>>());
        var slow = new ReceivedInstances(context -> {
            var answer = new CompletableFuture<Outcome>();
            waiting.add(answer);
            return answer;
        });
        try (LocalNode third = LocalNode.of(builder -> builder.storage(StoragePolicy.EVERYTHING, slow));
                LocalNode local = archive(TestInstances.cts(40), third.node())) {
            RetrieveCall call = local.user().move(local.node(), RetrieveQuery.study(TestInstances.STUDY), "THIRD",
                    counts -> {});
            Await.until("some are under way", () -> waiting.size() == 8);
            call.cancel();
            Await.until("it has ended", () -> {
                List.copyOf(waiting).forEach(answer -> answer.complete(Outcome.SUCCESS));
                return call.result().toCompletableFuture().isDone();
            });
            RetrieveSummary summary = Await.completed(call.result());
            assertThat(summary.outcome().status()).isEqualTo(Status.CANCEL);
            assertThat(summary.counts().failed()).isZero();
            assertThat(summary.counts().completed() + summary.counts().remaining()).isEqualTo(40);
            assertThat(summary.counts().remaining()).isPositive();
        }
    }

    @Test
    void patientAndImageLevelsWork() {
        List<Instance> instances = TestInstances.cts(3);
        var patient = RetrieveQuery.of(InformationModel.PATIENT_STUDY_ONLY, QueryLevel.PATIENT,
                DataSet.builder().put(Tag.PatientID, "P1").build());
        var images = RetrieveQuery.of(InformationModel.STUDY_ROOT, QueryLevel.IMAGE,
                DataSet.builder().put(Tag.StudyInstanceUID, TestInstances.STUDY)
                        .put(Tag.SeriesInstanceUID, TestInstances.SERIES)
                        .put(Tag.SOPInstanceUID, TestInstances.uid(0), TestInstances.uid(2)).build());
        try (LocalNode local = archive(instances)) {
            assertThat(Await.completed(local.user().move(local.node(), images, "THIRD", counts -> {}).result())
                    .counts()).isEqualTo(SubOperations.ended(2, 0, 0));
            assertThat(received.uids()).containsExactly(TestInstances.uid(0), TestInstances.uid(2));
            assertThat(Await.completed(local.user().move(local.node(), patient, "THIRD", counts -> {}).result())
                    .counts()).isEqualTo(SubOperations.ended(3, 0, 0));
        }
        assertThat(received.context(TestInstances.uid(0)).sopClassUid()).isEqualTo(SopClass.CTImageStorage);
    }

    private LocalNode archive(List<Instance> instances) {
        return archive(instances, destination.node());
    }

    private static LocalNode archive(List<Instance> instances, RemoteNode third) {
        return LocalNode.of((builder, user) -> new TestArchive(instances).serve(builder,
                TestArchive.only("THIRD", third), user), PoolOptions.STANDARD, options -> options);
    }

    private static RetrieveSummary move(LocalNode local, String study, String destination) {
        return Await.completed(local.user()
                .move(local.node(), RetrieveQuery.study(study), destination, counts -> {}).result());
    }

    private static Outcome failure(LocalNode local, RetrieveQuery query, String destination) {
        var result = Await.result(local.user().move(local.node(), query, destination, counts -> {}).result());
        assertThat(result).isInstanceOf(ServiceResult.Failed.class);
        return ((ServiceResult.Failed<RetrieveSummary>) result).outcome();
    }
}
