package org.lianzhen.dicom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.BulkData;
import org.lianzhen.dicom.data.BulkValue;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.data.Fragment;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.BulkDataResolver;
import org.lianzhen.dicom.io.DataSetWriter;
import org.lianzhen.dicom.io.DataSets;
import org.lianzhen.dicom.io.Part10File;
import org.lianzhen.dicom.io.Part10Reader;
import org.lianzhen.dicom.io.WriteOptions;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

/** Compressed images as they go to those who take no compression. */
class NativeImageTest {

    private static DataSet written(NativeImage image) throws IOException {
        var out = new ByteArrayOutputStream();
        new DataSetWriter(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, WriteOptions.DEFAULT.withBulk(image.values()))
                .write(image.dataSet(), out);
        return DataSets.parse(Bytes.wrap(out.toByteArray()), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    @ParameterizedTest
    @ValueSource(strings = { "MR_small_RLE.dcm", "SC_rgb_rle_2frame.dcm", "JPEG-LL.dcm", "MR_small_jp2klossless.dcm",
            "SC_rgb_dcmtk_+eb+cy+s2.dcm", "US1_J2KR.dcm", "liver_nonbyte_aligned_rle.dcm", "rtdose_rle.dcm",
            "SC_rgb_small_odd_jpeg.dcm", "SC_rgb_rle_32bit_2frame.dcm" })
    void isWhatTranscodingInMemoryGives(String name) throws IOException {
        Part10File file = ImageSamples.read(name);
        DataSet whole = Transcoding.toNative(file.dataSet(), ImageSamples.frames(file));

        DataSet streamed = written(NativeImage.of(file.dataSet(), file.transferSyntax(), Part10Reader.files()));

        assertThat(streamed.element(Tag.PixelData)).isEqualTo(
                DataSets.parse(DataSets.encode(whole, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN),
                        TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).element(Tag.PixelData));
        for (int tag : List.of(Tag.LossyImageCompression, Tag.LossyImageCompressionRatio, Tag.SOPInstanceUID,
                Tag.PatientName, Tag.NumberOfFrames)) {
            assertThat(streamed.element(tag)).isEqualTo(file.dataSet().element(tag));
        }
    }

    private static DataSetBuilder encoded(int frames, int rows, int columns) {
        List<Fragment> fragments = new ArrayList<>();
        for (int frame = 0; frame < frames; frame++) {
            Frame one = TestFrames.RAMP.of(new FrameShape(rows, columns, 1, 16, false), frame);
            fragments.add(new Fragment.Held(JpegLsEncoder.encode(one, Interleave.NONE)));
        }
        return TestImages.described(rows, columns, 1, 16).put(Tag.NumberOfFrames, String.valueOf(frames))
                .put(new Fragments(Tag.PixelData, Vr.OB, Bytes.EMPTY, fragments));
    }

    /** 24 frames of 2 MiB: more than are kept, so that the last ones are decoded when they are read. */
    @Test
    void framesBeyondThoseThatAreKeptAreTheSame() throws IOException {
        DataSet image = encoded(24, 1024, 1024).build();

        DataSet plain = written(NativeImage.of(image, TransferSyntax.JPEG_LS_LOSSLESS, BulkDataResolver.NONE));

        Frames frames = Frames.of(plain, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, BulkDataResolver.NONE);
        Frames kept = Frames.of(image, TransferSyntax.JPEG_LS_LOSSLESS, BulkDataResolver.NONE);
        for (int frame : new int[]{ 0, 8, 9, 23 }) {
            assertThat(frames.decoded(frame)).isEqualTo(kept.decoded(frame));
        }
    }

    /** Nine frames of 2 MiB are kept, and the other fifteen decoded once more. */
    @Test
    void keepsNoMoreThanAFewFrames() throws IOException {
        Bytes coded = ((Fragment.Held) ((Fragments) encoded(1, 1024, 1024).build().element(Tag.PixelData)).fragments()
                .getFirst()).bytes();
        var opened = new AtomicInteger();
        BulkDataResolver values = data -> {
            opened.incrementAndGet();
            return Channels.newChannel(new ByteArrayInputStream(coded.toArray()));
        };
        List<Fragment> fragments = Collections.nCopies(24, new Fragment.Referenced(
                new BulkData("file:/x", 0, coded.length()), coded.slice(0, 16)));
        DataSet image = encoded(24, 1024, 1024)
                .put(new Fragments(Tag.PixelData, Vr.OB, Bytes.EMPTY, fragments)).build();

        NativeImage plain = NativeImage.of(image, TransferSyntax.JPEG_LS_LOSSLESS, values);
        assertThat(opened).hasValue(24);
        written(plain);

        assertThat(opened).hasValue(24 + 15);
    }

    @Test
    void bitsOfFramesThatShareBytesAreJoined() throws IOException {
        // 3 x 3 bits a frame: frames begin in the middle of bytes
        var random = new Random(3);
        byte[] cells = new byte[7];
        random.nextBytes(cells);
        cells[6] &= 0x3F;
        DataSet image = TestImages.described(3, 3, 1, 1).put(Tag.NumberOfFrames, "6")
                .put(new Value(Tag.PixelData, Vr.OB, Bytes.wrap(cells))).build();

        DataSet plain = written(NativeImage.of(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, BulkDataResolver.NONE));

        assertThat(((Value) plain.element(Tag.PixelData)).bytes().slice(0, 7)).isEqualTo(Bytes.wrap(cells));
    }

    @Test
    void aBrokenFrameShowsBeforeAnythingIsWritten() {
        Fragments sound = (Fragments) encoded(3, 8, 8).build().element(Tag.PixelData);
        List<Fragment> fragments = new ArrayList<>(sound.fragments());
        fragments.set(2, new Fragment.Held(Bytes.ofHex("ffd8ffd9")));
        DataSet image = encoded(3, 8, 8).put(new Fragments(Tag.PixelData, Vr.OB, Bytes.EMPTY, fragments)).build();

        assertThatExceptionOfType(ImageException.class).isThrownBy(
                () -> NativeImage.of(image, TransferSyntax.JPEG_LS_LOSSLESS, BulkDataResolver.NONE));
    }

    @Test
    void anIconIsDecodedToo() throws IOException {
        DataSet icon = encoded(1, 4, 4).build();
        DataSet image = encoded(1, 8, 8).putSequence(Tag.IconImageSequence, icon).build();

        DataSet plain = written(NativeImage.of(image, TransferSyntax.JPEG_LS_LOSSLESS, BulkDataResolver.NONE));

        assertThat(plain.item(Tag.IconImageSequence).element(Tag.PixelData)).isInstanceOf(Value.class);
        assertThat(Frames.of(plain.item(Tag.IconImageSequence), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                BulkDataResolver.NONE).decoded(0))
                .isEqualTo(Frames.of(icon, TransferSyntax.JPEG_LS_LOSSLESS, BulkDataResolver.NONE).decoded(0));
    }

    @Test
    void saysWhatItNeedsBeforehand() throws IOException {
        DataSet image = encoded(1, 8, 8).build();

        NativeImage plain = NativeImage.of(image, TransferSyntax.JPEG_LS_LOSSLESS, BulkDataResolver.NONE);

        assertThat(((BulkValue) plain.dataSet().element(Tag.PixelData)).data().length()).isEqualTo(128);
        assertThat(NativeImage.memory(PixelDescription.of(image))).isGreaterThan(640);
    }
}
