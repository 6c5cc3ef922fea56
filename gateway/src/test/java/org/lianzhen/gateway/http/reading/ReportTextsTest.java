package org.lianzhen.gateway.http.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.reading.report.ReportJson;
import org.lianzhen.gateway.reading.report.ReportText;

class ReportTextsTest {

    private static JsonObject image(Object series, Object instance, Object frame) {
        return new JsonObject().put("series", series).put("instance", instance).put("frame", frame);
    }

    private static JsonObject images(int count) {
        return new JsonObject().put("keyImages", new JsonArray(
                IntStream.rangeClosed(1, count).mapToObj(i -> image("1.2", "1.2." + i, 1)).toList()));
    }

    private static void refused(JsonObject body, String detail) {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> ReportTexts.of(body)).satisfies(fault -> {
            assertThat(fault.problem().status()).isEqualTo(422);
            assertThat(fault.problem().code()).isEqualTo("report-text");
            assertThat(fault.problem().detail()).contains(detail);
        });
    }

    @Test
    void whatIsMissingIsEmpty() {
        assertThat(ReportTexts.of(new JsonObject())).isEqualTo(ReportText.EMPTY);
        var nulls = new JsonObject();
        ReportJson.json(ReportText.EMPTY).fieldNames().forEach(nulls::putNull);
        assertThat(ReportTexts.of(nulls)).isEqualTo(ReportText.EMPTY);
    }

    @Test
    void whatTheGatewayShowsItTakesBack() {
        var text = new ReportText("胸部 CT 平扫", "平扫", "咳嗽\n三天", "无", " 右肺 \t结节 ", "鼒𠮷", "复查", false,
                List.of(new ReportText.KeyImage("1.2", "1.2.3", 7)));
        assertThat(ReportTexts.of(ReportJson.json(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({ "item, 500", "technique, 500", "comparison, 500", "clinicalInfo, 20000", "findings, 20000",
            "impression, 20000", "recommendations, 20000" })
    void takesTextsOfTheirLengthAndNoLonger(String field, int longest) {
        ReportText taken = ReportTexts.of(new JsonObject().put(field, "结".repeat(longest)));
        assertThat(ReportJson.json(taken).getString(field)).hasSize(longest);
        refused(new JsonObject().put(field, "结".repeat(longest + 1)),
                "\"" + field + "\" must be a text of at most " + longest);
    }

    @ParameterizedTest
    @ValueSource(strings = { "item", "technique", "clinicalInfo", "comparison", "findings", "impression",
            "recommendations" })
    void whatIsNoTextIsRefused(String field) {
        for (Object value : List.of(7, true, new JsonArray().add("x"), new JsonObject(), "\0", "a\0b")) {
            refused(new JsonObject().put(field, value), field);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"yes\"", "1", "0", "[]", "{}", "\"\"" })
    void positiveIsTrueOrFalse(String value) {
        refused(new JsonObject("{\"positive\":" + value + "}"), "positive");
    }

    @Test
    void falseIsNotNothing() {
        assertThat(ReportTexts.of(new JsonObject().put("positive", false)).missing())
                .doesNotContain(ReportText.Element.POSITIVE);
        assertThat(ReportTexts.of(new JsonObject()).missing()).contains(ReportText.Element.POSITIVE);
    }

    @ParameterizedTest
    @ValueSource(strings = { "Findings", "finding", "patientName", "version", "" })
    void unknownFieldsAreRefusedAndNotRepeated(String field) {
        refused(new JsonObject().put(field, "x"), "The fields of a report are [clinicalInfo, comparison");
        refused(new JsonObject().put("findings", "x").putNull(field), "The fields of a report are");
    }

    @Test
    void aRefusalRepeatsNothingOfTheText() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> ReportTexts.of(new JsonObject().put("findings", "王小东\0")).toString())
                .withMessageNotContaining("王小东");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> ReportTexts.of(new JsonObject().put("王小东", "x")).toString())
                .withMessageNotContaining("王小东");
    }

    @Test
    void takesAHundredKeyImagesAndKeepsTheirOrder() {
        assertThat(ReportTexts.of(images(100)).keyImages()).hasSize(100)
                .extracting(ReportText.KeyImage::instance).startsWith("1.2.1", "1.2.2").endsWith("1.2.100");
        refused(images(101), "at most 100");
    }

    @Test
    void aKeyImageWithoutAFrameIsTheFirst() {
        JsonArray one = new JsonArray().add(new JsonObject().put("series", "1.2").put("instance", "1.2.3"));
        assertThat(ReportTexts.of(new JsonObject().put("keyImages", one)).keyImages())
                .containsExactly(new ReportText.KeyImage("1.2", "1.2.3", 1));
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 2, 100_000 })
    void takesFramesThatThereMayBe(int frame) {
        JsonArray one = new JsonArray().add(image("1.2", "1.2.3", frame));
        assertThat(ReportTexts.of(new JsonObject().put("keyImages", one)).keyImages())
                .extracting(ReportText.KeyImage::frame).containsExactly(frame);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "\"1.2.3\"", "7", "null", "[]", "{\"series\":\"1.2\"}", "{\"instance\":\"1.2\"}",
            "{\"series\":12,\"instance\":\"1.2\"}", "{\"series\":\"1.2\",\"instance\":\"\"}",
            "{\"series\":\"1.2\",\"instance\":\"1.2/../3\"}", "{\"series\":\"../1\",\"instance\":\"1.2\"}",
            "{\"series\":\"1.2\",\"instance\":\"1.2\",\"frame\":0}",
            "{\"series\":\"1.2\",\"instance\":\"1.2\",\"frame\":-1}",
            "{\"series\":\"1.2\",\"instance\":\"1.2\",\"frame\":100001}",
            "{\"series\":\"1.2\",\"instance\":\"1.2\",\"frame\":1.5}",
            "{\"series\":\"1.2\",\"instance\":\"1.2\",\"frame\":\"1\"}",
            "{\"series\":\"1.2\",\"instance\":\"1.2\",\"frame\":4294967297}",
            "{\"series\":\"1.2\",\"instance\":\"1.2\",\"frame\":null}" })
    void whatIsNoKeyImageIsRefused(String image) {
        refused(new JsonObject("{\"keyImages\":[" + image + "]}"), "A key image has");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "\"\"", "1", "true" })
    void keyImagesAreAList(String value) {
        refused(new JsonObject("{\"keyImages\":" + value + "}"), "keyImages");
    }

    @Test
    void anIdentifierIsNoLongerThanDicomAllows() {
        String longest = "1." + "2".repeat(62);
        assertThat(ReportTexts.of(new JsonObject().put("keyImages", new JsonArray().add(image(longest, longest, 1))))
                .keyImages()).hasSize(1);
        refused(new JsonObject().put("keyImages", new JsonArray().add(image(longest + "3", longest, 1))),
                "A key image has");
    }
}
