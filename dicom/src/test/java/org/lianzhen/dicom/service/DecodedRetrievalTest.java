package org.lianzhen.dicom.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Fragment;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.dimse.SubOperations;
import org.lianzhen.dicom.image.Frames;
import org.lianzhen.dicom.image.Transcoding;
import org.lianzhen.dicom.io.BulkDataResolver;
import org.lianzhen.dicom.io.DataSets;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

/** C-GET and C-MOVE of compressed instances by those who take no compression. */
class DecodedRetrievalTest {
    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    private static final TransferSyntax JPEG_LS = TransferSyntax.JPEG_LS_LOSSLESS;

    private final ReceivedInstances received = new ReceivedInstances();
    private final TestDecoding decoding = new TestDecoding();

    private static DataSet plain(int number) {
        return TestInstances.image(SopClass.CTImageStorage, TestInstances.uid(number), 512).toBuilder()
                .put(Tag.LossyImageCompression, "01").build();
    }

    private Instance compressed(int number) {
        DataSet plain = plain(number);
        try {
            DataSet coded = Transcoding.toJpegLs(plain, Frames.of(plain, EXPLICIT, BulkDataResolver.NONE));
            return instance(coded, JPEG_LS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Instance instance(DataSet dataSet, TransferSyntax syntax) {
        return new Instance(SopClass.CTImageStorage, String.valueOf(dataSet.string(Tag.SOPInstanceUID)), syntax,
                new MemoryData(DataSets.encode(dataSet, syntax))).decodedBy(decoding);
    }

    private Instance holding(int number, TransferSyntax syntax, String hex) {
        return instance(plain(number).toBuilder().put(new Fragments(Tag.PixelData, Vr.OB, Bytes.EMPTY,
                List.of(new Fragment.Held(Bytes.ofHex(hex))))).build(), syntax);
    }

    private RetrieveSummary got(List<Instance> instances, StorageContext... contexts) {
        try (LocalNode local = LocalNode
                .of(builder -> builder.get(request -> CompletableFuture.completedStage(instances)))) {
            return Await.completed(local.user().get(local.node(), RetrieveQuery.study(TestInstances.STUDY),
                    GetTarget.of(List.of(contexts), received)).result());
        }
    }

    @Test
    void comeWithTheirPixelsDecoded() {
        RetrieveSummary summary = got(List.of(compressed(1), compressed(2)),
                StorageContext.uncompressed(SopClass.CTImageStorage));

        assertThat(summary.counts()).isEqualTo(SubOperations.ended(2, 0, 0));
        assertThat(received.context(TestInstances.uid(1)).transferSyntax()).isEqualTo(EXPLICIT);
        assertThat(received.dataSet(TestInstances.uid(1))).isEqualTo(plain(1));
    }

    @Test
    void comeAsTheyAreWhereThatIsTaken() {
        Instance kept = compressed(1);

        got(List.of(kept), StorageContext.uncompressed(SopClass.CTImageStorage),
                new StorageContext(SopClass.CTImageStorage, List.of(JPEG_LS)));

        assertThat(received.bytes(TestInstances.uid(1)))
                .isEqualTo(((MemoryData) ((DecodableData) kept.data()).data()).bytes());
        assertThat(decoding.asked()).hasValue(0);
    }

    @Test
    void whatCannotBeDecodedFailsAndTheRestComes() {
        RetrieveSummary summary = got(
                List.of(holding(1, JPEG_LS, "ffd8ffd9"), compressed(2), holding(3, TransferSyntax.HTJ2K, "ff4f"),
                        compressed(4)),
                StorageContext.uncompressed(SopClass.CTImageStorage));

        assertThat(summary.outcome().status()).isEqualTo(Status.SUB_OPERATIONS_COMPLETE_WITH_FAILURES);
        assertThat(summary.counts()).isEqualTo(SubOperations.ended(2, 2, 0));
        assertThat(summary.failedInstances()).containsExactlyInAnyOrder(TestInstances.uid(1), TestInstances.uid(3));
        assertThat(received.uids()).containsExactly(TestInstances.uid(2), TestInstances.uid(4));
    }

    @Test
    void withoutADecoderNothingComesDecoded() {
        Instance kept = compressed(1);
        Instance bare = new Instance(kept.sopClassUid(), kept.sopInstanceUid(), JPEG_LS,
                ((DecodableData) kept.data()).data());

        RetrieveSummary summary = got(List.of(TestInstances.ct(2), bare),
                StorageContext.uncompressed(SopClass.CTImageStorage));

        assertThat(summary.counts()).isEqualTo(SubOperations.ended(1, 1, 0));
    }

    /** Not all that is in a compressed transfer syntax has pixels. */
    @Test
    void whatHasNoPixelsComesAsItIs() {
        DataSet none = plain(5).toBuilder().remove(Tag.PixelData).build();

        RetrieveSummary summary = got(List.of(instance(none, JPEG_LS)),
                StorageContext.uncompressed(SopClass.CTImageStorage));

        assertThat(summary.counts()).isEqualTo(SubOperations.ended(1, 0, 0));
        assertThat(received.dataSet(TestInstances.uid(5))).isEqualTo(none);
        assertThat(decoding.asked()).hasValue(0);
    }

    @Test
    void areMovedToWhoTakesNoCompression() {
        StoragePolicy uncompressed = StoragePolicy.EVERYTHING
                .accepting(List.of(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN));
        try (LocalNode third = LocalNode.of(builder -> builder.storage(uncompressed, received));
                LocalNode local = LocalNode.of((builder, user) -> builder.move(
                        request -> CompletableFuture.completedStage(List.of(compressed(1), compressed(2))),
                        title -> CompletableFuture.completedStage(Optional.of(third.node())), user),
                        PoolOptions.STANDARD, options -> options)) {
            RetrieveSummary summary = Await.completed(local.user()
                    .move(local.node(), RetrieveQuery.study(TestInstances.STUDY), "THIRD", counts -> {}).result());

            assertThat(summary.counts()).isEqualTo(SubOperations.ended(2, 0, 0));
        }
        assertThat(received.dataSet(TestInstances.uid(2))).isEqualTo(plain(2));
    }
}
