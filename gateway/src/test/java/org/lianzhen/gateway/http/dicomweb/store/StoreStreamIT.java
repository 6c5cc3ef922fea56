package org.lianzhen.gateway.http.dicomweb.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lianzhen.gateway.http.dicomweb.store.RawRequest.allowed;
import static org.lianzhen.gateway.http.dicomweb.store.StoreSite.STUDIES;
import static org.lianzhen.gateway.http.dicomweb.store.StoreSite.items;
import static org.lianzhen.gateway.http.dicomweb.store.StoreSite.json;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.intake.TestFile;

/** Requests that are slow, large, many, and broken off. */
@Timeout(180)
class StoreStreamIT {
    private static final String STORED = "00081199";
    private static final String FAILED = "00081198";
    private static final String SOP_INSTANCE = "00081155";

    @TempDir
    private Path folder;
    private StoreSite site;

    @BeforeEach
    void open() throws IOException {
        site = StoreSite.open(folder);
    }

    @AfterEach
    void close() {
        site.close();
    }

    private static byte[] file(String instance) {
        return TestFile.of("1.2.3", "1.2.3.1", instance);
    }

    @Test
    void ofTenThousandObjectsTheThreeBadOnesAreToldAndAllOthersAreKept() {
        Set<Integer> bad = Set.of(17, 5_000, 9_999);
        var body = new Multipart();
        for (int i = 0; i < 10_000; i++) {
            byte[] file = TestFile.of("1.2.3", "1.2.3." + i / 500, "1.2.3.4." + i);
            body.part("application/dicom", bad.contains(i) ? Arrays.copyOf(file, file.length - 3) : file);
        }
        JsonObject module = json(site.send(STUDIES, Multipart.TYPE, body.end()), 202);
        assertThat(StoreSite.values(items(module, FAILED), SOP_INSTANCE)).containsExactly("1.2.3.4.17", "1.2.3.4.5000",
                "1.2.3.4.9999");
        assertThat(StoreSite.values(items(module, FAILED), "00091001")).containsExactly(18, 5_001, 10_000);
        assertThat(StoreSite.values(items(module, STORED), SOP_INSTANCE)).isEqualTo(IntStream.range(0, 10_000)
                .filter(i -> !bad.contains(i)).mapToObj(i -> "1.2.3.4." + i).toList());
        assertThat(site.count("instance where state = 'ACTIVE'")).isEqualTo(9_997);
        assertThat(site.objects()).hasSize(9_997);
        assertThat(site.database.rows("select outcome, sum((details->>'instances')::int), max(details->>'files') from "
                + "audit_event group by outcome order by outcome")).containsExactly(Arrays.asList("FAILED", null, "3"),
                        Arrays.asList("SUCCESS", 9_997L, null));
    }

    @Test
    void aBodyThatTricklesInIsTaken() throws IOException {
        byte[] file = file("1.2.3.1.1");
        byte[] body = Multipart.of(file);
        try (var request = new RawRequest(site, allowed() + "Content-Length: " + body.length + "\r\n")) {
            for (byte one : body) {
                request.bytes(new byte[]{ one });
            }
            assertThat(request.line()).contains(" 200 ");
        }
        assertThat(site.file("1.2.3.1.1")).isEqualTo(file);
    }

    @Test
    void whatWasWholeBeforeTheConnectionBrokeStaysAndMayBeSentAgain() throws IOException {
        byte[] body = Multipart.of(file("1.2.3.1.1"), file("1.2.3.1.2"), file("1.2.3.1.3"));
        try (var request = new RawRequest(site, allowed() + "Content-Length: " + body.length + "\r\n")) {
            request.bytes(Arrays.copyOf(body, body.length - 300));
            Await.until("two are durable", () -> site.count("instance") == 2);
            request.breakOff();
        }
        assertThat(site.database.value("select sum((details->>'instances')::int) from audit_event")).isEqualTo(2L);
        Await.until("nothing of the third is there", () -> site.objects().size() == 2);
        json(site.send(STUDIES, Multipart.TYPE, body), 200);
        assertThat(site.count("instance")).isEqualTo(3);
    }

    @Test
    void aLargeObjectThatIsBrokenOffLeavesNothing() throws IOException {
        byte[] head = TestFile.headOfLarge("1.2.3.1.1", 64 << 20);
        try (var request = new RawRequest(site, allowed() + "Transfer-Encoding: chunked\r\n")) {
            chunk(request, new Multipart().text(Multipart.head("application/dicom")).bytes());
            chunk(request, head);
            chunk(request, new byte[8 << 20]);
            Await.until("some of it is written", () -> !site.objects().isEmpty());
            request.breakOff();
        }
        Await.until("it is gone", () -> site.objects().isEmpty());
        assertThat(site.count("instance")).isZero();
    }

