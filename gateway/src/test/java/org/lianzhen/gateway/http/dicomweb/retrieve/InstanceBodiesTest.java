package org.lianzhen.gateway.http.dicomweb.retrieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Fragment;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.image.Frames;
import org.lianzhen.dicom.image.ImageException;
import org.lianzhen.dicom.image.NativeCells;
import org.lianzhen.dicom.image.Transcoding;
import org.lianzhen.dicom.io.BulkDataResolver;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10File;
import org.lianzhen.dicom.io.Part10Reader;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

class InstanceBodiesTest {
    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    @TempDir
    private Path folder;
    private final Reading reading = new Reading(new ImageWork(ImageWork.Limits.ofReading()));
    private final ImageWork work = new ImageWork(ImageWork.Limits.ofMachine());

    /** Frames of odd sizes, so that nothing ends where a word does. */
    private static DataSet image(int bits, int frames) {
        byte[] pixels = new byte[7 * 5 * bits / 8 * frames];
        new Random(bits).nextBytes(pixels);
        return StoredFile.image(7, 5, bits).put(Tag.NumberOfFrames, "" + frames)
                .put(new Value(Tag.PixelData, bits == 8 ? Vr.OB : Vr.OW, Bytes.wrap(pixels))).build();
    }

    private Part10File opened(StoredFile stored, String syntax) throws IOException {
        Body body = new InstanceBodies(key -> stored.file(), reading, work)
                .open(Renditions.of(stored.object(), List.of(syntax)));
        byte[] bytes = KeptBytes.of(body);
        assertThat(body.length()).as("told before").isEqualTo(bytes.length);
        Path file = Files.write(Files.createTempFile(folder, "opened", ".dcm"), bytes);
        return Part10Reader.read(file, ParseOptions.WHOLE);
    }

    @ParameterizedTest
    @CsvSource({ "8,1", "8,3", "16,1", "16,3" })
    void decodesFrameByFrameWhatTheImageCodeDecodesAtOnce(int bits, int count) throws IOException {
        DataSet image = image(bits, count);
        DataSet encoded = Transcoding.toJpegLs(image, Frames.of(image, EXPLICIT, BulkDataResolver.NONE));
        StoredFile stored = StoredFile.write(folder, encoded, TransferSyntax.JPEG_LS_LOSSLESS);
        Part10File opened = opened(stored, EXPLICIT.uid());
        assertThat(opened.transferSyntax()).isEqualTo(EXPLICIT);
        assertThat(Objects.requireNonNull(opened.meta()).transferSyntaxUid()).isEqualTo(EXPLICIT.uid());
        DataSet atOnce = Transcoding.toNative(encoded,
                Frames.of(encoded, TransferSyntax.JPEG_LS_LOSSLESS, BulkDataResolver.NONE));
        assertThat(opened.dataSet()).isEqualTo(atOnce);
    }

    @ParameterizedTest
    @CsvSource({ "7,5,3", "1,1,9", "4,4,2" })
    void decodesFramesOfSingleBitsWithoutAGap(int rows, int columns, int count) throws IOException {
        DataSet rle = BitImage.of(rows, columns, count).rle();
        Part10File opened = opened(StoredFile.write(folder, rle, TransferSyntax.RLE_LOSSLESS), EXPLICIT.uid());
        assertThat(opened.dataSet()).isEqualTo(Transcoding.toNative(rle,
                Frames.of(rle, TransferSyntax.RLE_LOSSLESS, BulkDataResolver.NONE)));
    }

    @ParameterizedTest
    @CsvSource({ "1.2.840.10008.1.2", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99" })
    void writesOtherBytesOfTheSameDataSet(String syntax) throws IOException {
        DataSet image = image(16, 3);
        StoredFile stored = StoredFile.write(folder, image, Objects.requireNonNull(TransferSyntax.of(syntax)));
        Part10File opened = opened(stored, "*");
        assertThat(opened.transferSyntax()).isEqualTo(EXPLICIT);
        assertThat(opened.dataSet()).isEqualTo(image);
    }

    @ParameterizedTest
    @CsvSource({ "1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2" })
    void encodesWithoutLoss(String syntax) throws IOException {
        DataSet image = image(16, 3);
        StoredFile stored = StoredFile.write(folder, image, Objects.requireNonNull(TransferSyntax.of(syntax)));
        Part10File opened = opened(stored, TransferSyntax.JPEG_LS_LOSSLESS.uid());
        Frames after = Frames.of(opened.dataSet(), opened.transferSyntax(), BulkDataResolver.NONE);
        Frames before = Frames.of(image, EXPLICIT, BulkDataResolver.NONE);
        for (int frame = 0; frame < 3; frame++) {
            assertThat(after.decoded(frame)).isEqualTo(before.decoded(frame));
        }
    }

    private static DataSet rle(byte[] pixels) {
        return StoredFile.image(7, 5, 8).put(new Fragments(Tag.PixelData, Vr.OB, Bytes.EMPTY,
                List.of(new Fragment.Held(BitImage.encode(pixels))))).build();
    }

    /** It would be in a syntax that the file does not name. */
    @ParameterizedTest
    @CsvSource({ "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.4.80" })
    void noIconStaysCompressedWhenItsImageChanges(String syntax) throws IOException {
        byte[] icon = new byte[35];
        new Random(1).nextBytes(icon);
        DataSet image = rle(new byte[35]).toBuilder().putSequence(Tag.IconImageSequence, rle(icon)).build();
        Part10File opened = opened(StoredFile.write(folder, image, TransferSyntax.RLE_LOSSLESS), syntax);
        DataSet item = Objects.requireNonNull(opened.dataSet().item(Tag.IconImageSequence));
        assertThat(item.element(Tag.PixelData)).isInstanceOfSatisfying(Value.class,
                value -> assertThat(value.bytes().slice(0, 35)).isEqualTo(Bytes.wrap(icon)));
    }

    @Test
    void floatsCannotBeJpegLs() throws IOException {
        DataSet floats = StoredFile.image(10, 10, 32)
                .put(new Value(Tag.FloatPixelData, Vr.OF, Bytes.wrap(new byte[400]))).build();
        StoredFile stored = StoredFile.write(folder, floats, EXPLICIT);
        assertThatThrownBy(() -> opened(stored, TransferSyntax.JPEG_LS_LOSSLESS.uid()))
                .isInstanceOf(ImageException.class);
    }

    @Test
    void samplesOfOneBitFillTheLowBitsFirst() throws IOException {
        DataSet bits = StoredFile.image(4, 4, 1).put(new Value(Tag.PixelData, Vr.OB, Bytes.ofHex("a53c"))).build();
        Frames frames = Frames.of(bits, EXPLICIT, BulkDataResolver.NONE);
        assertThat(new NativeCells(frames.description()).of(frames.decoded(0))).containsExactly(0xa5, 0x3c);
    }
}
