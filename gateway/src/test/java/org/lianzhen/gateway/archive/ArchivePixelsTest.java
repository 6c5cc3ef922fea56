package org.lianzhen.gateway.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.data.BulkData;
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
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.PixelDecoding;
import org.lianzhen.dicom.service.PixelDecoding.Image;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

@Timeout(60)
class ArchivePixelsTest {
    private static final TransferSyntax JPEG_LS = TransferSyntax.JPEG_LS_LOSSLESS;

    @TempDir
    private Path folder;
    private final AtomicBoolean full = new AtomicBoolean();
    private ArchivePixels pixels;

    @BeforeEach
    void start() {
        pixels = pixels(Duration.ofSeconds(30));
    }

    /** For one at a time. */
    private ArchivePixels pixels(Duration waiting) {
        return new ArchivePixels(new ArchivePixels.Limits(1, waiting), folder.resolve("decoding"), full::get);
    }

    @AfterEach
    void leavesNothingBehind() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files).noneMatch(Files::isRegularFile);
        }
    }

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

    /** One whose bytes come when they are given. */
    private static Image slow(CompletableFuture<Void> given, CountDownLatch asked) throws IOException {
        var fragments = (Fragments) image().dataSet().element(Tag.PixelData);
        List<Fragment> referenced = fragments.fragments().stream().<Fragment>map(held -> new Fragment.Referenced(
                new BulkData("slow", fragments.fragments().indexOf(held), held.length()), held.head())).toList();
        return new Image(image().dataSet().toBuilder()
                .put(new Fragments(Tag.PixelData, Vr.OB, Bytes.EMPTY, referenced)).build(), JPEG_LS, data -> {
                    asked.countDown();
                    await(given);
                    Bytes bytes = ((Fragment.Held) fragments.fragments().get((int) data.offset())).bytes();
                    return Channels.newChannel(new ByteArrayInputStream(bytes.toArray()));
                });
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
    void putsNothingWhereThereIsNoRoom() throws Exception {
        full.set(true);
        assertThatThrownBy(() -> pixels.decode(image(), (dataSet, values) -> {
            throw new AssertionError("decoded");
        })).isInstanceOf(IOException.class).hasMessageContaining("no room");
        full.set(false);
        works();
    }

    @Test
    void handsOnWhatItDecoded() throws Exception {
        works();
    }

    private void works() throws Exception {
        var got = new CompletableFuture<Bytes>();

        pixels.decode(image(), (dataSet, values) -> {
            assertThat(dataSet.string(Tag.PatientID)).isEqualTo("P1");
            got.complete(read(dataSet, values));
        });

        assertThat(got.join()).isEqualTo(((Value) plain().element(Tag.PixelData)).bytes());
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
        ArchivePixels impatient = pixels(Duration.ofMillis(20));
        var given = new CompletableFuture<Void>();
        var asked = new CountDownLatch(1);
        Image slow = slow(given, asked);
        var first = new CompletableFuture<Bytes>();
        Thread.ofVirtual().start(() -> decode(impatient, slow, first));
        asked.await();

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> impatient.decode(image(), (second, more) -> {}))
                .withMessage("too many images are being decoded");

        given.complete(null);
        assertThat(Await.result(first)).isEqualTo(((Value) plain().element(Tag.PixelData)).bytes());
        var second = new CompletableFuture<Bytes>();
        decode(impatient, image(), second);
        assertThat(second).isCompletedWithValue(first.join());
    }

    private static void decode(ArchivePixels by, Image image, CompletableFuture<Bytes> result) {
        try {
            by.decode(image, (dataSet, values) -> result.complete(read(dataSet, values)));
        } catch (IOException | InterruptedException e) {
            result.completeExceptionally(e);
        }
    }

    /** However many wait for nodes that take nothing. */
    @Test
    void whatIsDecodedKeepsNobodyFromDecoding() throws Exception {
        var taken = new CompletableFuture<Void>();
        var handedOn = new CountDownLatch(5);
        Image image = image();
        List<CompletableFuture<Bytes>> waiting = Stream.generate(CompletableFuture<Bytes>::new).limit(5).toList();
        waiting.forEach(got -> Thread.ofVirtual().start(() -> {
            try {
                pixels.decode(image, (dataSet, values) -> {
                    handedOn.countDown();
                    taken.join();
                    got.complete(read(dataSet, values));
                });
            } catch (IOException | InterruptedException e) {
                got.completeExceptionally(e);
            }
        }));
        handedOn.await();

        works();

        taken.complete(null);
        assertThat(waiting).allSatisfy(got -> assertThat(Await.result(got))
                .isEqualTo(((Value) plain().element(Tag.PixelData)).bytes()));
    }

    @Test
    void stopsWhenNobodyWantsItAnyMoreWhileItIsDecoded() throws Exception {
        var asked = new CountDownLatch(1);
        Image slow = slow(new CompletableFuture<>(), asked);
        stops(slow, asked, (dataSet, values) -> {});
    }

    @Test
    void stopsWhenNobodyWantsItAnyMoreWhileItIsHandedOn() throws Exception {
        var begun = new CountDownLatch(1);
        stops(image(), begun, (dataSet, values) -> {
            begun.countDown();
            await(new CompletableFuture<>());
        });
    }

    private void stops(Image image, CountDownLatch begun, PixelDecoding.Receiver receiver) throws Exception {
        var ended = new CompletableFuture<String>();
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                pixels.decode(image, receiver);
                ended.complete("went on");
            } catch (InterruptedException | InterruptedIOException e) {
                ended.complete("interrupted");
            } catch (IOException e) {
                ended.completeExceptionally(e);
            }
        });
        begun.await();

        caller.interrupt();

        assertThat(Await.result(ended)).isEqualTo("interrupted");
        works();
    }

    private static void await(CompletableFuture<Void> event) throws IOException {
        try {
            event.get();
        } catch (InterruptedException e) {
            throw (IOException) new InterruptedIOException().initCause(e);
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