    private static void chunk(RawRequest request, byte[] bytes) throws IOException {
        request.text(Integer.toHexString(bytes.length) + "\r\n").bytes(bytes).text("\r\n");
    }

    @Test
    void manyUploadsOfOneStudyAtOnceDoNotHinderOneAnother() {
        List<byte[]> bodies = IntStream.range(0, 8)
                .mapToObj(sender -> Multipart.of(IntStream.range(0, 40)
                        .mapToObj(i -> TestFile.of("1.2.3", "1.2.3." + i % 3, "1.2.3.5." + (sender / 2 * 40 + i)))
                        .toArray(byte[][]::new)))
                .toList();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            bodies.forEach(body -> answers.add(CompletableFuture
                    .supplyAsync(() -> site.send(STUDIES, Multipart.TYPE, body), threads)));
        }
        answers.forEach(answer -> assertThat(items(json(answer.join(), 200), STORED)).hasSize(40));
        assertThat(site.count("instance")).as("each was sent twice").isEqualTo(160);
        assertThat(site.count("study")).isEqualTo(1);
        assertThat(site.database.value("select count(*) from instance where state <> 'ACTIVE'")).isEqualTo(0L);
    }

    @Test
    void aStrangerIsAskedToLogInBeforeItsBodyIsReadAndTheConnectionEnds() throws IOException {
        try (var asking = new RawRequest(site, "Expect: 100-continue\r\nContent-Length: 1000000000\r\n")) {
            assertThat(asking.line()).contains(" 401 ");
            assertThat(asking.rest()).containsIgnoringCase("connection: close").contains("log-in-needed");
        }
        try (var eager = new RawRequest(site, "Content-Length: 1000000000\r\n")) {
            eager.bytes(new byte[100_000]);
            assertThat(eager.line()).contains(" 401 ");
            assertThat(eager.rest()).containsIgnoringCase("connection: close").contains("log-in-needed");
        }
    }

    @Test
    void whoAsksIsToldToSend() throws IOException {
        byte[] body = Multipart.of(file("1.2.3.1.1"));
        String headers = allowed() + "Expect: 100-continue\r\nContent-Length: " + body.length + "\r\n";
        try (var request = new RawRequest(site, headers)) {
            assertThat(request.line()).contains(" 100 ");
            assertThat(request.line()).isEmpty();
            assertThat(request.bytes(body).line()).contains(" 200 ");
        }
        site.full.set(true);
        try (var request = new RawRequest(site, headers)) {
            assertThat(request.line()).contains(" 507 ");
        }
        try (var request = new RawRequest(site, STUDIES + "/1.2.3%2F..%2F1.2.4", headers)) {
            assertThat(request.line()).contains(" 400 ");
        }
    }

    @Test
    void oneConnectionCarriesOneRequestAfterAnother() throws IOException {
        byte[] body = Multipart.of(file("1.2.3.1.1"));
        String head = "POST " + STUDIES + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + Multipart.TYPE + "\r\n" + allowed()
                + "Connection: close\r\nContent-Length: " + body.length + "\r\n\r\n";
        try (var request = new RawRequest(site, allowed() + "Content-Length: " + body.length + "\r\n")) {
            request.bytes(body).text(head).bytes(body);
            assertThat(request.rest().split("HTTP/1.1 200", -1)).hasSize(3);
        }
    }

    @Test
    void roomThatEndsMeanwhileIsToldOfEachFile() throws IOException {
        byte[] body = Multipart.of(file("1.2.3.1.1"), file("1.2.3.1.2"));
        int second = Multipart.of(file("1.2.3.1.1")).length;
        try (var request = new RawRequest(site, allowed() + "Connection: close\r\nContent-Length: " + body.length
                + "\r\n")) {
            request.bytes(Arrays.copyOf(body, second));
            Await.until("the first is durable", () -> site.count("instance") == 1);
            site.full.set(true);
            request.bytes(Arrays.copyOfRange(body, second, body.length));
            String answer = request.rest();
            assertThat(answer).contains(" 202 ");
            JsonObject module = new JsonObject(answer.substring(answer.indexOf("\r\n\r\n")));
            assertThat(items(module, FAILED)).singleElement()
                    .satisfies(item -> assertThat(StoreSite.value(item, "00081197")).isEqualTo(0xA700));
            assertThat(items(module, STORED).stream().map(item -> StoreSite.value(item, SOP_INSTANCE)).collect(
                    Collectors.toSet())).containsExactly("1.2.3.1.1");
        }
    }
}
