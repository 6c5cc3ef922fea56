package org.lianzhen.gateway.http.dicomweb.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lianzhen.gateway.http.dicomweb.store.StoreSite.STUDIES;
import static org.lianzhen.gateway.http.dicomweb.store.StoreSite.items;
import static org.lianzhen.gateway.http.dicomweb.store.StoreSite.json;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.http.TestSite;
import org.lianzhen.gateway.intake.TestFile;
import org.slf4j.LoggerFactory;

/** What is told of good and of bad instances, and what is kept of them. */
@Timeout(120)
class StoreFeatureIT {
    private static final String STORED = "00081199";
    private static final String FAILED = "00081198";
    private static final String OTHERS = "0008119A";
    private static final String URL = "00081190";
    private static final String SOP_INSTANCE = "00081155";
    private static final String REASON = "00081197";
    private static final String WARNING = "00081196";
    private static final String PART = "00091001";
    private static final String WHY = "00091002";

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

    /** Of another content under the same UIDs. */
    private static byte[] changed(byte[] file) {
        byte[] other = file.clone();
        other[other.length - 1] ^= 1;
        return other;
    }

    @Test
    void storesWhatASinglePartAndManyPartsHold() {
        byte[] third = file("1.2.3.1.3");
        JsonObject module = json(site.store(file("1.2.3.1.1"), file("1.2.3.1.2")), 200);
        assertThat(module.fieldNames()).containsExactlyInAnyOrder(URL, STORED);
        assertThat(StoreSite.value(module, URL)).isEqualTo("https://lianzhen.example/dicom-web/studies/1.2.3");
        assertThat(StoreSite.values(items(module, STORED), SOP_INSTANCE)).containsExactly("1.2.3.1.1", "1.2.3.1.2");
        assertThat(StoreSite.value(items(module, STORED).getFirst(), URL)).isEqualTo(
                "https://lianzhen.example/dicom-web/studies/1.2.3/series/1.2.3.1/instances/1.2.3.1.1");

        HttpResponse<String> one = site.send(STUDIES + "/1.2.3", "application/dicom; transfer-syntax=*", third);
        assertThat(one.headers().firstValue("Content-Type")).contains("application/dicom+json");
        assertThat(StoreSite.values(items(json(one, 200), STORED), SOP_INSTANCE)).containsExactly("1.2.3.1.3");
        assertThat(site.file("1.2.3.1.3")).isEqualTo(third);
        assertThat(site.database.rows("select distinct unit, source, target, priority, urgency::text from instance"))
                .containsExactly(List.of("TS1", "test", "https://lianzhen.example/dicom-web/studies", "MEDIUM",
                        "ROUTINE"));
        assertThat(site.count("arrival")).isEqualTo(3);
    }

    @Test
    void writesDownWhoStoredWhatBeforeItAnswers() {
        site.store(file("1.2.3.1.1"), file("1.2.3.1.2"), TestFile.of("1.2.4", "1.2.4.1", "1.2.4.1.1"), new byte[3]);
        String events = "select unit, actor, role, source, outcome, object, sum((details->>'instances')::int), "
                + "max(details->>'called'), max(details->>'files') from audit_event where action = 'STUDY_STORE' "
                + "group by 1, 2, 3, 4, 5, 6 order by object";
        String called = "https://lianzhen.example/dicom-web/studies";
        assertThat(site.database.rows(events)).containsExactly(
                Arrays.asList("TS1", "test", "TECHNOLOGIST", "127.0.0.1", "FAILED", "", null, null, "1"),
                Arrays.asList("TS1", "test", "TECHNOLOGIST", "127.0.0.1", "SUCCESS", "1.2.3", 2L, called, null),
                Arrays.asList("TS1", "test", "TECHNOLOGIST", "127.0.0.1", "SUCCESS", "1.2.4", 1L, called, null));
    }

    @Test
    void aRefusalLeavesALineThatNamesWhoeverSentIt() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        var logger = (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(StoreFeature.class);
        log.start();
        logger.addAppender(log);
        try {
            assertThat(site.send(STUDIES, "text/plain", file("1.2.3.1.1")).statusCode()).isEqualTo(415);
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list).singleElement().satisfies(line -> assertThat(line.getFormattedMessage())
                .startsWith("An upload of test at 127.0.0.1 was refused: media-type"));
    }

