package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.audit.AuditLog;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.Guard;
import org.lianzhen.gateway.http.Links;
import org.lianzhen.gateway.http.TestSite;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.MemberStore;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.audit.PostgresAuditLog;
import org.lianzhen.gateway.postgres.member.PostgresMemberStore;

/** Log-in, sessions and accounts over HTTP, on a real database. */
@Timeout(120)
class LogInIT {
    private static final String SESSION = "/api/v1/session";
    private static final String GOOD = "a long enough pass";

    /** What only some may do, and what changes something. */
    private static final Feature THINGS = new Feature() {
        @Override
        public void mount(Router router) {
            router.get("/images").handler(Guard.of(Operation.VIEW_STUDIES)).handler(Answers::empty);
        }

        @Override
        public String contract() {
            return "images-of-test.yaml";
        }
    };

    @TempDir
    private Path keys;
    private TestPostgres database;
    private AccessSide access;
    private TestSite site;

    @BeforeEach
    void open() throws Exception {
        database = TestPostgres.migrated();
        AuditLog audit = new PostgresAuditLog(database.pool());
        access = new AccessSide(database.pool(), audit, around(members(new PostgresMemberStore(database.pool()))));
        access.begin(true);
        site = TestSite.with(access.sessions(), audit, features());
    }

    private AccessSide.Surroundings around(MemberDirectory members) {
        return new AccessSide.Surroundings(members, keys, glass -> CompletableFuture.completedStage(null),
                new Links(null));
    }

    private Feature[] features() {
        return Stream.concat(access.features().stream(), Stream.of(THINGS)).toArray(Feature[]::new);
    }

    private static MemberDirectory members(MemberStore store) throws Exception {
        var directory = new MemberDirectory(store, TestMembers::isCharset);
        directory.replace("test", "units: [{code: TS1, name: 卫生院, kind: TOWNSHIP_HEALTH_CENTRE}]").toCompletableFuture()
                .get();
        return directory;
    }

    @AfterEach
    void close() {
        site.close();
        access.close();
        database.close();
    }

