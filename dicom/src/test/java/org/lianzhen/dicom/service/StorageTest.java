package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Fragment;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dimse.MoveOriginator;
import org.lianzhen.dicom.dimse.Priority;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.io.DataSets;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

/** Our storage user against our storage provider. */
class StorageTest {
    private final ReceivedInstances received = new ReceivedInstances();

    @ParameterizedTest
    @ValueSource(strings = { "1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2",
            "1.2.840.10008.1.2.1.99" })
    void bringsTheBytesAcrossAsTheyAre(String syntax) {
        Instance instance = TestInstances.ct(1, syntax(syntax), 70_000);
        try (LocalNode local = storing(StoragePolicy.EVERYTHING)) {
            assertThat(store(local, List.of(instance)).isComplete()).isTrue();
        }
        assertThat(received.bytes(instance.sopInstanceUid())).isEqualTo(TestInstances.bytes(instance));
        StoreContext context = received.context(instance.sopInstanceUid());
        assertThat(context.transferSyntax()).isEqualTo(instance.transferSyntax());
        assertThat(context.sopClassUid()).isEqualTo(SopClass.CTImageStorage);
    }

    @Test
    void bringsFramesOfEveryEncapsulatedSyntaxAcrossAsTheyAre() {
        List<TransferSyntax> syntaxes = TransferSyntax.all().stream().filter(TransferSyntax::encapsulated).toList();
        var instances = new ArrayList<Instance>();
        for (TransferSyntax syntax : syntaxes) {
            String uid = TestInstances.uid(instances.size());
            DataSet image = TestInstances.image(SopClass.CTImageStorage, uid, 0).toBuilder()
                    .put(new Fragments(Tag.PixelData, Vr.OB, Bytes.ofHex("00000000"), List.of(
                            new Fragment.Held(Bytes.wrap(new byte[70_000])), new Fragment.Held(Bytes.EMPTY))))
                    .build();
            instances.add(new Instance(SopClass.CTImageStorage, uid, syntax,
                    new MemoryData(DataSets.encode(image, syntax))));
        }
        try (LocalNode local = storing(StoragePolicy.EVERYTHING)) {
            assertThat(store(local, instances)).isEqualTo(new StoreReport(syntaxes.size(), List.of()));
        }
        assertThat(syntaxes).hasSizeGreaterThan(40).contains(TransferSyntax.DEFLATED_IMAGE_FRAME);
        for (Instance instance : instances) {
            assertThat(received.bytes(instance.sopInstanceUid())).isEqualTo(TestInstances.bytes(instance));
            assertThat(received.context(instance.sopInstanceUid()).transferSyntax())
                    .isEqualTo(instance.transferSyntax());
        }
    }

    /** Odd values, a wrong group length, a sequence that is too short: all is kept that a writer of ours would mend. */
    @Test
    void mendsNothingOnTheWay() {
        Bytes bytes = Bytes.ofHex("""
                0800 0000 554c 0400 99990000 0800 6000 4353 0300 435431
                0800 4011 5351 0000 10000000 feff00e0 0a000000 0800 6000 4353 0200 4354
                1000 2000 4c4f 0100 37 fcfffcff 4f42 0000 02000000 0000
                """.replace("\n", ""));
        Instance instance = new Instance(SopClass.CTImageStorage, TestInstances.uid(1),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, new MemoryData(bytes));
        try (LocalNode local = storing(StoragePolicy.EVERYTHING)) {
            assertThat(store(local, List.of(instance)).isComplete()).isTrue();
        }
        assertThat(received.bytes(instance.sopInstanceUid())).isEqualTo(bytes);
        assertThat(DataSets.encode(received.dataSet(instance.sopInstanceUid()), instance.transferSyntax()))
                .as("a writer of ours").isNotEqualTo(bytes);
    }

    @Test
    void tellsPriorityAndMoveOriginator() {
        Instance instance = TestInstances.ct(1);
        var options = StoreOptions.STANDARD.with(Priority.HIGH).with(new MoveOriginator("WARD", 7));
        try (LocalNode local = storing(StoragePolicy.EVERYTHING)) {
            Await.completed(
                    local.user().store(local.node(), List.of(instance), options, StoreListener.NONE).result());
        }
        StoreContext context = received.context(instance.sopInstanceUid());
        assertThat(context.priority()).isEqualTo(Priority.HIGH);
        assertThat(context.moveOriginator()).isEqualTo(new MoveOriginator("WARD", 7));
        assertThat(context.association().terms().callingAeTitle()).isEqualTo("TESTER");
    }