    @Test
    void theSameAgainIsASuccessAndSomethingElseUnderItsNameIsParkedWithAWarning() {
        byte[] file = file("1.2.3.1.1");
        json(site.store(file), 200);
        json(site.store(file, file), 200);
        assertThat(site.count("instance")).isEqualTo(1);

        JsonObject module = json(site.store(changed(file)), 202);
        assertThat(items(module, STORED)).singleElement()
                .satisfies(item -> assertThat(StoreSite.value(item, WARNING)).isEqualTo(0xB101));
        assertThat(module.containsKey(FAILED)).isFalse();
        assertThat(site.database.rows("select state from instance order by version"))
                .containsExactly(List.of("ACTIVE"), List.of("PARKED"));
        assertThat(site.file("1.2.3.1.1")).isEqualTo(changed(file));
    }

    @Test
    void everyBadFileIsNamedAndEveryGoodOneIsKept() {
        byte[] cut = file("1.2.3.1.2");
        JsonObject module = json(site.store(file("1.2.3.1.1"), Arrays.copyOf(cut, cut.length - 1),
                "no file at all".getBytes(StandardCharsets.US_ASCII), new byte[0],
                TestFile.of("", "1.2.3.1", "1.2.3.1.5"), TestFile.of("1.2.3", "../../../etc", "1.2.3.1.6"),
                file("1.2.3.1.7")), 202);

        assertThat(StoreSite.values(items(module, STORED), SOP_INSTANCE)).containsExactly("1.2.3.1.1", "1.2.3.1.7");
        assertThat(StoreSite.values(items(module, FAILED), SOP_INSTANCE)).containsExactly("1.2.3.1.2", "1.2.3.1.5",
                "1.2.3.1.6");
        assertThat(StoreSite.values(items(module, FAILED), PART)).containsExactly(2, 5, 6);
        assertThat(StoreSite.values(items(module, FAILED), REASON)).containsOnly(0xC000);
        assertThat(StoreSite.values(items(module, FAILED), WHY)).last().asString().contains("(0020,000E)")
                .doesNotContain("etc");
        assertThat(StoreSite.values(items(module, OTHERS), PART)).containsExactly(3, 4);
        assertThat(StoreSite.values(items(module, OTHERS), REASON)).containsOnly(0xC000);
        assertThat(site.count("instance")).isEqualTo(2);
        assertThat(site.objects()).hasSize(2);
    }

    @Test
    void whatIsOfAnotherStudyThanThePathFails() {
        JsonObject module = json(site.send(STUDIES + "/1.2.3", Multipart.TYPE, Multipart.of(file("1.2.3.1.1"),
                TestFile.of("1.2.4", "1.2.4.1", "1.2.4.1.1"))), 202);
        assertThat(StoreSite.values(items(module, STORED), SOP_INSTANCE)).containsExactly("1.2.3.1.1");
        assertThat(StoreSite.values(items(module, FAILED), REASON)).containsExactly(0xC409);
        json(site.send(STUDIES + "/1.2.9", Multipart.TYPE, Multipart.of(file("1.2.3.1.2"))), 409);
        assertThat(site.count("instance")).isEqualTo(1);
    }

    @Test
    void aPartOfAnotherKindFailsAlone() {
        byte[] body = new Multipart().part("text/plain", file("1.2.3.1.1"))
                .text("--" + Multipart.BOUNDARY + "\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n")
                .text("--" + Multipart.BOUNDARY + "\r\n\r\n").text("\r\n")
                .part("application/dicom; transfer-syntax=1.2.840.10008.1.2.1", file("1.2.3.1.4")).end();
        JsonObject module = json(site.send(STUDIES, Multipart.TYPE, body), 202);
        assertThat(StoreSite.values(items(module, STORED), SOP_INSTANCE)).containsExactly("1.2.3.1.4");
        assertThat(StoreSite.values(items(module, OTHERS), PART)).containsExactly(1, 2, 3);
        assertThat(StoreSite.values(items(module, OTHERS), WHY)).first().asString().contains("application/dicom");
    }

