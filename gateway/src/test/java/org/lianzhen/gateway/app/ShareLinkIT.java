package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lianzhen.gateway.app.AccessStand.body;
import static org.lianzhen.gateway.app.AccessStand.code;
import static org.lianzhen.gateway.app.AccessStand.cookie;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.gateway.access.share.ShareLink;
import org.lianzhen.gateway.patient.Identifier;
import org.lianzhen.gateway.postgres.patient.Arrival;

/** Links that patients get to their studies. */
@Timeout(180)
class ShareLinkIT {
    private static final String BORN = "19880229";

    @TempDir
    private Path keys;
    private AccessStand stand;
    private Arrival arrival;

    @BeforeEach
    void open() throws Exception {
        stand = new AccessStand(keys);
        arrival = arrival(1);
        arrival.at(stand.database);
        arrival(2).at(stand.database);
    }

    @AfterEach
    void close() {
        stand.close();
    }

    private static Arrival arrival(int number) {
        Arrival usual = Arrival.of("TS1", "P" + number);
        return new Arrival("TS1", usual.patientId(), "1.2.3." + number, "1.2.3." + number + ".1", usual.self(),
                List.of());
    }

    private static String links(String study) {
        return "/api/v1/studies/" + study + "/share-links";
    }

    private HttpResponse<String> give(String account, String study) {
        return stand.send("POST", links(study), stand.token(account),
                new JsonObject().put("days", 3).put("reason", "带去市里复诊"));
    }

    private JsonObject given() {
        HttpResponse<String> answer = give("ts1-doctor", arrival.study());
        assertThat(answer.statusCode()).isEqualTo(201);
        return body(answer);
    }

    private static String token(JsonObject link) {
        String url = link.getString("url");
        return url.substring(url.indexOf('#') + 1);
    }

    private HttpResponse<String> show(JsonObject link, String fact) {
        return stand.post("/api/v1/shared", new JsonObject().put("token", token(link)).put("fact", fact));
    }

    private HttpResponse<String> as(String cookie, String path) {
        return stand.site.text(stand.site.request(path).header("Cookie", cookie));
    }

    private JsonArray listed() {
        return body(stand.get(links(arrival.study()), stand.token("ts1-doctor"))).getJsonArray("items");
    }

    @Test
    void opensOneStudyToThePatientAndNothingElse() {
        JsonObject link = given();
        assertThat(link.getString("url")).contains("/shared#").doesNotContain("P1").doesNotContain(arrival.study());
        assertThat(Duration.between(Instant.parse(link.getString("createdAt")),
                Instant.parse(link.getString("expiresAt")))).isEqualTo(Duration.ofDays(3));
        HttpResponse<String> opened = show(link, "1988-02-29");
        assertThat(body(opened).getString("studyInstanceUid")).isEqualTo(arrival.study());
        String cookie = cookie(opened);
        JsonObject session = body(as(cookie, AccessStand.SESSION));
        assertThat(session.getJsonArray("roles")).containsExactly("PATIENT");
        assertThat(session.getJsonArray("operations")).containsExactly("VIEW_REPORTS", "VIEW_STUDIES");
        assertThat(as(cookie, "/reach/VIEW_STUDIES/" + arrival.study()).body()).isEqualTo("[\"TS1\"]");
        assertThat(as(cookie, "/reach/VIEW_STUDIES/1.2.3.2").body()).as("another one").isEqualTo("[]");
        for (String path : List.of("/reach/SEARCH_STUDIES", "/reach/ANNOTATE_STUDIES", "/api/v1/sessions",
                links(arrival.study()))) {
            assertThat(as(cookie, path).statusCode()).as(path).isEqualTo(403);
        }
        String who = "share:" + link.getString("id");
        assertThat(stand.events(who, "SHARE_OPEN", "SUCCESS")).isEqualTo(1);
        assertThat(stand.events("ts1-doctor", "SHARE_ISSUE", "SUCCESS")).isEqualTo(1);
        assertThat(listed().getJsonObject(0).getInteger("opened")).isEqualTo(1);
        assertThat(stand.database.value("select count(*) from share_link where token_hash = $1", token(link)))
                .as("the token itself is nowhere").isEqualTo(0L);
    }

