package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lianzhen.gateway.app.AccessStand.SESSION;
import static org.lianzhen.gateway.app.AccessStand.body;
import static org.lianzhen.gateway.app.AccessStand.code;
import static org.lianzhen.gateway.app.AccessStand.cookie;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.access.Authenticator;

/** What people try who have no right to be in: over real HTTP, each refused and on record. */
@Timeout(180)
class LogInAttacksIT {
    @TempDir
    private Path keys;
    private AccessStand stand;

    @BeforeEach
    void open() throws Exception {
        stand = new AccessStand(keys);
    }

    @AfterEach
    void close() {
        stand.close();
    }

    @Test
    void guessingThePasswordOfAName() {
        for (int i = 0; i < 5; i++) {
            assertThat(stand.logIn("ts1-doctor", "guess " + i).statusCode()).isEqualTo(401);
        }
        assertThat(code(stand.logIn("ts1-doctor", "demo"))).isEqualTo("locked");
        assertThat(stand.events("ts1-doctor", "LOGIN", "FAILED")).isEqualTo(5);
        assertThat(stand.events("ts1-doctor", "LOGIN", "SUCCESS")).isZero();
    }

    @Test
    void guessingOneAfterTheOtherFromAnAddress() {
        stand.database.rows("update access_rule set attempts_per_minute = 4");
        for (int i = 0; i < 4; i++) {
            assertThat(stand.logIn("somebody" + i, "demo").statusCode()).isEqualTo(401);
        }
        HttpResponse<String> refused = stand.logIn("ts1-doctor", "demo");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(code(refused)).isEqualTo("too-many");
        assertThat(stand.events("", "LOGIN", "FAILED")).isEqualTo(4);
    }

    @Test
    void usingACodeOfTheSecondFactorAgain() {
        JsonObject session = stand.person("reader", "RADIOLOGIST");
        String token = session.getString("token");
        assertThat(session.getBoolean("mustEnrolSecondFactor")).isTrue();
        assertThat(session.getJsonArray("operations")).isEmpty();
        assertThat(stand.get("/reach/VIEW_STUDIES", token).statusCode()).as("nothing before that").isEqualTo(403);

        JsonObject begun = body(stand.send("POST", SESSION + "/second-factor", token, new JsonObject()));
        assertThat(begun.getString("uri")).startsWith("otpauth://totp/")
                .contains("secret=" + begun.getString("secret"));
        var telephone = new Authenticator(begun.getString("secret"));
        String first = telephone.code(-1);
        assertThat(body(stand.send("POST", SESSION + "/second-factor/confirmation", token,
                new JsonObject().put("code", first))).getJsonArray("recoveryCodes")).hasSize(10);
        assertThat(stand.get("/reach/VIEW_STUDIES", token).statusCode()).as("at once").isEqualTo(200);

        assertThat(code(stand.logIn("reader", AccessStand.PASSWORD))).isEqualTo("second-factor");
        assertThat(stand.logIn("reader", AccessStand.PASSWORD, first).statusCode()).as("it was used").isEqualTo(401);
        String second = telephone.code(1);
        assertThat(stand.logIn("reader", AccessStand.PASSWORD, second).statusCode()).isEqualTo(200);
        HttpResponse<String> replayed = stand.logIn("reader", AccessStand.PASSWORD, second);
        assertThat(replayed.statusCode()).isEqualTo(401);
        assertThat(code(replayed)).as("no more than for a wrong password").isEqualTo("wrong-credentials");
        assertThat(stand.events("reader", "LOGIN", "FAILED")).isEqualTo(2);
        assertThat(stand.events("reader", "SECOND_FACTOR_CHANGE", "SUCCESS")).isEqualTo(1);
        assertThat(stand.database.value("select count(*) from second_factor where secret like '%' || $1 || '%'",
                begun.getString("secret"))).as("kept sealed").isEqualTo(0L);

        assertThat(stand.site.text(stand.site.request("/api/v1/accounts/reader/second-factor", stand.token("admin"))
                .DELETE()).statusCode()).isEqualTo(204);
        assertThat(stand.get(SESSION, token).statusCode()).isEqualTo(401);
        assertThat(body(stand.logIn("reader", AccessStand.PASSWORD)).getBoolean("mustEnrolSecondFactor")).isTrue();
    }