    @ParameterizedTest
    @CsvSource({ "3, 2", "4, 2", "5, 1", "40, 1", "1000, 1" })
    void aBodyThatEndsInTheMiddleLeavesWhatIsWhole(int missing, int whole) {
        byte[] body = Multipart.of(file("1.2.3.1.1"), file("1.2.3.1.2"));
        HttpResponse<String> answer = site.send(STUDIES, Multipart.TYPE, Arrays.copyOf(body, body.length - missing));
        JsonObject module = json(answer, 202);
        assertThat(items(module, STORED)).hasSize(whole);
        assertThat(StoreSite.values(items(module, OTHERS), WHY))
                .containsExactly("body ends before its closing delimiter");
        assertThat(StoreSite.values(items(module, OTHERS), PART)).containsExactly(whole + 1);
        assertThat(site.count("instance")).isEqualTo(whole);
    }

    @Test
    void aBodyThatIsNoneIsAProblem() {
        isProblem(site.send(STUDIES, Multipart.TYPE, new byte[0]), 400, "multipart");
        isProblem(site.send(STUDIES, Multipart.TYPE, "hello".getBytes(StandardCharsets.US_ASCII)), 400, "multipart");
        isProblem(site.send(STUDIES, Multipart.TYPE, new byte[200_000]), 400, "multipart");
        isProblem(site.send(STUDIES, Multipart.TYPE, Multipart.of()), 400, "multipart");
        isProblem(site.send(STUDIES, "application/dicom", new byte[0]), 400, "multipart");
        isProblem(site.send(STUDIES, Multipart.TYPE, new Multipart()
                .text("--" + Multipart.BOUNDARY + "\r\nX: " + "x".repeat(70_000)).end()), 400, "multipart");
        assertThat(site.objects()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "'' | 415", "text/plain | 415", "application/json | 415",
            "multipart/form-data; boundary=x | 415",
            "multipart/related; type=\"application/dicom+xml\"; boundary=x | 415",
            "multipart/related; type=\"application/dicom\" | 400",
            "multipart/related; type=\"application/dicom\"; boundary=\"\" | 400",
            "multipart/related; type=\"application/dicom\"; boundary=x\u0001 | 400" })
    void aKindOfContentThatIsNotTakenIsRefused(String type, int status) {
        HttpResponse<
                String> answer = site.send(STUDIES, type.isEmpty() ? "x/y" : type, Multipart.of(file("1.2.3.1.1")));
        isProblem(answer, status, status == 415 ? "media-type" : "multipart");
        if (status == 415) {
            assertThat(answer.body()).contains("application/dicom");
            assertThat(answer.headers().firstValue("Accept")).contains(BodyType.TAKEN);
        }
    }

    @Test
    void headsThatCannotBeAreRefused() {
        byte[] body = Multipart.of(file("1.2.3.1.1"));
        isProblem(site.site.text(site.to(STUDIES, Multipart.TYPE).header("Accept", "application/dicom+xml")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))), 406, "media-type");
        isProblem(site.site.text(site.to(STUDIES, Multipart.TYPE).header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))), 415, "media-type");
        for (String path : List.of("/..%5C..", "/1.2.3%20", "/1.2.x", "/" + "1".repeat(65), "/%00")) {
            isProblem(site.send(STUDIES + path, Multipart.TYPE, body), 400, "uid");
        }
        isProblem(site.site.text(site.site.request(STUDIES).header("Content-Type", Multipart.TYPE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))), 401, "log-in-needed");
        isProblem(site.site.text(site.site.request(STUDIES, TestSite.token(Role.RADIOLOGIST, "CH1"))
                .header("Content-Type", Multipart.TYPE).POST(HttpRequest.BodyPublishers.ofByteArray(body))), 403,
                "no-right");
        assertThat(site.count("instance")).isZero();
    }

    @Test
    void longNamesHarmNobody() {
        byte[] named = TestFile.ofPatient("王^" + "东".repeat(20_000), "1.2.3.1.1");
        json(site.store(named, file("1.2.3.1.2")), 200);
        assertThat(site.file("1.2.3.1.1")).isEqualTo(named);
    }

    @Test
    void nothingIsTakenWhileThereIsNoRoom() {
        site.full.set(true);
        isProblem(site.store(file("1.2.3.1.1")), 507, "no-room");
        site.full.set(false);
        json(site.store(file("1.2.3.1.1")), 200);
    }

    private static void isProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo(code);
    }
}
