package org.lianzhen.gateway.http.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.http.KeptEvents;
import org.lianzhen.gateway.http.TestSite;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.reading.figures.CentreFigures;
import org.lianzhen.gateway.reading.queue.CentreWatch;
import org.lianzhen.gateway.reading.queue.ReadingTask;

class CentreFeatureTest {
    private static final String ROOT = "/api/v1/centre";
    private static final String DIRECTOR = TestSite.token(Role.CENTRE_DIRECTOR, "CH1");
    private static final String MARCH = "&from=2026-03-01&to=2026-03-31";

    private final List<CentreFigures.Asked> asked = new ArrayList<>();
    private final List<Instant> since = new ArrayList<>();
    private final KeptEvents audit = new KeptEvents();
    private List<CentreFigures.Row> rows = List.of();
    private Instant now = Instant.EPOCH;
    private final TestSite site = TestSite.auditing(audit,
            new CentreFeature(new CentreFeature.Base(new Watch(), one -> {
                asked.add(one);
                return CompletableFuture.completedStage(rows);
            }, TestMembers.of("units: [{code: TS1, name: 一院, kind: OTHER}, {code: CH1, name: 县医院, kind: OTHER}]"),
                    () -> now)));

    private final class Watch implements CentreWatch {
        @Override
        public CompletionStage<List<Share>> backlog(Set<String> readers) {
            assertThat(readers).containsExactly("CH1");
            return CompletableFuture.completedStage(
                    List.of(new Share(By.UNIT, "TS1", 3, 1), new Share(By.UNIT, "GONE", 1, 0),
                            new Share(By.STATE, "QUEUED", 4, 1)));
        }

        @Override
        public CompletionStage<List<Load>> loads(Set<String> units, Instant from) {
            since.add(from);
            return CompletableFuture
                    .completedStage(List.of(new Load(new ReadingTask.Reader("li", "李"), 2, 1, 0, 5)));
        }
    }

    @AfterEach
    void close() {
        site.close();
    }

    private HttpResponse<String> get(String token, String path) {
        return site.text(site.request(ROOT + path, token));
    }

    private static String code(HttpResponse<String> answer) {
        return answer.statusCode() == 200 ? "200"
                : answer.statusCode() + " " + new JsonObject(answer.body()).getString("code");
    }

    private JsonObject row(CentreFigures.Row row, String by) {
        rows = List.of(row);
        HttpResponse<String> answer = get(DIRECTOR, "/figures?by=" + by + MARCH);
        assertThat(code(answer)).isEqualTo("200");
        return new JsonObject(answer.body()).getJsonArray("rows").getJsonObject(0);
    }

