package org.lianzhen.gateway.reading.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.gateway.access.Signature;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.reading.queue.ReadingState;
import org.lianzhen.gateway.reading.queue.ReadingTask;
import org.lianzhen.gateway.reading.queue.ReadingTask.Reader;

class SignedContentTest {
    private static final Reader WRITER = new Reader("li", "李医生");
    private static final Reader SENIOR = new Reader("zhao", "赵主任");
    private static final Instant AT = Instant.parse("2026-03-01T02:03:04.056Z");
    private static final SignedContent.Names NAMES = new SignedContent.Names("一院", "影像中心");

    private static ReadingTask task(String name, int signed) {
        var patient = new ReadingTask.Person(name, "", "P1", "ISS", "19800229", "M");
        return new ReadingTask(new UUID(0, 7), new ReadingTask.Owner("TS1", "IMG", "CH1"),
                new ReadingTask.Examination("1.2.3", patient, "A7", "20260301", "101500", "胸部平扫", List.of("CT", "SR"),
                        List.of("CHEST"), List.of("L"), 3),
                new ReadingTask.Standing(ReadingState.CLAIMED, WRITER, null, null, signed, 4, null),
                new ReadingTask.Clock(Urgency.URGENT, AT, AT, AT));
    }

    private static ReportText text(String findings) {
        return new ReportText("胸部 CT 平扫", "平扫", "咳嗽", "无", findings, "结节", "复查", true,
                List.of(new ReportText.KeyImage("1.2.3.1", "1.2.3.1.9", 2)));
    }

    private static String content(ReadingTask task, SignedReport.Kind kind, ReportText text) {
        return SignedContent.of(task, NAMES, new SignedContent.Report(kind, text),
                new SignedContent.Signer(kind == SignedReport.Kind.FINAL ? SENIOR : WRITER, WRITER, AT));
    }

    @Test
    void isThisTextAndNoOther() {
        assertThat(content(task("王^小东", 0), SignedReport.Kind.PRELIMINARY, text("见\"磨玻璃\"结节\n约 6 mm。")))
                .isEqualTo("{\"form\":\"lianzhen-report/1\",\"reading\":\"00000000-0000-0000-0000-000000000007\","
                        + "\"number\":1,\"kind\":\"PRELIMINARY\",\"unit\":\"TS1\",\"unitName\":\"一院\","
                        + "\"centre\":\"IMG\",\"centreName\":\"影像中心\","
                        + "\"patient\":{\"name\":\"王^小东\",\"patientId\":\"P1\",\"issuer\":\"ISS\","
                        + "\"birthDate\":\"19800229\",\"sex\":\"M\"},"
                        + "\"examination\":{\"studyInstanceUid\":\"1.2.3\",\"accessionNumber\":\"A7\","
                        + "\"studyDate\":\"20260301\",\"studyTime\":\"101500\",\"description\":\"胸部平扫\","
                        + "\"modalities\":[\"CT\",\"SR\"],\"bodyParts\":[\"CHEST\"],\"lateralities\":[\"L\"],"
                        + "\"instances\":3},"
                        + "\"text\":{\"item\":\"胸部 CT 平扫\",\"technique\":\"平扫\",\"clinicalInfo\":\"咳嗽\","
                        + "\"comparison\":\"无\",\"findings\":\"见\\\"磨玻璃\\\"结节\\n约 6 mm。\","
                        + "\"impression\":\"结节\",\"recommendations\":\"复查\",\"positive\":true,"
                        + "\"keyImages\":[{\"series\":\"1.2.3.1\",\"instance\":\"1.2.3.1.9\",\"frame\":2}]},"
                        + "\"writer\":\"li\",\"writerName\":\"李医生\",\"signer\":\"li\",\"signerName\":\"李医生\","
                        + "\"signedAt\":\"2026-03-01T02:03:04.056Z\"}");
    }

    @Test
    void namesWhoWroteItBesidesWhoApprovesIt() {
        var json = new JsonObject(content(task("王^小东", 1), SignedReport.Kind.FINAL, text("结节")));
        assertThat(json.getInteger("number")).isEqualTo(2);
        assertThat(json.getString("kind")).isEqualTo("FINAL");
        assertThat(json.getString("writer") + " " + json.getString("writerName")).isEqualTo("li 李医生");
        assertThat(json.getString("signer") + " " + json.getString("signerName")).isEqualTo("zhao 赵主任");
    }

    @ParameterizedTest
    @CsvSource({ "AMENDMENT, amends", "PROPOSAL, amends", "WITHDRAWAL, withdraws" })
    void saysWhichVersionIsNotValidAnyMoreAndWhy(SignedReport.Kind kind, String word) {
        var about = new ReadingTask.Amendment(2, "左右写反");
        var json = new JsonObject(SignedContent.of(task("王^小东", 3), NAMES,
                new SignedContent.Report(kind, text("结节"), about), new SignedContent.Signer(SENIOR, WRITER, AT)));
        assertThat(json.getInteger(word)).isEqualTo(2);
        assertThat(json.getString("reason")).isEqualTo("左右写反");
        assertThat(json.getInteger("number")).isEqualTo(4);
    }

    /** Characters of one to four bytes in UTF-8, some that only extensions B and G have, and what JSON escapes. */
    @ParameterizedTest
    @ValueSource(strings = { "鼒^翀嶷", "𠮷^𡈽", "\uD883\uDEDE^某", "Müller^Jürg", "ᠮᠣᠩᠭᠣᠯ^བོད་", "a\\b\"c/d",
            "\u0001\u001F\u007F",
            "\u2028\u2029", "王·小东 ㎜ ①" })
    void losesNoCharacter(String name) {
        String content = content(task(name, 0), SignedReport.Kind.PRELIMINARY, text(name));
        var read = new JsonObject(new String(content.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        assertThat(read.getJsonObject("patient").getString("name")).isEqualTo(name);
        assertThat(ReportJson.of(read.getJsonObject("text"))).isEqualTo(text(name));
        assertThat(content(task(name, 0), SignedReport.Kind.PRELIMINARY, text(name))).isEqualTo(content);
    }

    @Test
    void anEmptyTextIsReadAgainAsItWas() {
        JsonObject json = ReportJson.json(ReportText.EMPTY);
        assertThat(json.containsKey("positive")).isTrue();
        assertThat(ReportJson.of(new JsonObject(json.encode()))).isEqualTo(ReportText.EMPTY);
    }

    @Test
    void nothingOfItIsToldToLogs() {
        var report = new SignedReport(1, 1, SignedReport.Kind.FINAL, "王小东", "li", AT,
                new Signature(Signature.Algorithm.ECDSA, "", ""));
        assertThat(report.toString()).isEqualTo("FINAL report 1");
        assertThat(text("王小东").toString()).isEqualTo("a text with 1 key images");
        assertThat(report.isIntact()).as("no key proves nothing").isFalse();
    }
}
