package org.lianzhen.gateway.http.dicomweb.retrieve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.http.TestSite;

/** Instances of more than 2 GiB, which no array holds and whose offsets no int does. */
@Tag("long")
@Timeout(600)
class LargeInstanceIT {
    private static final int SIDE = 4096;
    private static final int FRAMES = 140;
    private static final long PIXELS = (long) SIDE * SIDE * FRAMES;
    private static final String ROOT = "/dicom-web/studies/1.1/series/1.2/instances/1.2.";
    private static final byte[] MARK = new byte[SIDE];
    static {
        Arrays.fill(MARK, (byte) 7);
    }

    @TempDir
    private Path folder;
    private final HttpClient client = HttpClient.newHttpClient();
    private SmallArchive.Entry explicit;
    private SmallArchive.Entry implicit;
    private TestSite site;

    @BeforeEach
    void start() throws IOException {
        explicit = write(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        implicit = write(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        site = TestSite.of(SmallArchive.feature(List.of(explicit, implicit), folder.resolve("cache")));
    }

    @AfterEach
    void stop() {
        site.close();
        client.close();
    }

    /** A file with a hole, and a row of sevens at its end. */
    private SmallArchive.Entry write(TransferSyntax syntax) throws IOException {
        DataSet dataSet = StoredFile.image(SIDE, SIDE, 8).put(org.lianzhen.dicom.dict.Tag.NumberOfFrames, "" + FRAMES)
                .put(new Value(org.lianzhen.dicom.dict.Tag.PixelData, Vr.OB, Bytes.EMPTY)).build();
        StoredFile head = StoredFile.write(folder, dataSet, syntax);
        long end = head.object().bytes().length();
        try (FileChannel file = FileChannel.open(head.file(), StandardOpenOption.WRITE)) {
            ByteBuffer length = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(0, (int) PIXELS);
            file.write(length, end - 4);
            file.write(ByteBuffer.wrap(MARK), end + PIXELS - MARK.length);
        }
        int offset = head.object().bytes().dataSetOffset();
        return new SmallArchive.Entry(head.file(), syntax, offset, end - offset, PIXELS);
    }

    private HttpRequest.Builder request(String path, String accept) {
        return site.request(ROOT + path, TestArchive.READER).header("Accept", accept);
    }

    /** How long a body is, and its last bytes. */
    private record Sum(HttpResponse<InputStream> answer, long length, Bytes tail) {}

    private Sum drained(String path, String accept) {
        try {
            HttpResponse<InputStream> answer = client.send(request(path, accept).build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            var last = new Last();
            try (InputStream body = answer.body()) {
                return new Sum(answer, body.transferTo(last), Bytes.wrap(last.bytes));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Keeps the last bytes of what is written. */
    private static final class Last extends OutputStream {
        private byte[] bytes = new byte[0];

        @Override
        public void write(int one) {
            write(new byte[]{ (byte) one }, 0, 1);
        }

        @Override
        public void write(byte[] more, int offset, int length) {
            byte[] all = Arrays.copyOf(bytes, bytes.length + length);
            System.arraycopy(more, offset, all, bytes.length, length);
            bytes = Arrays.copyOfRange(all, Math.max(0, all.length - MARK.length), all.length);
        }
    }

    @Test
    void isHandedOutAsItIsAndInAnotherEncoding() {
        for (Sum sum : List.of(drained("0", "application/dicom"), drained("1", "application/dicom"))) {
            assertThat(sum.answer().statusCode()).isEqualTo(200);
            assertThat(sum.length()).isGreaterThan(PIXELS);
            assertThat(sum.answer().headers().firstValueAsLong("Content-Length")).hasValue(sum.length());
            assertThat(sum.tail()).isEqualTo(Bytes.wrap(MARK));
        }
        assertThat(drained("1", "multipart/related; type=\"application/dicom\"").length()).isGreaterThan(PIXELS);
    }

    @Test
    void itsLastFrameAndItsLastBytesAreHad() {
        for (String instance : List.of("0", "1")) {
            HttpResponse<byte[]> frame = site.bytes(request(instance + "/frames/" + FRAMES,
                    "application/octet-stream"));
            assertThat(frame.body()).hasSize(SIDE * SIDE);
            assertThat(Arrays.copyOfRange(frame.body(), SIDE * (SIDE - 1), SIDE * SIDE)).isEqualTo(MARK);
            HttpResponse<byte[]> range = site.bytes(request(instance + "/bulkdata/7FE00010",
                    "application/octet-stream").header("Range",
                            "bytes=" + (PIXELS - MARK.length) + "-" + (PIXELS - 1)));
            assertThat(range.statusCode()).isEqualTo(206);
            assertThat(range.body()).isEqualTo(MARK);
            assertThat(site.bytes(request(instance + "/metadata", "application/dicom+json")).statusCode())
                    .isEqualTo(200);
        }
    }
}
