package org.lianzhen.gateway.http.dicomweb.retrieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Fragment;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.image.Frames;
import org.lianzhen.dicom.image.ImageException;
import org.lianzhen.dicom.image.Transcoding;
import org.lianzhen.dicom.io.BulkDataResolver;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

class KeptFramesTest {
    private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    @TempDir
    private Path folder;

    private static Bytes random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return Bytes.wrap(bytes);
    }

    /** Three frames of 20 x 30 pixels. */
    private static DataSet native16() {
        return StoredFile.image(20, 30, 16).put(Tag.NumberOfFrames, "3")
                .put(new Value(Tag.PixelData, Vr.OW, random(3 * 1200))).build();
    }

    @Test
    void nativeFramesAreBytesOfTheFile() throws IOException {
        StoredFile stored = StoredFile.write(folder, native16(), EXPLICIT);
        KeptFrames frames = stored.frames(true);
        assertThat(frames.isPlaced()).isTrue();
        assertThat(frames.isNative()).isTrue();
        assertThat(frames.count()).isEqualTo(3);
        assertThat(frames.kept(1)).isEqualTo(new FileBody(stored.file(),
                stored.object().bytes().dataSetOffset() + stored.place().offset() + 1200, 1200));
        assertThat(frames.samples(2)).isEqualTo(random(3600).slice(2400, 1200));
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99" })
    void everyEncodingGivesTheSameSamples(String syntax) throws IOException {
        KeptFrames frames = StoredFile.write(folder, native16(), TransferSyntax.of(syntax)).frames(true);
        for (int frame = 0; frame < 3; frame++) {
            assertThat(frames.samples(frame)).isEqualTo(random(3600).slice(1200 * frame, 1200));
        }
    }

    @Test
    void compressedFramesArePutTogetherOfTheirFragments() throws IOException {
        DataSet image = StoredFile.image(20, 30, 16).put(Tag.NumberOfFrames, "3")
                .put(new Fragments(Tag.PixelData, Vr.OB, Bytes.EMPTY,
                        List.of(new Fragment.Held(random(4)), new Fragment.Held(random(300)),
                                new Fragment.Held(random(500)))))
                .build();
        StoredFile stored = StoredFile.write(folder, image, TransferSyntax.JPEG_LS_LOSSLESS);
        KeptFrames frames = stored.frames(false);
        assertThat(frames.count()).isEqualTo(3);
        assertThat(frames.isNative()).isFalse();
        assertThat(frames.kept(1).length()).isEqualTo(300);
        assertThat(frames.kept(1)).isInstanceOf(FileBody.class);
        assertThatThrownBy(() -> stored.frames(true).decoded(1)).isInstanceOf(ImageException.class);
    }

    @Test
    void encodesAndDecodesWithoutLoss() throws IOException {
        DataSet image = native16();
        DataSet encoded = Transcoding.toJpegLs(image, Frames.of(image, EXPLICIT, BulkDataResolver.NONE));
        StoredFile stored = StoredFile.write(folder, encoded, TransferSyntax.JPEG_LS_LOSSLESS);
        KeptFrames frames = stored.frames(true);
        Frames expected = Frames.of(image, EXPLICIT, BulkDataResolver.NONE);
        Frames kept = Frames.of(encoded, TransferSyntax.JPEG_LS_LOSSLESS, BulkDataResolver.NONE);
        for (int frame = 0; frame < 3; frame++) {
            assertThat(frames.decoded(frame)).isEqualTo(expected.decoded(frame));
            assertThat(frames.samples(frame)).isEqualTo(expected.encoded(frame));
            assertThat(StoredFile.write(folder, image, EXPLICIT).frames(true).jpegLs(frame))
                    .isEqualTo(kept.encoded(frame));
        }
    }

    @Test
    void framesThatShareBytesAreTakenApart() throws IOException {
        DataSet image = StoredFile.image(3, 3, 1).put(Tag.NumberOfFrames, "300")
                .put(new Value(Tag.PixelData, Vr.OB, random(338))).build();
        KeptFrames frames = StoredFile.write(folder, image, EXPLICIT).frames(true);
        Frames expected = Frames.of(image, EXPLICIT, BulkDataResolver.NONE);
        assertThat(frames.isNative()).isFalse();
        for (int frame : new int[]{ 0, 1, 7, 299 }) {
            assertThat(frames.decoded(frame)).isEqualTo(expected.decoded(frame));
            Bytes samples = frames.samples(frame);
            assertThat(samples.length()).isEqualTo(2);
            for (int i = 0; i < 9; i++) {
                assertThat(samples.u8(i / 8) >> i % 8 & 1).isEqualTo(expected.decoded(frame).sample(i));
            }
        }
    }

    @Test
    void pixelsThatEndTooEarlyAreNotMadeUp() throws IOException {
        DataSet image = native16().toBuilder().put(Tag.NumberOfFrames, "4").build();
        KeptFrames frames = StoredFile.write(folder, image, EXPLICIT).frames(true);
        assertThat(frames.kept(2).length()).isEqualTo(1200);
        assertThatThrownBy(() -> frames.kept(3)).isInstanceOf(ImageException.class).hasMessageContaining("frame 4");
    }

    @Test
    void aFileThatWasCutIsNoticed() throws IOException {
        StoredFile stored = StoredFile.write(folder, native16(), EXPLICIT);
        try (var file = new RandomAccessFile(stored.file().toFile(), "rw")) {
            file.setLength(file.length() - 100);
        }
        KeptFrames frames = stored.frames(true);
        assertThat(frames.samples(0)).isEqualTo(random(3600).slice(0, 1200));
        assertThatThrownBy(() -> frames.samples(2)).isInstanceOf(IOException.class);
    }

    @Test
    void floatsAndReportsAreNoPictures() throws IOException {
        DataSet floats = StoredFile.image(10, 10, 32).put(new Value(Tag.FloatPixelData, Vr.OF, random(400))).build();
        StoredFile stored = StoredFile.write(folder, floats, EXPLICIT);
        assertThatThrownBy(() -> stored.frames(true)).isInstanceOf(ImageException.class)
                .hasMessageContaining("floating-point");
        DataSet report = DataSet.builder().put(Tag.SOPInstanceUID, "1.3").build();
        assertThatThrownBy(() -> StoredFile.write(folder, report, EXPLICIT).frames(true))
                .isInstanceOf(ImageException.class);
    }
}
