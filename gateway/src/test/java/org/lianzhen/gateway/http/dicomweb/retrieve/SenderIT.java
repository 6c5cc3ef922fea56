package org.lianzhen.gateway.http.dicomweb.retrieve;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.access.Caller;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.access.Sessions;
import org.lianzhen.gateway.app.tls.KeyFiles;
import org.lianzhen.gateway.app.tls.TestTls;
import org.lianzhen.gateway.http.HttpFront;

/** How bytes get onto the line: a large image, fast, slow and vanishing clients, with and without TLS. */
@Timeout(120)
class SenderIT {
    private static final int PIXELS = 24 << 20;
    private static final String PATH = "/dicom-web/studies/1.2.840.99.4/series/1.2.840.99.41/instances/1.2.840.99.42";
    private static final String SINGLE = "application/dicom";
    private static final String MULTIPART = "multipart/related; type=\"application/dicom\"; transfer-syntax=*";

    @TempDir
    private static Path folder;
    private static TestArchive archive;
    private static byte[] kept;

    @BeforeAll
    static void fill() throws IOException {
        archive = new TestArchive(folder);
        byte[] pixels = new byte[PIXELS];
        new Random(1).nextBytes(pixels);
        archive.store(DataSet.builder().put(Tag.SOPClassUID, SopClass.CTImageStorage)
                .put(Tag.SOPInstanceUID, "1.2.840.99.42").put(Tag.StudyInstanceUID, "1.2.840.99.4")
                .put(Tag.SeriesInstanceUID, "1.2.840.99.41")
                .put(new Value(Tag.PixelData, Vr.OW, Bytes.wrap(pixels))).build());
        try (Stream<Path> files = Files.walk(folder.resolve("objects"))) {
            kept = Files.readAllBytes(files.filter(file -> file.toString().endsWith(".dcm")).findFirst().orElseThrow());
        }
    }

    @AfterAll
    static void close() {
        archive.close();
    }

    /** Bytes of objects that Java itself read meanwhile. */
    private static long readByJava(Runnable what) throws IOException {
        try (var recording = new Recording()) {
            recording.enable("jdk.FileRead").withThreshold(Duration.ZERO);
            recording.start();
            what.run();
            recording.stop();
            Path dump = folder.resolve("recording.jfr");
            recording.dump(dump);
            return RecordingFile.readAllEvents(dump).stream().filter(SenderIT::isOfObject)
                    .mapToLong(event -> event.getLong("bytesRead")).sum();
        }
    }

    private static boolean isOfObject(RecordedEvent event) {
        String path = event.getString("path");
        return path != null && path.endsWith(".dcm");
    }

    @Test
    void theSystemSendsASinglePartWithoutJavaReadingIt() throws IOException {
        assertThat(readByJava(() -> assertThat(plain(SINGLE)).isEqualTo(kept))).isZero();
        assertThat(readByJava(() -> plain(MULTIPART))).isGreaterThanOrEqualTo(kept.length);
    }

    /** By a client of HTTP/1.1, to which nothing is offered but that. */
    private static byte[] plain(String accept) {
        HttpResponse<byte[]> answer = archive.site.bytes(archive.site.request(PATH, TestArchive.READER)
                .version(HttpClient.Version.HTTP_1_1).header("Accept", accept));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(answer.body().length);
        return answer.body();
    }

