package org.lianzhen.dicom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.data.BulkData;
import org.lianzhen.dicom.data.BulkValue;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.data.Fragment;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.image.ImageException.Reason;
import org.lianzhen.dicom.io.BulkDataResolver;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

/** Pixels that no codec touched, in every arrangement. */
class NativeFramesTest {

    private static Frames frames(DataSetBuilder image) {
        return Frames.of(image.build(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, BulkDataResolver.NONE);
    }

    private static int[] samples(Frame frame) {
        int[] samples = new int[frame.shape().sampleCount()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = frame.sample(i);
        }
        return samples;
    }

    @Test
    void readsSignedAndUnsignedWords() throws IOException {
        DataSetBuilder image = TestImages.withPixels(TestImages.described(1, 2, 1, 12), 0xFF, 0x0F, 0x01, 0xF0);

        assertThat(samples(frames(image).decoded(0))).containsExactly(4095, 1);
        assertThat(samples(frames(image.putInts(Tag.PixelRepresentation, 1)).decoded(0))).containsExactly(-1, 1);
    }

    @Test
    void shiftsDownFromTheHighBit() throws IOException {
        DataSetBuilder image = TestImages.withPixels(TestImages.described(1, 2, 1, 12), 0x1F, 0xAB, 0xFF, 0xFF)
                .putInts(Tag.HighBit, 15);

        assertThat(samples(frames(image).decoded(0))).containsExactly(0xAB1, 0xFFF);
    }

    @Test
    void readsPlanesOfColour() throws IOException {
        DataSetBuilder image = TestImages.withPixels(TestImages.described(1, 2, 3, 8), 1, 2, 3, 4, 5, 6)
                .putInts(Tag.PlanarConfiguration, 1);

        assertThat(samples(frames(image).decoded(0))).containsExactly(1, 3, 5, 2, 4, 6);
        assertThat(samples(frames(image.putInts(Tag.PlanarConfiguration, 0)).decoded(0)))
                .containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void sharesColoursByPairs() throws IOException {
        DataSetBuilder image = TestImages.withPixels(TestImages.described(1, 4, 3, 8), 1, 2, 3, 4, 5, 6, 7, 8)
                .put(Tag.PhotometricInterpretation, "YBR_FULL_422");

        assertThat(samples(frames(image).decoded(0))).containsExactly(1, 3, 4, 2, 3, 4, 5, 7, 8, 6, 7, 8);
        refused(Reason.MALFORMED, image.putInts(Tag.Columns, 3));
    }

    @Test
    void readsFramesOfBitsThatShareBytes() throws IOException {
        DataSetBuilder image = TestImages.withPixels(TestImages.described(1, 5, 1, 1), 0b1011_0101, 0b0000_0010)
                .put(Tag.NumberOfFrames, "2");

        assertThat(samples(frames(image).decoded(0))).containsExactly(1, 0, 1, 0, 1);
        assertThat(samples(frames(image).decoded(1))).containsExactly(1, 0, 1, 0, 1);
    }

    @Test
    void readsOneFrameOfManyByReference() throws IOException {
        byte[] stored = { 9, 9, 9, 1, 2, 3, 4, 5, 6 };
        DataSet image = TestImages.described(1, 3, 1, 8).put(Tag.NumberOfFrames, "2")
                .put(new BulkValue(Tag.PixelData, Vr.OB, new BulkData("file:/x", 3, 6))).build();
        BulkDataResolver bulk = data -> Channels.newChannel(
                new ByteArrayInputStream(stored, (int) data.offset(), (int) data.length()));

        Frames frames = Frames.of(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, bulk);

        assertThat(samples(frames.decoded(0))).containsExactly(1, 2, 3);
        assertThat(samples(frames.decoded(1))).containsExactly(4, 5, 6);
    }

    @Test
    void swapsWhatLiesInBigEndian() throws IOException {
        byte[] stored = { 1, 2, 3, 4, 5, 6, 0, 7 };
        DataSet image = TestImages.described(1, 1, 3, 8).put(Tag.NumberOfFrames, "2")
                .put(new BulkValue(Tag.PixelData, Vr.OW, new BulkData("file:/x", 0, 8, true))).build();
        BulkDataResolver bulk = data -> Channels.newChannel(
                new ByteArrayInputStream(stored, (int) data.offset(), (int) data.length()));

        Frames frames = Frames.of(image, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN, bulk);

        assertThat(samples(frames.decoded(0))).containsExactly(2, 1, 4);
        assertThat(samples(frames.decoded(1))).containsExactly(3, 6, 5);
    }

    @Test
    void joinsFragments() throws IOException {
        DataSet image = TestImages.described(1, 4, 1, 8).put(new Fragments(Tag.PixelData, Vr.OB, Bytes.EMPTY,
                List.of(new Fragment.Held(Bytes.of((byte) 1, (byte) 2)),
                        new Fragment.Held(Bytes.of((byte) 3, (byte) 4)))))
                .build();

        Frames frames = Frames.of(image, TransferSyntax.ENCAPSULATED_UNCOMPRESSED_EXPLICIT_VR_LITTLE_ENDIAN,
                BulkDataResolver.NONE);

        assertThat(frames.encoded(0)).isEqualTo(Bytes.ofHex("01020304"));
        assertThat(samples(frames.decoded(0))).containsExactly(1, 2, 3, 4);
    }

    @Test
    void hasNoOtherFrames() {
        Frames frames = frames(TestImages.withPixels(TestImages.described(1, 2, 1, 8), 1, 2));

        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> frames.decoded(1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> frames.decoded(-1));
    }

    @Test
    void refusesPixelDataTooShort() {
        refused(Reason.TRUNCATED, TestImages.withPixels(TestImages.described(2, 2, 1, 8), 1, 2));
        refused(Reason.UNSUPPORTED, TestImages.described(2, 2, 1, 8));
        refused(Reason.LIMIT_EXCEEDED, TestImages.withPixels(TestImages.described(65535, 65535, 1, 8), 1, 2));
    }

    @Test
    void refusesDescriptionsOfNoImage() {
        refusedDescription(Tag.Rows, 0);
        refusedDescription(Tag.Columns, 0);
        refusedDescription(Tag.SamplesPerPixel, 0);
        refusedDescription(Tag.BitsAllocated, 12);
        refusedDescription(Tag.BitsStored, 17);
        refusedDescription(Tag.HighBit, 3);
        assertThatExceptionOfType(ImageException.class).isThrownBy(
                () -> PixelDescription.of(TestImages.described(1, 1, 1, 8).put(Tag.NumberOfFrames, "x").build()));
        assertThatExceptionOfType(ImageException.class).isThrownBy(() -> PixelDescription.of(DataSet.EMPTY))
                .withMessage("no Bits Allocated");
    }

    private static void refusedDescription(int tag, int value) {
        DataSet image = TestImages.described(1, 1, 1, 8).putInts(tag, value).build();
        assertThatExceptionOfType(ImageException.class).isThrownBy(() -> PixelDescription.of(image));
    }

    private static void refused(Reason reason, DataSetBuilder image) {
        assertThatExceptionOfType(ImageException.class).isThrownBy(() -> frames(image).decoded(0))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
