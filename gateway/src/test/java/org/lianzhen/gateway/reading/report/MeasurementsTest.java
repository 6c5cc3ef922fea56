package org.lianzhen.gateway.reading.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.gateway.access.Signature;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.reading.queue.ReadingMove;
import org.lianzhen.gateway.reading.queue.ReadingState;
import org.lianzhen.gateway.reading.queue.ReadingTask;
import org.lianzhen.gateway.reading.queue.ReadingTask.Reader;

class MeasurementsTest {
    private static final Reader LI = new Reader("li", "李医生");
    private static final Reader ZHAO = new Reader("zhao", "赵主任");
    private static final String LENGTH = """
            {"id": 9007199254740991, "kind": "length", "series": "1.2.3.1", "instance": "1.2.3.1.9", "frame": 2,
             "points": [[1, 2.5], [-0.5, 6]]}""";

    private final MemoryMarks marks = new MemoryMarks();
    private final MemoryReports reports = new MemoryReports();

    private void drawn(String account, String... annotations) {
        marks.put(account, "1.2.3", "{\"annotations\": [" + String.join(", ", annotations) + "]}");
    }

    private static ReadingTask task() {
        var patient = new ReadingTask.Person("王^小东", "王小东", "P1", "", "19800229", "M");
        return new ReadingTask(new UUID(0, 7), new ReadingTask.Owner("TS1", "IMG", "CH1"),
                new ReadingTask.Examination("1.2.3", patient, "", "", "", "", List.of("CT"), List.of(), List.of(), 1),
                new ReadingTask.Standing(ReadingState.IN_REVIEW, ZHAO, LI, null, 0, 4, null),
                new ReadingTask.Clock(Urgency.URGENT, null, null, null));
    }

    private List<Measurement> of(Reader signer) {
        return Measurements.of(task(), signer, marks, reports).toCompletableFuture().join();
    }

    /** What somebody signed. */
    private void signed(List<Measurement> measurements) {
        String content = new JsonObject().put("measurements", Measurements.json(measurements)).encode();
        reports.signed.add(new Reports.Signing(task(), 1, ReadingMove.WRITE,
                new SignedReport(1, 1, SignedReport.Kind.PRELIMINARY, content, "li", SampleReports.WRITTEN,
                        new Signature(Signature.Algorithm.ECDSA, "", "")),
                ""));
    }

    @Test
    void areThoseOfWhoeverSigns() {
        drawn("li", LENGTH);
        drawn("zhao", LENGTH.replace("9007199254740991", "4"));
        assertThat(of(LI)).containsExactly(new Measurement(9007199254740991L, Measurement.Kind.LENGTH,
                new Measurement.Place("1.2.3.1", "1.2.3.1.9", 2),
                List.of(new Measurement.Point(1, 2.5), new Measurement.Point(-0.5, 6)), LI));
        assertThat(of(ZHAO)).extracting(Measurement::id).containsExactly(4L);
    }

    @Test
    void thoseOfOthersStayAsTheyWereSigned() {
        drawn("li", LENGTH);
        signed(of(LI));
        drawn("li", LENGTH.replace("[1, 2.5]", "[1, 3]"), LENGTH.replace("9007199254740991", "5"));
        drawn("zhao", LENGTH.replace("9007199254740991", "4"));
        List<Measurement> all = of(ZHAO);
        assertThat(all).extracting(Measurement::id).containsExactly(9007199254740991L, 4L);
        assertThat(all).extracting(Measurement::by).containsExactly(LI, ZHAO);
        assertThat(all.getFirst().points().getFirst().row()).isEqualTo(2.5);
    }

    @Test
    void whoeverSignsAgainSignsThemAsTheyAre() {
        drawn("li", LENGTH);
        signed(of(LI));
        drawn("li");
        assertThat(of(LI)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Measurement.Kind.class)
    void eachKindIsReadAgainAsItWas(Measurement.Kind kind) {
        Measurement one = SampleReports.measurement(7, kind, new double[2 * kind.points()]);
        String content = new JsonObject().put("measurements", Measurements.json(List.of(one))).encode();
        assertThat(Measurements.signed(new JsonObject(content))).containsExactly(one);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "{\"id\": \"7\"}", "{\"kind\": \"LENGTH\"}", "{\"kind\": \"freehand\"}",
            "{\"series\": \"x\"}", "{\"instance\": 7}", "{\"frame\": 0}", "{\"frame\": 1.5}", "{\"points\": [[1, 2]]}",
            "{\"points\": [[1, 2], [3]]}", "{\"points\": [[1, 2], [3, \"4\"]]}", "{\"points\": [[1, 2], [3, 1e9]]}",
            "{\"points\": 7}" })
    void whatIsNoneIsPassedOver(String change) {
        JsonObject odd = new JsonObject(LENGTH).put("id", 1).mergeIn(new JsonObject(change));
        if (change.equals("{}")) {
            odd.clear();
        }
        drawn("li", odd.encode(), LENGTH);
        assertThat(of(LI)).extracting(Measurement::id).containsExactly(9007199254740991L);
    }

    @Test
    void ofVeryManyTheNewestCount() {
        var all = new JsonArray();
        for (int id = 1; id <= Measurements.MOST + 5; id++) {
            all.add(new JsonObject(LENGTH).put("id", id));
        }
        marks.put("li", "1.2.3", new JsonObject().put("annotations", all).encode());
        assertThat(of(LI)).hasSize(Measurements.MOST).last().extracting(Measurement::id)
                .isEqualTo(Measurements.MOST + 5L);
    }

    @Test
    void whoeverDrewNothingHasNone() {
        assertThat(of(LI)).isEmpty();
        marks.put("li", "1.2.3", "{\"annotations\": 7}");
        assertThat(of(LI)).isEmpty();
    }
}