    @Test
    void sendsNoFasterThanAThrottleAdmits() {
        Instance instance = TestInstances.ct(1, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, 70_000);
        var admitted = new AtomicLong();
        var gate = new CompletableFuture<Void>();
        var options = StoreOptions.STANDARD
                .with((Throttle) bytes -> admitted.addAndGet(bytes) > 20_000 ? gate
                        : CompletableFuture.completedStage(null));
        try (LocalNode local = storing(StoragePolicy.EVERYTHING)) {
            var result = local.user().store(local.node(), List.of(instance), options, StoreListener.NONE).result()
                    .toCompletableFuture();
            Await.until("it waits to be admitted", () -> admitted.get() > 20_000);
            assertThat(result).isNotDone();
            gate.complete(null);
            Await.completed(result);
        }
        assertThat(received.bytes(instance.sopInstanceUid())).isEqualTo(TestInstances.bytes(instance));
        assertThat(admitted).hasValue(TestInstances.bytes(instance).length());
    }

    @Test
    void nothingToSendNeedsNoAssociation() {
        try (LocalNode local = storing(StoragePolicy.EVERYTHING)) {
            assertThat(store(local, List.of())).isEqualTo(new StoreReport(0, List.of()));
            assertThat(local.established()).isZero();
        }
    }

    @Test
    void sendsManyOverOneAssociation() {
        Queue<InstanceResult> heard = new ConcurrentLinkedQueue<>();
        try (LocalNode local = storing(StoragePolicy.EVERYTHING)) {
            StoreReport report = Await.completed(local.user()
                    .store(local.node(), TestInstances.cts(300), StoreOptions.STANDARD, heard::add).result());
            assertThat(report).isEqualTo(new StoreReport(300, List.of()));
            assertThat(local.established()).isEqualTo(1);
        }
        assertThat(received.count()).isEqualTo(300);
        assertThat(heard).hasSize(300).allMatch(result -> result instanceof InstanceResult.Stored);
    }

    @Test
    void sendsOverSeveralAssociations() {
        try (LocalNode local = storing(StoragePolicy.EVERYTHING)) {
            StoreReport report = Await.completed(local.user().store(local.node(), TestInstances.cts(200),
                    StoreOptions.STANDARD.withAssociations(4), StoreListener.NONE).result());
            assertThat(report.stored()).isEqualTo(200);
            assertThat(local.established()).isBetween(1, 4);
        }
        assertThat(received.count()).isEqualTo(200);
    }

    @Test
    void moreClassesThanContextsGoOverSeveralAssociations() {
        var instances = new ArrayList<Instance>();
        for (int i = 0; i < 150; i++) {
            instances.add(TestInstances.of("1.2.3.4." + i, TestInstances.uid(i),
                    TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, 16));
        }
        try (LocalNode local = storing(StoragePolicy.EVERYTHING)) {
            assertThat(store(local, instances).stored()).isEqualTo(150);
        }
        assertThat(received.count()).isEqualTo(150);
    }

    @Test
    void privateClassesAreTakenByChoiceOnly() {
        Instance ct = TestInstances.ct(1);
        Instance own = TestInstances.of("1.2.3.4", TestInstances.uid(2), ct.transferSyntax(), 16);
        try (LocalNode local = storing(StoragePolicy.EVERYTHING.standardSopClassesOnly())) {
            StoreReport report = store(local, List.of(ct, own));
            assertThat(report.stored()).isEqualTo(1);
            assertThat(report.notStored()).singleElement().isInstanceOf(InstanceResult.NotAccepted.class)
                    .extracting(InstanceResult::instance).isEqualTo(own);
        }
        assertThat(received.uids()).containsExactly(ct.sopInstanceUid());
    }

