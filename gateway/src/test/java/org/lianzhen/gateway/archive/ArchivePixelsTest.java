package org.lianzhen.gateway.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.data.BulkValue;
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
import org.lianzhen.dicom.service.PixelDecoding.Image;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

class ArchivePixelsTest {
    private static final TransferSyntax JPEG_LS = TransferSyntax.JPEG_LS_LOSSLESS;

    private final ArchivePixels pixels = new ArchivePixels(new ArchivePixels.Limits(1, Duration.ofSeconds(30)));

    private static DataSet plain() {
        byte[] cells = new byte[8 * 8 * 3];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = (byte) (i * 31);
        }
        return DataSet.builder().put(Tag.PatientID, "P1").putInts(Tag.Rows, 8).putInts(Tag.Columns, 8)
                .put(Tag.NumberOfFrames, "3").putInts(Tag.SamplesPerPixel, 1).putInts(Tag.BitsAllocated, 8)
                .putInts(Tag.BitsStored, 8).putInts(Tag.HighBit, 7).putInts(Tag.PixelRepresentation, 0)
                .put(Tag.PhotometricInterpretation, "MONOCHROME2")
                .put(new Value(Tag.PixelData, Vr.OB, Bytes.wrap(cells))).build();
    }

    private static Image image() throws IOException {
        Frames frames = Frames.of(plain(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, BulkDataResolver.NONE);
        return new Image(Transcoding.toJpegLs(plain(), frames), JPEG_LS, BulkDataResolver.NONE);
    }

    private static Bytes read(DataSet dataSet, BulkDataResolver values) throws IOException {
        var read = new ByteArrayOutputStream();
        BulkValue value = (BulkValue) dataSet.element(Tag.PixelData);
        try (ReadableByteChannel channel = values.open(value.data())) {
            ByteBuffer buffer = ByteBuffer.allocate(50);
            while (channel.read(buffer) >= 0) {
                read.write(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
        }
        return Bytes.wrap(read.toByteArray());
    }

    @Test
    void handsOnWhatItDecoded() throws Exception {
        works();
    }

    private void works() throws Exception {
        var got = new CompletableFuture<Bytes>();
        var virtual = new CompletableFuture<Boolean>();

        pixels.decode(image(), (dataSet, values) -> {
            assertThat(dataSet.string(Tag.PatientID)).isEqualTo("P1");
            virtual.complete(Thread.currentThread().isVirtual());
            got.complete(read(dataSet, values));
        });

        assertThat(got.join()).isEqualTo(((Value) plain().element(Tag.PixelData)).bytes());
        assertThat(virtual.join()).as("keeps from others the threads that wait").isFalse();
    }

    @Test
    void knowsWhatItDecodes() {
        assertThat(pixels.decodes(TransferSyntax.JPEG_2000)).isTrue();
        assertThat(pixels.decodes(TransferSyntax.HTJ2K)).isFalse();
    }

    @Test
    void faultsComeAsTheyAreAndTakeNoRoom() throws Exception {
        DataSet broken = image().dataSet().toBuilder().put(new Fragments(Tag.PixelData, Vr.OB, Bytes.EMPTY,
                List.of(new Fragment.Held(Bytes.ofHex("ffd8ffd9"))))).build();
        for (int round = 0; round < 3; round++) {
            assertThatExceptionOfType(ImageException.class).isThrownBy(
                    () -> pixels.decode(new Image(broken, JPEG_LS, BulkDataResolver.NONE), (dataSet, values) -> {}));
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> pixels.decode(image(), (dataSet, values) -> {
                throw new IOException("the peer is gone");
            })).withMessage("the peer is gone");
            assertThatIllegalStateException().isThrownBy(() -> pixels.decode(image(), (dataSet, values) -> {
                throw new IllegalStateException();
            }));
        }

        works();
    }

    @Test
    void waitsForItsShareButNotForEver() throws Exception {
        var impatient = new ArchivePixels(new ArchivePixels.Limits(1, Duration.ofMillis(20)));
        Image image = image();

        impatient.decode(image, (first, values) -> assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> impatient.decode(image, (second, more) -> {}))
                .withMessage("too many images are being decoded"));

        var got = new CompletableFuture<DataSet>();
        impatient.decode(image, (dataSet, values) -> got.complete(dataSet));
        assertThat(got).isCompleted();
    }

    @Test
    void stopsWhenNobodyWantsItAnyMore() throws Exception {
        Image image = image();
        var begun = new CountDownLatch(1);
        var ended = new CompletableFuture<String>();
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                pixels.decode(image, (dataSet, values) -> {
                    begun.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        throw new InterruptedIOException();
                    }
                });
                ended.complete("went on");
            } catch (InterruptedException e) {
                ended.complete("interrupted");
            } catch (IOException e) {
                ended.completeExceptionally(e);
            }
        });
        begun.await();

        caller.interrupt();

        assertThat(ended.join()).isEqualTo("interrupted");
        works();
    }
}
