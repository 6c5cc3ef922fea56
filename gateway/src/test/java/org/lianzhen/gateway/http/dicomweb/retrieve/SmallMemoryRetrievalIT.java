package org.lianzhen.gateway.http.dicomweb.retrieve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.data.BulkData;
import org.lianzhen.dicom.data.BulkValue;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.FileMetaInformation;
import org.lianzhen.dicom.io.FileMetaInformation.Implementation;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10File;
import org.lianzhen.dicom.io.Part10Reader;
import org.lianzhen.dicom.io.Part10Writer;
import org.lianzhen.dicom.io.WriteOptions;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.archive.ChildJava;
import org.lianzhen.gateway.http.dicomweb.RepeatedByte;

/** A server with little memory, and many who want what takes more: a deflated data set, and one that is full of values. */
@Timeout(300)
class SmallMemoryRetrievalIT {
    private static final long PIXELS = 200L << 20;
    private static final int VALUES = 30_000;
    private static final int VALUE = 3000;
    private static final Bytes CREATOR = Bytes.of("FULL".getBytes(StandardCharsets.US_ASCII));
    private static final String ROOT = "/dicom-web/studies/1.1/series/1.2/instances/1.2.";

    @TempDir
    private Path folder;
    private Process server;
    private String address;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws IOException {
        List<String> arguments = new ArrayList<>(List.of(folder.resolve("cache").toString()));
        arguments.addAll(deflated().arguments());
        arguments.addAll(full().arguments());
        ProcessBuilder builder = ChildJava.asPeopleRunIt(SmallArchive.class.getName(), arguments.toArray(String[]::new))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("JAVA_TOOL_OPTIONS",
                "-Xmx64m -XX:MaxDirectMemorySize=64m -XX:+ExitOnOutOfMemoryError");
        server = builder.start();
        BufferedReader out = server.inputReader(StandardCharsets.US_ASCII);
        address = "http://127.0.0.1:" + out.readLine();
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        client.close();
        server.getOutputStream().close();
        assertThat(server.waitFor()).as("ended by itself").isZero();
    }

    private static DataSetBuilder image() {
        return StoredFile.image(1 << 14, 1 << 14, 8).put(Tag.StudyInstanceUID, "1.1").put(Tag.SeriesInstanceUID, "1.2");
    }

    /** 200 MiB of zeros, in a file of some hundred KiB. */
    private SmallArchive.Entry deflated() throws IOException {
        var pixels = new BulkValue(Tag.PixelData, Vr.OB, new BulkData("zeros:", 0, PIXELS));
        return write("deflated", image().putInts(Tag.Rows, (int) (PIXELS >> 14)).put(pixels).build(),
                TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN);
    }

    /** 90 MB of values each of which is short enough to be held. */
    private SmallArchive.Entry full() throws IOException {
        DataSetBuilder builder = image().put(new Value(0x0009_0010, Vr.LO, CREATOR));
        for (int i = 0; i < VALUES; i++) {
            builder.put(new BulkValue(0x0009_1000 + (i & 0xFF) + (i >> 8 << 17), Vr.UN,
                    new BulkData("zeros:", 0, VALUE)));
        }
        return write("full", builder.build(), TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
    }

    private SmallArchive.Entry write(String name, DataSet dataSet, TransferSyntax syntax) throws IOException {
        Path file = folder.resolve(name);
        var meta = FileMetaInformation.of(SopClass.CTImageStorage, "1.3", syntax.uid(), new Implementation("1.2", "T"));
        try (OutputStream out = Files.newOutputStream(file)) {
            Part10Writer.write(meta, dataSet, out,
                    WriteOptions.DEFAULT.withBulk(data -> Channels.newChannel(new RepeatedByte('0', data.length()))));
        }
        Part10File read = Part10Reader.read(file, ParseOptions.WHOLE.withBulk(0, "", 0));
        return read.dataSet().element(Tag.PixelData) instanceof BulkValue pixels
                ? new SmallArchive.Entry(file, syntax, (int) read.dataSetOffset(), pixels.data().offset(), PIXELS)
                : new SmallArchive.Entry(file, syntax, (int) read.dataSetOffset(), -1, 0);
    }

    /** What came: how much of it, and how it was answered. */
    private record Came(String what, int status, boolean retryAfter, long bytes) {}

    private Came get(String path, String accept) {
        try {
            HttpResponse<InputStream> answer = client.send(HttpRequest.newBuilder(URI.create(address + ROOT + path))
                    .header("Authorization", "Bearer " + TestArchive.READER).header("Accept", accept).build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                return new Came(path, answer.statusCode(), answer.headers().firstValue("Retry-After").isPresent(),
                        body.transferTo(OutputStream.nullOutputStream()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private List<Came> many(int times, String path, String accept) {
        List<CompletableFuture<Came>> asked = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            var came = new CompletableFuture<Came>();
            asked.add(came);
            Thread.ofVirtual().start(() -> {
                try {
                    came.complete(get(path, accept));
                } catch (RuntimeException e) {
                    came.completeExceptionally(e);
                }
            });
        }
        return asked.stream().map(CompletableFuture::join).toList();
    }

    private static void whole(List<Came> all, long atLeast) {
        assertThat(all).allSatisfy(one -> {
            assertThat(one.status()).as(one.what()).isEqualTo(200);
            assertThat(one.bytes()).as(one.what()).isGreaterThanOrEqualTo(atLeast);
        });
    }

    /** What does not fit is refused for good, what does not fit now for now. */
    private static void refused(List<Came> all) {
        assertThat(all).allSatisfy(one -> assertThat(one.status() == 406 || (one.status() == 503 && one.retryAfter()))
                .as(one.toString()).isTrue());
    }

    @Test
    void aDeflatedInstanceIsHadByManyAtOnce() {
        whole(many(8, "0", "application/dicom"), PIXELS);
        whole(many(8, "0/bulkdata/7FE00010", "application/octet-stream"), PIXELS);
        whole(many(20, "0/metadata", "application/dicom+json"), 500);
        refused(many(20, "0/frames/1", "application/octet-stream"));
        refused(many(4, "0/rendered", "image/jpeg"));
        whole(many(1, "0/metadata", "application/dicom+json"), 500);
    }

    @Test
    void anInstanceFullOfValuesIsRefusedAndItsValuesAreHad() {
        refused(many(20, "1", "application/dicom"));
        whole(many(20, "1/metadata", "application/dicom+json"), 100);
        whole(many(20, "1/bulkdata/00091001", "application/octet-stream"), VALUE);
    }
}