    @Test
    void isOpenedByTheEndOfTheIdentityCardToo() {
        Arrival other = arrival(3).with(new Identifier(Identifier.Kind.ID_CARD, "", "11010519491231002X"));
        other.at(stand.database);
        JsonObject link = body(give("ts1-doctor", other.study()));
        assertThat(code(show(link, "0021"))).isEqualTo("wrong-fact");
        assertThat(show(link, "002x").statusCode()).isEqualTo(200);
    }

    @Test
    void isBlockedAfterTooManyWrongFacts() {
        JsonObject link = given();
        assertThat(code(show(link, "1988"))).as("no number of an identity card is known").isEqualTo("wrong-fact");
        assertThat(code(show(link, "hello"))).as("no fact, and no failure").isEqualTo("fact");
        for (int i = 1; i < ShareLink.MOST_FAILURES; i++) {
            assertThat(show(link, "19880301").statusCode()).isEqualTo(403);
        }
        HttpResponse<String> right = show(link, BORN);
        assertThat(right.statusCode()).isEqualTo(410);
        assertThat(code(right)).isEqualTo("link-over");
        assertThat(listed().getJsonObject(0).getString("state")).isEqualTo("BLOCKED");
        assertThat(stand.events("share:" + link.getString("id"), "SHARE_OPEN", "REFUSED"))
                .isEqualTo(ShareLink.MOST_FAILURES + 1L);
    }

    @Test
    void expiresWithWhatItOpened() {
        JsonObject link = given();
        String cookie = cookie(show(link, BORN));
        stand.database.rows("update share_link set expires_at = now()");
        assertThat(as(cookie, AccessStand.SESSION).statusCode()).isEqualTo(401);
        assertThat(show(link, BORN).statusCode()).isEqualTo(410);
        assertThat(listed().getJsonObject(0).getString("state")).isEqualTo("EXPIRED");
    }

    @Test
    void isTakenBackAndLeft() {
        JsonObject link = given();
        String cookie = cookie(show(link, BORN));
        String left = cookie(show(link, BORN));
        String csrf = body(as(left, AccessStand.SESSION)).getString("csrfToken");
        assertThat(stand.site.text(stand.site.request("/api/v1/shared").header("Cookie", left)
                .header("X-CSRF-Token", csrf).DELETE()).statusCode()).isEqualTo(204);
        assertThat(as(left, AccessStand.SESSION).statusCode()).isEqualTo(401);
        assertThat(as(cookie, AccessStand.SESSION).statusCode()).as("the other one").isEqualTo(200);

        String path = "/api/v1/share-links/" + link.getString("id");
        assertThat(stand.send("DELETE", path, stand.token("ch1-doctor"), new JsonObject()).statusCode())
                .as("of another unit").isEqualTo(404);
        assertThat(body(stand.send("DELETE", path, stand.token("ts1-doctor"), new JsonObject())).getString("state"))
                .isEqualTo("REVOKED");
        assertThat(as(cookie, AccessStand.SESSION).statusCode()).isEqualTo(401);
        assertThat(show(link, BORN).statusCode()).isEqualTo(410);
        assertThat(stand.events("ts1-doctor", "SHARE_REVOKE", "SUCCESS")).isEqualTo(1);
    }

    @Test
    void isGivenByThoseWhoTreatThePatientOnly() {
        assertThat(code(give("ch1-doctor", arrival.study()))).as("who may look, but does not own").isEqualTo(
                "no-such-study");
        assertThat(give("ch1-radiologist", arrival.study()).statusCode()).isEqualTo(403);
        assertThat(give("admin", arrival.study()).statusCode()).isEqualTo(403);
        Arrival unborn = arrival(4).named("李^四", "", "M");
        unborn.at(stand.database);
        assertThat(code(give("ts1-doctor", unborn.study()))).isEqualTo("no-second-fact");
    }

    @Test
    void knowsNoTokensOfOthers() {
        assertThat(stand.post("/api/v1/shared", new JsonObject().put("token", "x".repeat(43)).put("fact", BORN))
                .statusCode()).isEqualTo(404);
        assertThat(as("lianzhen-session=share." + "x".repeat(43), AccessStand.SESSION).statusCode()).isEqualTo(401);
    }

    @Test
    void slowsDownWhoeverTriesLinks() {
        for (int i = 0; i < 30; i++) {
            stand.post("/api/v1/shared", new JsonObject().put("token", "t" + i).put("fact", BORN));
        }
        HttpResponse<String> answer = show(given(), BORN);
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }
}