    @Test
    void plantingASessionInABrowser() {
        HttpResponse<String> planted = stand.logIn("ts1-tech", "demo");
        HttpResponse<String> victim = stand.site.text(stand.site.request(SESSION).header("Cookie", cookie(planted))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(
                        new JsonObject().put("username", "ts1-doctor").put("password", "demo").encode())));
        JsonObject session = body(victim);
        assertThat(cookie(victim)).isNotEqualTo(cookie(planted));
        assertThat(session.getString("account")).isEqualTo("ts1-doctor");
        assertThat(session.getString("id")).isNotEqualTo(body(planted).getString("id"));
        assertThat(stand.get(SESSION, body(planted).getString("token")).statusCode()).as("of no use any more")
                .isEqualTo(401);
        assertThat(stand.events("ts1-tech", "LOGOUT", "SUCCESS")).isEqualTo(1);
        assertThat(stand.get(SESSION, "chosen-by-the-attacker").statusCode()).isEqualTo(401);
    }

    @Test
    void askingForChangesFromAPageOfOthers() {
        HttpResponse<String> in = stand.logIn("ts1-doctor", "demo");
        HttpRequest.Builder change = stand.site.request("/things").header("Cookie", cookie(in))
                .POST(HttpRequest.BodyPublishers.noBody());
        assertThat(code(stand.site.text(change))).isEqualTo("csrf");
        assertThat(code(stand.site.text(change.copy().header("X-CSRF-Token", "guess")))).isEqualTo("csrf");
        assertThat(stand.site.text(change.copy().header("X-CSRF-Token", body(in).getString("csrfToken")))
                .statusCode()).isEqualTo(204);
        assertThat(stand.events("ts1-doctor", "ACCESS_REFUSE", "REFUSED")).isEqualTo(2);
        HttpResponse<String> elsewhere = stand.site.text(stand.site.request(SESSION)
                .header("Sec-Fetch-Site", "cross-site").header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        new JsonObject().put("username", "ts1-doctor").put("password", "demo").encode())));
        assertThat(code(elsewhere)).as("logging a browser of others in").isEqualTo("csrf");
    }

    @Test
    void showingAStolenCookieFromAnotherAddress() throws Exception {
        HttpResponse<String> in = stand.logIn("ts1-doctor", "demo");
        HttpRequest.Builder asking = stand.site.request(SESSION).header("Cookie", cookie(in));
        assertThat(stand.site.text(asking).statusCode()).isEqualTo(200);
        assertThat(stand.from("127.0.0.2", asking).statusCode()).isEqualTo(401);
        assertThat(stand.site.text(asking).statusCode()).as("the session has ended").isEqualTo(401);
        assertThat(stand.database.rows("select source, outcome, details->>'openedFrom' from audit_event "
                + "where action = 'SESSION_MISUSE'"))
                .containsExactly(List.of("127.0.0.2", "REFUSED", "127.0.0.1"));

        String admin = stand.token("admin");
        HttpResponse<String> rules = stand.get("/api/v1/access-rules", admin);
        String loose = body(rules).put("addressBinding", "NETWORK").encode();
        assertThat(stand.site.text(stand.site.request("/api/v1/access-rules", admin)
                .header("If-Match", rules.headers().firstValue("ETag").orElseThrow())
                .header("Content-Type", "application/json").PUT(HttpRequest.BodyPublishers.ofString(loose)))
                .statusCode()).isEqualTo(200);
        assertThat(stand.database.rows("select number, author from access_rule_version order by number"))
                .containsExactly(List.of(1, "LIANZHEN"), List.of(2, "admin"));
        JsonArray versions = body(stand.get("/api/v1/access-rules/versions", admin)).getJsonArray("versions");
        assertThat(versions.getJsonObject(0).getJsonObject("rules")).isEqualTo(new JsonObject(loose));
        assertThat(versions.getJsonObject(1).getJsonObject("rules")).as("to be put in force again")
                .isEqualTo(body(rules));
        HttpRequest.Builder again = stand.site.request(SESSION).header("Cookie",
                cookie(stand.logIn("ts1-tech", "demo")));
        assertThat(stand.from("127.0.0.2", again).statusCode()).as("of the same network").isEqualTo(200);
    }

    @Test
    void sittingDownAtADeskThatSomebodyHasLeft() {
        HttpResponse<String> in = stand.logIn("ts1-doctor", "demo");
        String token = body(in).getString("token");
        stand.database.rows("update login_session set last_used_at = now() - interval '16 minutes'");
        Await.until("it is locked, although its page goes on asking by itself", () -> stand.site.text(
                stand.site.request(SESSION, token).header("X-Background", "true")).statusCode() == 401);
        HttpRequest.Builder asking = stand.site.request("/reach/VIEW_STUDIES").header("Cookie", cookie(in));
        HttpResponse<String> locked = stand.site.text(asking);
        assertThat(locked.statusCode()).isEqualTo(401);
        assertThat(code(locked)).isEqualTo("locked-idle");
        assertThat(code(stand.get(SESSION, token))).isEqualTo("locked-idle");

        HttpRequest.Builder unlock = stand.site.request(SESSION + "/unlock").header("Cookie", cookie(in))
                .header("Content-Type", "application/json");
        assertThat(code(stand.site.text(unlock.copy()
                .POST(HttpRequest.BodyPublishers.ofString("{\"password\":\"guess\"}"))))).isEqualTo("wrong-password");
        assertThat(stand.events("ts1-doctor", "SESSION_UNLOCK", "FAILED")).isEqualTo(1);
        JsonObject same = body(stand.site.text(unlock.copy()
                .POST(HttpRequest.BodyPublishers.ofString("{\"password\":\"demo\"}"))));
        assertThat(same.getString("id")).isEqualTo(body(in).getString("id"));
        assertThat(same.getString("csrfToken")).isEqualTo(body(in).getString("csrfToken"));
        assertThat(stand.site.text(asking).statusCode()).isEqualTo(200);
        assertThat(stand.events("ts1-doctor", "SESSION_UNLOCK", "SUCCESS")).isEqualTo(1);
    }

    @Test
    void anAdministratorEndsTheSessionOfSomebodyElse() {
        String admin = stand.token("admin");
        JsonObject session = stand.session("ts1-doctor");
        String path = "/api/v1/accounts/ts1-doctor/sessions";
        assertThat(body(stand.get(path, admin)).getJsonArray("sessions")).hasSize(1);
        assertThat(stand.get(path, stand.token("ts1-tech")).statusCode()).isEqualTo(403);
        assertThat(stand.site.text(stand.site.request(path + "/" + session.getString("id"), admin).DELETE())
                .statusCode()).isEqualTo(204);
        assertThat(stand.get(SESSION, session.getString("token")).statusCode()).isEqualTo(401);
        assertThat(stand.events("admin", "SESSION_REVOKE", "SUCCESS")).isEqualTo(1);
    }
}
