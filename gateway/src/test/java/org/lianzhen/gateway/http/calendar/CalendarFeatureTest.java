package org.lianzhen.gateway.http.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.calendar.CalendarDirectory;
import org.lianzhen.gateway.calendar.TestCalendars;
import org.lianzhen.gateway.http.TestSite;
import org.lianzhen.gateway.notify.ManualClock;

class CalendarFeatureTest {
    private static final String ROOT = "/api/v1/calendar";
    private static final String OFFICE = TestSite.token(Role.OFFICE, "CH1");
    private static final String OTHER = "{hours: [\"09:00-17:00\"], years: [{year: 2026, source: x}]}";

    private final TestCalendars store = new TestCalendars();
    private final ManualClock clock = new ManualClock("2026-11-30T04:00:00Z");
    private final TestSite site = TestSite.of(new CalendarFeature(new CalendarDirectory(store), clock));

    @AfterEach
    void close() {
        site.close();
    }

    private JsonObject get(String path, String token) {
        HttpResponse<String> answer = site.text(site.request(ROOT + path, token));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private HttpResponse<String> put(String token, String ifMatch, String document) {
        return site.text(site.request(ROOT, token).header("If-Match", ifMatch)
                .header("Content-Type", "application/json").PUT(HttpRequest.BodyPublishers
                        .ofString(new JsonObject().put("document", document).encode())));
    }

    private static void isProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo(code);
    }

    @Test
    void tellsEverybodyWhenPeopleWorkAndWhichYearIsMissing() {
        String token = TestSite.token(Role.HIS, "TS1");
        JsonObject now = get("", token);
        assertThat(now.getInteger("version")).isZero();
        assertThat(now.getString("document")).contains("春节");
        assertThat(now.getValue("missingYear")).isNull();
        clock.pass(java.time.Duration.ofDays(1));
        assertThat(get("", token).getInteger("missingYear")).isEqualTo(2027);
        JsonObject days = get("/days?year=2026", token);
        assertThat(days.getBoolean("known")).isTrue();
        assertThat(days.getJsonObject("week").getJsonArray("MONDAY")).isEqualTo(
                new JsonArray().add("08:00-12:00").add("14:00-17:30"));
        assertThat(days.getJsonArray("items").getJsonObject(0)).isEqualTo(new JsonObject().put("day", "2026-01-01")
                .put("kind", "HOLIDAY").put("name", "元旦").put("hours", new JsonArray()));
        assertThat(days.getJsonArray("items")).hasSize(33 + 6);
        assertThat(get("/days?year=2031", token).getBoolean("known")).isFalse();
        assertThat(get("/days", token).getInteger("year")).isEqualTo(2026);
        isProblem(site.text(site.request(ROOT)), 401, "log-in-needed");
    }

    @Test
    void theOfficePutsAnotherInForceOnRecord() {
        HttpResponse<String> answer = put(OFFICE, "\"0\"", OTHER);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(get("", OFFICE).getString("author")).isEqualTo("test");
        assertThat(get("/versions", OFFICE).getJsonArray("items")).hasSize(1);
        assertThat(store.events).singleElement().satisfies(event -> {
            assertThat(event.object()).isEqualTo("calendar/1");
            assertThat(event.actor().role()).isEqualTo("OFFICE");
        });
        isProblem(put(OFFICE, "\"0\"", OTHER), 412, "stale");
        isProblem(put(OFFICE, "\"1\"", "hours: 5"), 422, "calendar");
        isProblem(site.send("PUT", ROOT, OFFICE, "{}"), 428, "if-match");
        assertThat(store.kept).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, mode = EnumSource.Mode.EXCLUDE, names = { "OFFICE", "SYS_ADMIN" })
    void nobodyElseChangesIt(Role role) {
        String token = TestSite.token(role, "CH1");
        isProblem(put(token, "\"0\"", OTHER), 403, "no-right");
        isProblem(site.text(site.request(ROOT + "/versions", token)), 403, "no-right");
        assertThat(store.kept).isEmpty();
    }
}