    @Test
    void otherServicesAreNoStorage() {
        Instance find = TestInstances.of(SopClass.ModalityWorklistInformationModelFind, TestInstances.uid(1),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, 16);
        try (LocalNode local = storing(StoragePolicy.EVERYTHING)) {
            assertThat(store(local, List.of(find)).notStored()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99" })
    void reencodesForAPeerThatTakesImplicitOnly(String syntax) {
        Instance instance = TestInstances.ct(1, syntax(syntax), 300_000);
        try (LocalNode local = storing(
                StoragePolicy.EVERYTHING.accepting(List.of(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)))) {
            assertThat(store(local, List.of(instance)).isComplete()).isTrue();
        }
        assertThat(received.context(instance.sopInstanceUid()).transferSyntax())
                .isEqualTo(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        DataSet before = DataSets.parse(TestInstances.bytes(instance), instance.transferSyntax());
        assertThat(received.dataSet(instance.sopInstanceUid())).isEqualTo(before);
    }

    @Test
    void compressedPixelsAreRefusedWhereOnlyUncompressedAreTaken() {
        Instance plain = TestInstances.ct(1);
        Instance compressed = new Instance(SopClass.CTImageStorage, TestInstances.uid(2),
                TransferSyntax.JPEG_LS_LOSSLESS, plain.data());
        try (LocalNode local = storing(StoragePolicy.EVERYTHING.accepting(ServiceProvider.UNCOMPRESSED))) {
            StoreReport report = store(local, List.of(compressed, plain));
            assertThat(report.stored()).isEqualTo(1);
            assertThat(report.notStored()).singleElement().satisfies(refused -> assertThat(refused.inWords())
                    .contains("JPEG-LS").contains("the peer takes only").contains("Explicit VR Little Endian"));
            assertThat(local.established()).isEqualTo(1);
        }
    }

    @Test
    void thePreferredSyntaxIsTakenWhereThePeerLeavesTheChoice() {
        Instance instance = TestInstances.ct(1, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN, 64);
        var policy = StoragePolicy.EVERYTHING
                .accepting(List.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN))
                .preferring(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        try (LocalNode local = storing(policy)) {
            assertThat(store(local, List.of(instance)).isComplete()).isTrue();
        }
        assertThat(received.context(instance.sopInstanceUid()).transferSyntax())
                .isEqualTo(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
    }

    @Test
    void anUnreadableFileFailsAlone(@TempDir Path folder) {
        Instance lost = new Instance(SopClass.CTImageStorage, TestInstances.uid(1),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, new FileData(folder.resolve("lost.dcm"), 0));
        try (LocalNode local = storing(StoragePolicy.EVERYTHING)) {
            StoreReport report = store(local, List.of(TestInstances.ct(0), lost, TestInstances.ct(2)));
            assertThat(report.stored()).isEqualTo(2);
            assertThat(report.notStored()).singleElement().isInstanceOf(InstanceResult.Unreadable.class);
            assertThat(local.established()).isEqualTo(1);
        }
    }

    @Test
    void dataThatCannotEvenBeOpenedFailsAlone() {
        Instance closed = new Instance(SopClass.CTImageStorage, TestInstances.uid(1),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, () -> {
                    throw new IllegalStateException("closed");
                });
        try (LocalNode local = storing(StoragePolicy.EVERYTHING)) {
            StoreReport report = store(local, List.of(TestInstances.ct(0), closed, TestInstances.ct(2)));
            assertThat(report.stored()).isEqualTo(2);
            assertThat(report.notStored()).singleElement().isInstanceOf(InstanceResult.Unreadable.class);
        }
    }

    @Test
    void brokenBytesThatMustBeReencodedFailAlone() {
        Instance good = TestInstances.ct(1);
        Instance broken = new Instance(SopClass.CTImageStorage, TestInstances.uid(2),
                TransferSyntax.EXPLICIT_VR_BIG_ENDIAN, new MemoryData(Bytes.ofHex("0008 0018 5549 00ff 31")));
        try (LocalNode local = storing(
                StoragePolicy.EVERYTHING.accepting(List.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)))) {
            StoreReport report = store(local, List.of(broken, good));
            assertThat(report.stored()).isEqualTo(1);
            assertThat(report.notStored()).singleElement().isInstanceOf(InstanceResult.Unreadable.class);
        }
    }

    @Test
    void rejectedAssociationsAreToldAsSuchAndPerInstance() {
        Queue<InstanceResult> heard = new ConcurrentLinkedQueue<>();
        try (LocalNode local = storing(StoragePolicy.EVERYTHING)) {
            var result = Await.result(local.user()
                    .store(local.node("NOBODY"), TestInstances.cts(3), StoreOptions.STANDARD, heard::add).result());
            assertThat(result).isInstanceOf(ServiceResult.Rejected.class);
        }
        assertThat(heard).hasSize(3).allMatch(each -> each instanceof InstanceResult.NotSent);
    }

    @Test
    void implausibleInstanceUidsAreRefused() {
        Instance odd = TestInstances.of(SopClass.CTImageStorage, "../../etc/passwd",
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, 16);
        try (LocalNode local = storing(StoragePolicy.EVERYTHING)) {
            assertThat(store(local, List.of(odd, TestInstances.ct(1))).notStored()).singleElement()
                    .isInstanceOfSatisfying(InstanceResult.Failed.class, failed -> assertThat(
                            failed.outcome().status()).isEqualTo(Status.INVALID_SOP_INSTANCE));
        }
        assertThat(received.count()).isEqualTo(1);
    }

    private LocalNode storing(StoragePolicy policy) {
        return LocalNode.of(builder -> builder.storage(policy, received));
    }

    private static StoreReport store(LocalNode local, List<Instance> instances) {
        return Await.completed(local.user().store(local.node(), instances, StoreOptions.STANDARD, StoreListener.NONE)
                .result());
    }

    private static TransferSyntax syntax(String uid) {
        return TransferSyntax.of(uid);
    }
}