    @Test
    void tlsAndStreamsCarryTheSameBytes() throws Exception {
        KeyFiles keys = KeyFiles.make(folder, "EC");
        Vertx vertx = Vertx.vertx();
        var options = new HttpFront.Options(InetAddress.getLoopbackAddress(), null,
                new HttpFront.Tls(0, TestTls.web(keys)));
        HttpFront front = Await.result(HttpFront.start(vertx, options,
                new HttpFront.Site(List.of(new RetrieveFeature(archive.sources,
                        new RetrieveFeature.Cache(archive.cache, () -> false), Charsets.AS_LABELLED)),
                        (token, source, active) -> session(), event -> CompletableFuture.allOf())));
        try (HttpClient client = HttpClient.newBuilder().sslContext(keys.trusting()).build()) {
            for (HttpClient.Version version : HttpClient.Version.values()) {
                for (String accept : List.of(SINGLE, MULTIPART)) {
                    HttpResponse<byte[]> answer = client.send(HttpRequest
                            .newBuilder(URI.create("https://localhost:" + front.tlsPort() + PATH)).version(version)
                            .header("Authorization", "Bearer x").header("Accept", accept).build(),
                            HttpResponse.BodyHandlers.ofByteArray());
                    assertThat(answer.version()).as("HTTP/2 is not offered").isEqualTo(HttpClient.Version.HTTP_1_1);
                    byte[] content = accept.equals(SINGLE) ? answer.body()
                            : TestArchive.parts(answer).getFirst().content().toArray();
                    assertThat(Arrays.equals(content, kept)).as(version + " " + accept).isTrue();
                }
            }
        } finally {
            Await.result(front.stop());
            Await.result(vertx.close().toCompletionStage());
        }
    }

    private static CompletableFuture<Optional<Sessions.Session>> session() {
        return CompletableFuture.completedFuture(Optional.of(
                new Sessions.Session(new Caller("test", "TS1", Set.of(Role.RADIOLOGIST), "127.0.0.1"), "csrf",
                        new UUID(0, 0), Sessions.Standing.ready("Test"))));
    }

    /** Asks and reads the first bytes only. */
    private static Socket slow(String accept) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(16 * 1024);
        socket.setSoTimeout(30_000);
        socket.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), archive.site.port()));
        socket.getOutputStream().write(("GET " + PATH + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                + TestArchive.READER + "\r\nAccept: " + accept + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        assertThat(new String(in.readNBytes(12), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200");
        return socket;
    }

    /** Objects that this process has open. */
    private static long openObjects() {
        File[] descriptors = new File("/proc/self/fd").listFiles();
        return Stream.of(descriptors == null ? new File[0] : descriptors).filter(SenderIT::isObject).count();
    }

    private static boolean isObject(File descriptor) {
        try {
            return Files.readSymbolicLink(descriptor.toPath()).toString().endsWith(".dcm");
        } catch (IOException e) {
            return false; // closed meanwhile
        }
    }

    @Test
    void slowClientsHoldUpNobodyAndLeaveNothingBehind() throws Exception {
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            clients.add(slow(i % 2 == 0 ? SINGLE : MULTIPART));
        }
        assertThat(openObjects()).isGreaterThan(30);
        int threads = Thread.activeCount();
        assertThat(Arrays.equals(plain(SINGLE), kept)).isTrue();
        assertThat(plain(MULTIPART).length).isGreaterThan(kept.length);
        assertThat(threads).as("platform threads").isLessThan(60);

        for (Socket client : clients) {
            client.setSoLinger(true, 0);
            client.close();
        }
        Await.until("every object is closed", () -> openObjects() == 0);
        assertThat(Arrays.equals(plain(SINGLE), kept)).isTrue();
    }

    @Test
    void aFileThatIsGoneIsOurFault() throws IOException {
        Path file;
        try (Stream<Path> files = Files.walk(folder.resolve("objects"))) {
            file = files.filter(one -> one.toString().endsWith(".dcm")).findFirst().orElseThrow();
        }
        Path aside = file.resolveSibling("aside");
        Files.move(file, aside);
        try {
            for (String accept : List.of(SINGLE, MULTIPART)) {
                HttpResponse<String> answer = archive.site.text(archive.site.request(PATH, TestArchive.READER)
                        .header("Accept", accept));
                assertThat(answer.statusCode()).isEqualTo(500);
                assertThat(answer.body()).doesNotContain(folder.toString());
            }
        } finally {
            Files.move(aside, file);
        }
    }
}