    private static CentreFigures.Row of(String key, @Nullable Double minutes, CentreFigures.Share share) {
        return new CentreFigures.Row(key, "李",
                new CentreFigures.Turnaround(share.denominator(), minutes, minutes, minutes),
                new CentreFigures.Shares(share, share, share, share, share), new CentreFigures.Backlog(2, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = { "onTime", "positive", "disagreement", "recall", "doubleSigned" })
    void aShareOfNothingIsNoneAndNotNought(String name) {
        JsonObject nothing = row(of("", null, new CentreFigures.Share(0, 0)), "ALL").getJsonObject(name);
        assertThat(nothing.getMap()).containsEntry("share", null).containsEntry("denominator", 0);
        assertThat(row(of("", 1.0, new CentreFigures.Share(0, 4)), "ALL").getJsonObject(name).getDouble("share"))
                .isZero();
        assertThat(row(of("", 1.0, new CentreFigures.Share(3, 4)), "ALL").getJsonObject(name).getDouble("share"))
                .isEqualTo(0.75);
    }

    @ParameterizedTest
    @CsvSource({ "0.04, 0.0", "0.05, 0.1", "59.96, 60.0", "84.449, 84.4", "," })
    void minutesAreToldToATenth(@Nullable Double exact, @Nullable Double told) {
        JsonObject row = row(of("", exact, new CentreFigures.Share(1, 1)), "ALL");
        for (String name : List.of("median", "p90", "p95")) {
            assertThat(row.getDouble(name)).as(name).isEqualTo(told);
        }
    }

    @ParameterizedTest
    @CsvSource({ "UNIT, TS1, 一院", "UNIT, GONE, GONE", "DOCTOR, li, 李" })
    void keysAreNamedAsPeopleKnowThem(String by, String key, String name) {
        assertThat(row(of(key, 1.0, new CentreFigures.Share(1, 1)), by).getString("name")).isEqualTo(name);
    }

    @ParameterizedTest
    @EnumSource(CentreFigures.By.class)
    void whatIsAskedIsTheCallersCentreAndOnRecord(CentreFigures.By by) {
        assertThat(code(get(DIRECTOR, "/figures?by=" + by + MARCH))).isEqualTo("200");
        assertThat(asked).containsExactly(new CentreFigures.Asked(Set.of("CH1"), by, LocalDate.of(2026, 3, 1),
                LocalDate.of(2026, 3, 31)));
        assertThat(audit.last().details()).isEqualTo(
                Map.of("by", by.name(), "from", "2026-03-01", "to", "2026-03-31"));
        audit.breakDown(true);
        assertThat(get(DIRECTOR, "/figures?by=" + by + MARCH).statusCode()).isEqualTo(503);
        assertThat(asked).as("nothing is counted that is not on record").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "?by=all" + MARCH, "?by=" + MARCH, "?by=ALL&from=2026-03-01", "?by=ALL&to=2026-03-01",
            "?by=ALL&from=2026-02-29&to=2026-03-01", "?by=ALL&from=2026-3-1&to=2026-03-31",
            "?by=ALL&from=2026-03-01&to=2026-03-01T00:00", "?by=ALL&from=2026-03-02&to=2026-03-01",
            "?by=ALL&from=2026-03-01&to=2029-03-05", "?by=ALL&from=%2B999999999-12-31&to=%2B999999999-12-31",
            "?by=ALL&from=%2B10000-01-01&to=%2B10000-01-02", "?by=ALL&from=-4999-01-01&to=-4999-01-02" })
    void whatIsNoTimeIsRefused(String query) {
        assertThat(code(get(DIRECTOR, "/figures" + query))).isEqualTo("422 figures");
        assertThat(asked).isEmpty();
        assertThat(audit.all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "from=2026-03-01&to=2026-03-01", "from=2026-03-01&to=2029-03-03",
            "from=2024-02-29&to=2024-03-01", "from=9999-12-31&to=9999-12-31" })
    void oneDayIsATimeAndSoAreThreeYears(String query) {
        assertThat(code(get(DIRECTOR, "/figures?by=MONTH&" + query))).isEqualTo("200");
    }

    @ParameterizedTest
    @CsvSource({ "2026-03-31T15:59:59.999Z, 2026-03-30T16:00:00Z", "2026-03-31T16:00:00Z, 2026-03-31T16:00:00Z",
            "2026-04-01T00:00:00Z, 2026-03-31T16:00:00Z", "2024-02-29T23:00:00Z, 2024-02-29T16:00:00Z" })
    void todayBeginsAtMidnightOfTheClockOnTheWall(Instant at, Instant midnight) {
        now = at;
        JsonObject reader = new JsonObject(get(DIRECTOR, "/readers").body()).getJsonArray("readers").getJsonObject(0);
        assertThat(since).containsExactly(midnight);
        assertThat(reader.getMap()).isEqualTo(Map.of("account", "li", "name", "李", "inHand", 2, "late", 1, "written", 0,
                "approved", 5));
    }

    @Test
    void whatWaitsIsNamedByUnitOnly() {
        assertThat(new JsonObject(get(DIRECTOR, "/backlog").body()).getJsonArray("shares"))
                .extracting(one -> ((JsonObject) one).getString("name")).containsExactly("一院", "GONE", null);
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, mode = EnumSource.Mode.EXCLUDE, names = "CENTRE_DIRECTOR")
    void isForWhoeverAnswersForTheCentre(Role role) {
        String token = TestSite.token(role, "CH1");
        assertThat(code(get(token, "/backlog"))).isEqualTo("403 no-right");
        assertThat(code(get(token, "/readers"))).isEqualTo("403 no-right");
        assertThat(code(get(token, "/figures?by=ALL" + MARCH)))
                .isEqualTo(role == Role.SENIOR_RADIOLOGIST ? "200" : "403 no-right");
    }
}
