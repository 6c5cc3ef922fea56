package org.lianzhen.gateway.http.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.http.TestSite;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.recognition.CatalogueBook;
import org.lianzhen.gateway.recognition.TestDocuments;

/** The worked cases of the domain rules, as a program would send them. */
class SimulateFeatureTest {
    private static final String SIMULATE = "/api/v1/recognition/simulate";
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 30);
    private static final String DOCTOR = TestSite.token(Role.CLINICIAN, "CH1");

    private static TestSite site;

    @BeforeAll
    static void open() throws IOException {
        try (InputStream members = Objects
                .requireNonNull(
                        SimulateFeature.class.getResourceAsStream("/org/lianzhen/gateway/app/demo-members.yaml"))) {
            site = TestSite.of(new SimulateFeature(CatalogueBook.of(new TestDocuments()),
                    TestMembers.of(new String(members.readAllBytes(), StandardCharsets.UTF_8))));
        }
    }

    @AfterAll
    static void close() {
        site.close();
    }

    private static JsonObject order(String item, String unit) {
        return new JsonObject().put("patient", "P1").put("unit", unit).put("item", item);
    }

    private static JsonObject result(String item, String unit, int days) {
        return new JsonObject().put("id", "E1").put("patient", "P1").put("unit", unit).put("item", item)
                .put("performedOn", TODAY.minusDays(days).toString());
    }

    private static JsonObject chest(String id, String unit, int days) {
        return result("CT-CHEST-P", unit, days).put("id", id);
    }

    private static JsonObject vouched(JsonObject result) {
        return result.put("qc", "PASS").put("mark", new JsonObject().put("scope", "NATIONAL"));
    }

    private static HttpResponse<String> send(String asOf, JsonObject order, JsonObject... results) {
        return site.send("POST", SIMULATE, DOCTOR, new JsonObject().put("asOf", asOf).put("order", order)
                .put("results", new JsonArray(List.of(results))).encode());
    }

    private static JsonObject simulated(JsonObject order, JsonObject... results) {
        HttpResponse<String> answer = send(TODAY.toString(), order, results);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "worked-cases.csv", numLinesToSkip = 2)
    void everyWorkedCaseComesOutAsExpected(ArgumentsAccessor row) {
        JsonObject order = order(row.getString(1), row.getString(2));
        JsonObject result = result(row.getString(3), row.getString(4), row.getInteger(5));
        if (row.getString(6) != null) {
            result.put("qc", row.getString(6));
        }
        if (row.getString(7) != null) {
            String[] mark = row.getString(7).split(":", -1);
            result.put("mark", new JsonObject().put("scope", mark[0]).put("value", mark[1]));
        }
        if (row.getString(8) != null) {
            for (String more : row.getString(8).split(";")) {
                put(more, order, result);
            }
        }
        JsonObject answer = simulated(order, result);

        assertThat(answer.getString("outcome")).isEqualTo(row.getString(9));
        assertThat(answer.getString("code")).isEqualTo(row.getString(10));
        assertThat(answer.getString("prompt")).isEqualTo(row.getString(11));
        assertThat(answer.getString("presetReason")).isEqualTo(row.getString(12));
        assertThat(answer.getString("result")).isEqualTo("E1");
    }

    /** A field of one of both, such as grade=A or order.emergency. */
    private static void put(String field, JsonObject order, JsonObject result) {
        JsonObject of = field.startsWith("order.") ? order : result;
        String[] said = field.replace("order.", "").split("=");
        of.put(said[0], said.length == 1 || "true".equals(said[1]) ? (Object) true
                : "false".equals(said[1]) ? (Object) false : said[1]);
    }

    @Test
    void withoutAnyResultThereIsNothingToRecognise() {
        JsonObject answer = simulated(order("CT-CHEST-P", "CH1"));
        assertThat(answer.getString("outcome")).isEqualTo("NO_PRIOR");
        assertThat(answer.getString("code")).isEqualTo("Z00");
        assertThat(answer.getString("prompt")).isEqualTo("NONE");
        assertThat(answer.getValue("result")).isNull();
        assertThat(answer.getJsonArray("trace")).isEmpty();
    }

    @Test
    void theBestClassDecidesAndThenTheMostRecent() {
        JsonObject order = order("CT-CHEST-P", "CH1");
        JsonObject old = vouched(chest("old", "TS1", 60));
        JsonObject recent = vouched(chest("recent", "TS2", 20));
        JsonObject own = chest("own", "CH1", 1);
        JsonObject may = chest("may", "OUT1", 2);
        JsonObject not = chest("not", "TS1", 0).put("status", "PRELIMINARY");

        assertThat(simulated(order, not, may, own, old, recent).getString("result")).isEqualTo("recent");
        assertThat(simulated(order, not, may, own).getString("result")).isEqualTo("own");
        assertThat(simulated(order, not, may).getString("result")).isEqualTo("may");
        assertThat(simulated(order, not, chest("older", "TS1", 91)).getString("result")).isEqualTo("not");
    }

    @Test
    void everyRuleThatWasAppliedIsToldInBothLanguages() {
        JsonObject answer = simulated(order("CT-CHEST-P", "CH1"), chest("E1", "TS1", 91), chest("E2", "OUT1", 5));
        List<JsonObject> trace = answer.getJsonArray("trace").stream().map(JsonObject.class::cast).toList();

        assertThat(trace.stream().filter(step -> "E1".equals(step.getString("result"))).map(SimulateFeatureTest::rule))
                .containsExactly("1+", "2+", "3+", "4+", "5+", "6-");
        assertThat(trace.stream().filter(step -> "E2".equals(step.getString("result"))).map(SimulateFeatureTest::rule))
                .containsExactly("1+", "2+", "3+", "4+", "5+", "6+", "7+", "8+", "9+", "10+", "11+", "12-", "13-",
                        "14-", "15+");
        assertThat(text(trace, "E1", 6).getString("zh")).isEqualTo("超过有效期 1 天（检查日期 2026-03-31，有效期 90 天）");
        assertThat(text(trace, "E1", 6).getString("en"))
                .isEqualTo("Out of date by 1 day (2026-03-31, valid for 90 days)");
        assertThat(text(trace, "E2", 6).getString("zh")).startsWith("在有效期内，还剩 85 天");
    }

    private static String rule(JsonObject step) {
        return step.getInteger("rule") + (step.getBoolean("passed") ? "+" : "-");
    }

    private static JsonObject text(List<JsonObject> trace, String result, int rule) {
        return trace.stream().filter(step -> result.equals(step.getString("result")) && step.getInteger("rule") == rule)
                .findFirst().orElseThrow().getJsonObject("text");
    }

    /** D8: ninety local days, and ninety-one of UTC. */
    @Test
    void daysAreThoseOfChina() {
        JsonObject result = vouched(chest("E1", "TS1", 0)).put("performedOn", "2026-04-01T00:30:00+08:00");
        HttpResponse<String> answer = send("2026-06-30T09:00:00+08:00", order("CT-CHEST-P", "CH1"), result);
        assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo("S01");
        result.put("performedOn", "2026-03-31T23:59:59+08:00");
        assertThat(new JsonObject(send("2026-06-30T09:00:00+08:00", order("CT-CHEST-P", "CH1"), result).body())
                .getString("code")).isEqualTo("N06");
    }

    @ParameterizedTest
    @CsvSource({ "asOf,yesterday", "order.unit,NOBODY", "order.laterality,X", "order.item,''", "results.grade,D",
            "results.performedOn,2026-02-30", "results.unit,''", "results.qc,pass" })
    void whatIsWrongIsSaid(String field, String value) {
        JsonObject order = order("CT-CHEST-P", "CH1");
        JsonObject result = chest("E1", "TS1", 1);
        String asOf = TODAY.toString();
        String name = field.substring(field.indexOf('.') + 1);
        switch (field.split("\\.")[0]) {
            case "order" -> order.put(name, value);
            case "results" -> result.put(name, value);
            default -> asOf = value;
        }
        HttpResponse<String> answer = send(asOf, order, result);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(new JsonObject(answer.body()).getString("detail")).contains("\"" + field + "\"");
    }

    @Test
    void oddThingsAreRefusedAndNobodyWithoutAnAccountIsAnswered() {
        assertThat(site.send("POST", SIMULATE, DOCTOR, "{\"asOf\":\"2026-06-30\",\"order\":3}").statusCode())
                .isEqualTo(422);
        assertThat(site.send("POST", SIMULATE, DOCTOR, "[]").statusCode()).isEqualTo(400);
        JsonArray many = new JsonArray();
        for (int i = 0; i < 501; i++) {
            many.add(chest("E" + i, "TS1", 1));
        }
        assertThat(site.send("POST", SIMULATE, DOCTOR, new JsonObject().put("asOf", "2026-06-30")
                .put("order", order("CT-CHEST-P", "CH1")).put("results", many).encode()).statusCode()).isEqualTo(422);
        assertThat(site.send("POST", SIMULATE, "nobody", "{}").statusCode()).isEqualTo(401);
        assertThat(site.send("POST", SIMULATE, TestSite.token(Role.PATIENT, "CH1"), "{}").statusCode()).isEqualTo(403);
    }
}
