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

    private static final String CASES = """
            # id, ordered, at, made, by, age in days, qc, mark, more fields of result or order, outcome, code, prompt, preset
            C01,CT-CHEST-P,CH1,CT-CHEST-P,TS1,10,PASS,CONSORTIUM:XX1,grade=A,SHOULD_RECOGNIZE,S01,HARD,
            C02,CT-CHEST-P,CH1,CT-CHEST-P,TS1,90,PASS,CONSORTIUM:XX1,grade=A,SHOULD_RECOGNIZE,S01,HARD,
            C03 the day after,CT-CHEST-P,CH1,CT-CHEST-P,TS1,91,PASS,CONSORTIUM:XX1,grade=A,NOT_ELIGIBLE,N06,NONE,
            C04,LAB-K,TS2,LAB-K,CH1,8,PASS,PROVINCE:340000,,NOT_ELIGIBLE,N06,NONE,
            C05,LAB-GLU,TS2,LAB-GLU,CH1,30,PASS,PROVINCE:340000,,SHOULD_RECOGNIZE,S01,HARD,
            C06,CT-HEAD-P,CH1,CT-HEAD-P,TS1,1,PASS,CONSORTIUM:XX1,order.emergency,SHOULD_RECOGNIZE,S01,INFO,R4
            C07,CT-CHEST-P,CH1,CT-CHEST-P,CH2,20,PASS,CITY:341300,order.preOp,SHOULD_RECOGNIZE,S01,INFO,R3
            before a transfusion,CT-CHEST-P,CH1,CT-CHEST-P,CH2,20,PASS,CITY:341300,order.preTransfusion,SHOULD_RECOGNIZE,S01,INFO,R3
            C08,XR-CHEST-PA,CH1,XR-CHEST-PA,TS1,3,PASS,CONSORTIUM:XX1,order.forensic,SHOULD_RECOGNIZE,S01,INFO,R5
            C10,CT-CHESTABD-P,CH1,CT-CHEST-P,CITY1,15,PASS,CITY:341300,,NOT_ELIGIBLE,N05,NONE,
            the wider answers the narrower,CT-CHEST-P,CH1,CT-CHESTABD-P,CITY1,15,PASS,CITY:341300,,SHOULD_RECOGNIZE,S01,HARD,
            C11,CT-CHEST-E,CH1,CT-CHEST-P,CITY1,15,PASS,CITY:341300,,NOT_ELIGIBLE,N05,NONE,
            C14,CT-CHEST-P,CH1,CT-CHEST-P,OUT1,5,PASS,PROVINCE:370000,,MAY_RECOGNIZE,M01,SOFT,
            C15,CT-CHEST-P,CH1,CT-CHEST-P,NAT1,5,PASS,NATIONAL:,,SHOULD_RECOGNIZE,S01,HARD,
            C17,XR-CHEST-PA,CH1,XR-CHEST-PA,TS1,5,,,,MAY_RECOGNIZE,M02,SOFT,
            C18,XR-CHEST-PA,CH1,XR-CHEST-PA,TS1,5,FAIL,,,NOT_ELIGIBLE,N08,NONE,
            C19,XR-CHEST-PA,CH1,XR-CHEST-PA,TS1,5,PASS,,,SHOULD_RECOGNIZE,S02,HARD,
            C20,CT-CHEST-P,CH1,CT-CHEST-P,TS1,5,PASS,CONSORTIUM:XX1,grade=C,NOT_ELIGIBLE,N10,NONE,
            rejected images,CT-CHEST-P,CH1,CT-CHEST-P,TS1,5,PASS,CONSORTIUM:XX1,grade=REJECT,NOT_ELIGIBLE,N10,NONE,
            C22,CT-CHEST-P,CH1,CT-CHEST-P,TS1,5,PASS,CONSORTIUM:XX1,status=PRELIMINARY,NOT_ELIGIBLE,N03,NONE,
            withdrawn,CT-CHEST-P,CH1,CT-CHEST-P,TS1,5,PASS,CONSORTIUM:XX1,status=WITHDRAWN,NOT_ELIGIBLE,N03,NONE,
            amended,CT-CHEST-P,CH1,CT-CHEST-P,TS1,5,PASS,CONSORTIUM:XX1,status=AMENDED,SHOULD_RECOGNIZE,S01,HARD,
            C23,CT-CHEST-P,CH1,CT-CHEST-P,TS1,5,PASS,CONSORTIUM:XX1,patient=P2,NOT_ELIGIBLE,N01,NONE,
            by the name only,CT-CHEST-P,CH1,CT-CHEST-P,TS1,5,PASS,CONSORTIUM:XX1,identityVerified=false,NOT_ELIGIBLE,N02,NONE,
            C27,US-ABD,CH1,US-ABD,CITY1,5,PASS,CITY:341300,,NOT_ELIGIBLE,N04,NONE,
            C31,ECG-12,CH1,ECG-12,TS1,2,PASS,CONSORTIUM:XX1,,NOT_ELIGIBLE,N06,NONE,
            another item of the laboratory,LAB-K,TS2,LAB-GLU,CH1,1,PASS,PROVINCE:340000,,NOT_ELIGIBLE,N05,NONE,
            to come,CT-CHEST-P,CH1,CT-CHEST-P,TS1,-1,PASS,CONSORTIUM:XX1,,NOT_ELIGIBLE,N06,NONE,
            a unit that is suspended,CT-CHEST-P,CH1,CT-CHEST-P,TS1,5,PASS,CONSORTIUM:XX1,unitSuspended=true,NOT_ELIGIBLE,N07,NONE,
            without images,CT-CHEST-P,CH1,CT-CHEST-P,TS1,5,PASS,CONSORTIUM:XX1,images=ABSENT,NOT_ELIGIBLE,N09,NONE,
            images that are far away,CT-CHEST-P,CH1,CT-CHEST-P,TS1,5,PASS,CONSORTIUM:XX1,images=NEARLINE,SHOULD_RECOGNIZE,S01,HARD,
            no images are needed,LAB-K,CH1,LAB-K,TS1,5,PASS,CONSORTIUM:XX1,images=ABSENT,SHOULD_RECOGNIZE,S01,HARD,
            its own,CT-CHEST-P,TS1,CT-CHEST-P,TS1,5,PASS,CONSORTIUM:XX1,,INTERNAL_DUPLICATE,I01,SOFT,
            a lesser device,CT-CHEST-P,CH1,CT-CHEST-P,TS1,5,PASS,CONSORTIUM:XX1,deviceBelowMinimum=true,MAY_RECOGNIZE,M03,SOFT,
            a lesser device without a mark,CT-CHEST-P,CH1,CT-CHEST-P,TS1,5,PASS,,deviceBelowMinimum=true,MAY_RECOGNIZE,M03,SOFT,
            by the county,CT-CHEST-P,CH1,CT-CHEST-P,CITY1,5,PASS,COUNTY:341322,,SHOULD_RECOGNIZE,S01,HARD,
            by another county,CT-CHEST-P,CH1,CT-CHEST-P,CITY1,5,PASS,COUNTY:341323,,MAY_RECOGNIZE,M01,SOFT,
            by the Yangtze delta,CT-CHEST-P,CH1,CT-CHEST-P,OUT1,5,PASS,CROSS_PROVINCE:CSJ,,SHOULD_RECOGNIZE,S01,HARD,
            by the capital's provinces,CT-CHEST-P,CH1,CT-CHEST-P,OUT1,5,PASS,CROSS_PROVINCE:JJJ,,MAY_RECOGNIZE,M01,SOFT,
            a mark that nobody passed for,CT-CHEST-P,CH1,CT-CHEST-P,TS1,5,,CONSORTIUM:XX1,,MAY_RECOGNIZE,M02,SOFT,
            the same side,MR-KNEE-P,CH1,MR-KNEE-P,CITY1,5,PASS,PROVINCE:340000,order.laterality=L;laterality=L,SHOULD_RECOGNIZE,S01,HARD,
            the other side,MR-KNEE-P,CH1,MR-KNEE-P,CITY1,5,PASS,PROVINCE:340000,order.laterality=L;laterality=R,NOT_ELIGIBLE,N05,NONE,
            both sides,MR-KNEE-P,CH1,MR-KNEE-P,CITY1,5,PASS,PROVINCE:340000,order.laterality=L;laterality=B,SHOULD_RECOGNIZE,S01,HARD,
            one side for both,MR-KNEE-P,CH1,MR-KNEE-P,CITY1,5,PASS,PROVINCE:340000,order.laterality=B;laterality=L,NOT_ELIGIBLE,N05,NONE,
            an unknown side,MR-KNEE-P,CH1,MR-KNEE-P,CITY1,5,PASS,PROVINCE:340000,order.laterality=L,NOT_ELIGIBLE,N05,NONE,
            any side,MR-KNEE-P,CH1,MR-KNEE-P,CITY1,5,PASS,PROVINCE:340000,laterality=R,SHOULD_RECOGNIZE,S01,HARD,
            both by its name,MG-BI,CH1,MG-BI,CITY1,180,PASS,PROVINCE:340000,order.laterality=L,SHOULD_RECOGNIZE,S01,HARD,
            """;

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
    @CsvSource(textBlock = CASES)
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