    private HttpResponse<String> logIn(String name, String password) {
        return site.text(site.request(SESSION).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        new JsonObject().put("username", name).put("password", password).encode())));
    }

    private JsonObject logInAs(String name) {
        HttpResponse<String> answer = logIn(name, "demo");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private String tokenOf(String name) {
        return logInAs(name).getString("token");
    }

    private int status(String method, String path, String token, JsonObject body) {
        return site.send(method, path, token, body.encode()).statusCode();
    }

    private int get(String path, String token) {
        return site.text(site.request(path, token)).statusCode();
    }

    private static String code(HttpResponse<String> answer) {
        return new JsonObject(answer.body()).getString("code");
    }

    private List<List<Object>> events(String columns) {
        return database.rows("select " + columns + " from audit_event where actor <> 'LIANZHEN' order by id");
    }

    @Test
    void givesATokenAndACookie() {
        HttpResponse<String> answer = logIn("ts1-doctor", "demo");
        JsonObject session = new JsonObject(answer.body());
        assertThat(session.getString("account")).isEqualTo("ts1-doctor");
        assertThat(session.getString("unit")).isEqualTo("TS1");
        assertThat(session.getJsonArray("roles")).isEqualTo(new JsonArray().add("TOWNSHIP_DOCTOR"));
        assertThat(session.getBoolean("mustChangePassword")).isFalse();
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HTTPOnly", "SameSite=Strict", "Path=/").doesNotContain("Expires");

        assertThat(get("/images", session.getString("token"))).isEqualTo(204);
        String pair = cookie.substring(0, cookie.indexOf(';'));
        assertThat(site.text(site.request("/images").header("Cookie", pair)).statusCode()).isEqualTo(204);
        assertThat(events("actor, unit, source, action, outcome"))
                .containsExactly(List.of("ts1-doctor", "TS1", "127.0.0.1", "LOGIN", "SUCCESS"));
    }

    @Test
    void keepsNoTokenAndNoPassword() {
        String token = tokenOf("ts1-doctor");
        assertThat(database.value("select token_hash from login_session").toString()).hasSize(64)
                .isNotEqualTo(token);
        assertThat(database.value("select count(*) from account where password_hash like '$argon2id$%'"))
                .isEqualTo((long) DemoAccounts.ALL.size());
    }

    @Test
    void doesNotTellWhetherANameExists() {
        HttpResponse<String> wrong = logIn("ts1-doctor", "secret");
        HttpResponse<String> unknown = logIn("pa$$word typed as a name", "secret");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(unknown.body()).isEqualTo(wrong.body());
        assertThat(wrong.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(events("actor, action, outcome")).containsExactly(List.of("ts1-doctor", "LOGIN", "FAILED"),
                List.of("", "LOGIN", "FAILED"));
        assertThat(database.value("select count(*) from audit_event where details::text like '%typed%'"))
                .isEqualTo(0L);
    }

    @Test
    void locksAfterFiveFailuresWhetherTheNameExistsOrNot() {
        for (String name : List.of("ts1-doctor", "nobody")) {
            for (int i = 0; i < 5; i++) {
                assertThat(logIn(name, "wrong").statusCode()).isEqualTo(401);
            }
            HttpResponse<String> locked = logIn(name, "demo");
            assertThat(locked.statusCode()).as(name).isEqualTo(429);
            assertThat(code(locked)).isEqualTo("locked");
            assertThat(Integer.parseInt(locked.headers().firstValue("Retry-After").orElseThrow())).isBetween(800, 901);
        }
        assertThat(logIn("ts1-tech", "demo").statusCode()).as("others").isEqualTo(200);
        database.rows("update log_in_failure set locked_until = now() where name = 'ts1-doctor'");
        assertThat(logIn("ts1-doctor", "demo").statusCode()).as("when the time is over").isEqualTo(200);
    }

    @Test
    void ofTwoChangesOfAnAccountAtTheSameTimeTheSecondIsToldOfTheFirst() {
        String admin = tokenOf("admin");
        var other = database.pool().getConnection().await();
        var change = other.begin().await();
        other.query("update account set state = 'DISABLED' where name = 'ts1-tech'").execute().await();
        CompletableFuture<HttpResponse<String>> late = CompletableFuture.supplyAsync(
                () -> site.send("PATCH", "/api/v1/accounts/ts1-tech", admin,
                        new JsonObject().put("displayName", "技师").encode()),
                work -> Thread.ofVirtual().start(work));
        Await.until("it has read and waits to write", () -> (Long) database.value("select count(*) from "
                + "pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") == 1);
        change.commit().await();
        other.close().await();
        assertThat(late.join().statusCode()).isEqualTo(409);
        assertThat(code(late.join())).isEqualTo("account-changed");
        assertThat(database.value("select state from account where name = 'ts1-tech'")).isEqualTo("DISABLED");
    }

    @Test
    void aLogInForgetsEarlierFailures() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 4; i++) {
                assertThat(logIn("ts1-doctor", "wrong").statusCode()).isEqualTo(401);
            }
            assertThat(logIn("ts1-doctor", "demo").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void limitsTheLogInsOfAnAddress() {
        database.rows("update access_rule set attempts_per_minute = 3");
        for (int i = 0; i < 3; i++) {
            assertThat(logIn("ts1-doctor", "demo").statusCode()).isEqualTo(200);
        }
        HttpResponse<String> refused = logIn("ts1-tech", "demo");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(code(refused)).isEqualTo("too-many");
    }

    @Test
    void endsWithTheLogOut() {
        String token = tokenOf("ts1-doctor");
        assertThat(get(SESSION, token)).isEqualTo(200);
        HttpResponse<String> out = site.text(site.request(SESSION, token).DELETE());
        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(out.headers().firstValue("Set-Cookie").orElseThrow()).contains("Max-Age=0");
        assertThat(get(SESSION, token)).isEqualTo(401);
        assertThat(events("action")).containsExactly(List.of("LOGIN"), List.of("LOGOUT"));
    }

    @Test
    void endsAfterALongTime() throws StartException {
        String old = tokenOf("ts1-doctor");
        database.rows("update login_session set ends_at = now()");
        restart();
        assertThat(get(SESSION, old)).isEqualTo(401);
    }

    /** Another node, or this one after a restart: nothing is remembered. */
    private void restart() throws StartException {
        site.close();
        access.close();
        AuditLog audit = new PostgresAuditLog(database.pool());
        access = new AccessSide(database.pool(), audit,
                around(new MemberDirectory(new PostgresMemberStore(database.pool()), TestMembers::isCharset)));
        site = TestSite.with(access.sessions(), audit, features());
    }

    @Test
    void outlivesTheProcess() throws StartException {
        String token = tokenOf("ts1-doctor");
        database.rows("update login_session set last_used_at = now() - interval '10 minutes'");
        restart();
        assertThat(get("/images", token)).isEqualTo(204);
        assertThat(database.value("select last_used_at > now() - interval '1 minute' from login_session"))
                .as("the use is written down").isEqualTo(true);
    }

    @Test
    void listsOwnSessionsAndEndsOne() {
        String first = tokenOf("ts1-doctor");
        JsonObject second = logInAs("ts1-doctor");
        tokenOf("ts1-tech");
        JsonArray list = new JsonObject(site.text(site.request("/api/v1/sessions", first)).body())
                .getJsonArray("sessions");
        assertThat(list).hasSize(2);
        assertThat(list.getJsonObject(0).getString("id")).isEqualTo(second.getString("id"));
        assertThat(list.getJsonObject(1).getBoolean("current")).isTrue();

        String path = "/api/v1/sessions/" + second.getString("id");
        assertThat(site.text(site.request(path, tokenOf("ts1-tech")).DELETE()).statusCode())
                .as("of somebody else").isEqualTo(404);
        assertThat(get(SESSION, second.getString("token"))).isEqualTo(200);
        assertThat(site.text(site.request(path, first).DELETE()).statusCode()).isEqualTo(204);
        assertThat(get(SESSION, second.getString("token"))).as("at once").isEqualTo(401);
        assertThat(site.text(site.request(path, first).DELETE()).statusCode()).isEqualTo(404);
        assertThat(site.text(site.request("/api/v1/sessions/x", first).DELETE()).statusCode()).isEqualTo(404);
    }

    @Test
    void changesThePasswordAndEndsOtherSessions() {
        String here = tokenOf("ts1-doctor");
        String there = tokenOf("ts1-doctor");
        JsonObject body = new JsonObject().put("current", "wrong").put("new", GOOD);
        assertThat(code(site.send("POST", SESSION + "/password", here, body.encode()))).isEqualTo("wrong-password");
        body.put("current", "demo").put("new", "1234567890");
        assertThat(code(site.send("POST", SESSION + "/password", here, body.encode()))).isEqualTo("weak-password");
        assertThat(status("POST", SESSION + "/password", here, body.put("new", GOOD))).isEqualTo(204);
        assertThat(get(SESSION, here)).isEqualTo(200);
        assertThat(get(SESSION, there)).isEqualTo(401);
        assertThat(logIn("ts1-doctor", "demo").statusCode()).isEqualTo(401);
        assertThat(logIn("ts1-doctor", GOOD).statusCode()).isEqualTo(200);
    }

    @Test
    void guessingThePasswordWithAStolenSessionLocksTheAccount() {
        String token = tokenOf("ts1-doctor");
        JsonObject body = new JsonObject().put("current", "wrong").put("new", GOOD);
        for (int i = 0; i < 5; i++) {
            assertThat(status("POST", SESSION + "/password", token, body)).isEqualTo(403);
        }
        assertThat(status("POST", SESSION + "/password", token, body.put("current", "demo"))).isEqualTo(429);
    }

    private static JsonObject newAccount() {
        return new JsonObject().put("name", "li.si").put("displayName", "李四").put("unit", "TS1")
                .put("roles", new JsonArray().add("TOWNSHIP_DOCTOR")).put("password", GOOD);
    }

    @Test
    void anAdministratorMakesAccountsWhosePasswordsMustBeChanged() {
        String admin = tokenOf("admin");
        HttpResponse<String> made = site.send("POST", "/api/v1/accounts", admin, newAccount().encode());
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(made.body()).doesNotContain(GOOD, "argon2");
        assertThat(code(site.send("POST", "/api/v1/accounts", admin, newAccount().encode()))).isEqualTo("name-taken");

        JsonObject session = new JsonObject(logIn("LI.SI ", GOOD).body());
        assertThat(session.getBoolean("mustChangePassword")).isTrue();
        String token = session.getString("token");
        assertThat(get("/images", token)).isEqualTo(403);
        JsonObject change = new JsonObject().put("current", GOOD).put("new", GOOD);
        assertThat(status("POST", SESSION + "/password", token, change)).as("the same again").isEqualTo(422);
        assertThat(status("POST", SESSION + "/password", token, change.put("new", GOOD + "!"))).isEqualTo(204);
        assertThat(get("/images", token)).as("now").isEqualTo(204);
    }

    @Test
    void refusesAccountsThatBreakARule() {
        String admin = tokenOf("admin");
        for (JsonObject wrong : List.of(newAccount().put("name", "Li Si"), newAccount().put("unit", "NOWHERE"),
                newAccount().put("password", "short"), newAccount().put("roles", new JsonArray()),
                newAccount().put("roles", new JsonArray().add("SYS_ADMIN").add("SECURITY_ADMIN")),
                newAccount().put("roles", new JsonArray().add("KING")), newAccount().put("roles", "KING"),
                newAccount().put("displayName", 5))) {
            assertThat(status("POST", "/api/v1/accounts", admin, wrong)).as(wrong.encode()).isEqualTo(422);
        }
        assertThat(get("/api/v1/accounts", tokenOf("ts1-doctor"))).isEqualTo(403);
        assertThat(events("actor, role, action, outcome, object")).last()
                .isEqualTo(List.of("ts1-doctor", "", "ACCESS_REFUSE", "REFUSED", "EDIT_ACCOUNTS"));
    }

    @Test
    void changesOfRightsTakeEffectAtOnce() {
        String admin = tokenOf("admin");
        String doctor = tokenOf("ts1-doctor");
        JsonObject none = new JsonObject().put("roles", new JsonArray().add("COORDINATOR"));
        assertThat(get("/images", doctor)).isEqualTo(204);
        assertThat(status("PATCH", "/api/v1/accounts/ts1-doctor", admin, none)).isEqualTo(200);
        assertThat(get("/images", doctor)).as("its sessions end").isEqualTo(401);
        assertThat(get("/images", tokenOf("ts1-doctor"))).isEqualTo(403);

        String patched = "/api/v1/accounts/ts1-tech";
        assertThat(status("PATCH", patched, admin, new JsonObject().put("state", "DISABLED"))).isEqualTo(200);
        assertThat(logIn("ts1-tech", "demo").statusCode()).isEqualTo(401);
        assertThat(status("PATCH", patched, admin, new JsonObject().put("state", "?"))).isEqualTo(422);
        assertThat(status("PATCH", "/api/v1/accounts/nobody", admin, none)).isEqualTo(404);
        assertThat(code(site.send("PATCH", "/api/v1/accounts/admin", admin, none.encode()))).isEqualTo("own-account");
        assertThat(database.rows("select details->>'roles' from audit_event where object = 'ts1-doctor' "
                + "and action = 'ACCOUNT_CHANGE' and actor = 'admin'")).containsExactly(List.of("COORDINATOR"));
    }

    @Test
    void setsAForgottenPasswordAndTakesTheLockOff() {
        String admin = tokenOf("admin");
        for (int i = 0; i < 5; i++) {
            logIn("ts1-doctor", "wrong");
        }
        JsonObject password = new JsonObject().put("password", GOOD);
        assertThat(status("POST", "/api/v1/accounts/ts1-doctor/password", admin, password)).isEqualTo(204);
        assertThat(new JsonObject(logIn("ts1-doctor", GOOD).body()).getBoolean("mustChangePassword")).isTrue();
        assertThat(status("POST", "/api/v1/accounts/nobody/password", admin, password)).isEqualTo(404);
        assertThat(status("POST", "/api/v1/accounts/admin/password", admin, password)).isEqualTo(403);
    }

    @Test
    void listsAccounts() {
        JsonObject page = new JsonObject(site.text(site.request("/api/v1/accounts", tokenOf("admin"))).body());
        assertThat(page.getJsonArray("accounts")).hasSize(DemoAccounts.ALL.size());
        assertThat(page.getString("next")).isNull();
        assertThat(page.getJsonArray("accounts").getJsonObject(0).getString("name")).isEqualTo("admin");
        JsonObject rest = new JsonObject(
                site.text(site.request("/api/v1/accounts?after=ts1-doctor", tokenOf("admin"))).body());
        assertThat(rest.getJsonArray("accounts").getJsonObject(0).getString("name")).isEqualTo("ts1-tech");
    }

    @Test
    void firstAdministratorIsMadeOnceAndOnlyWhenThereIsNoAccount() throws IOException, StartException {
        assertThat(access.begin(false)).isEmpty();
        try (TestPostgres empty = TestPostgres.migrated();
                var other = new AccessSide(empty.pool(), new PostgresAuditLog(empty.pool()),
                        around(new MemberDirectory(new PostgresMemberStore(empty.pool()), TestMembers::isCharset)))) {
            assertThat(other.begin(false)).hasValueSatisfying(password -> assertThat(password).hasSize(16));
            assertThat(other.begin(false)).isEmpty();
            assertThat(empty.rows("select name, roles::text, must_change from account"))
                    .containsExactly(List.of("admin", "{SECURITY_ADMIN}", true));
        }
    }
}
