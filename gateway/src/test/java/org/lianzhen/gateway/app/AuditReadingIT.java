package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.audit.AuditLog;
import org.lianzhen.gateway.http.TestSite;
import org.lianzhen.gateway.http.audit.AuditFeature;
import org.lianzhen.gateway.postgres.TestPostgres;
import org.lianzhen.gateway.postgres.audit.AuditSealer;
import org.lianzhen.gateway.postgres.audit.PostgresAuditLog;
import org.lianzhen.gateway.postgres.audit.PostgresAuditTrail;

/** The audit log over HTTP, on a real database. */
@Timeout(60)
class AuditReadingIT {
    private static final String AUDITOR = TestSite.token(Role.AUDITOR, "CH1");

    private TestPostgres database;
    private AuditLog log;
    private TestSite site;

    @BeforeEach
    void open() throws IOException {
        database = TestPostgres.migrated();
        log = new PostgresAuditLog(database.pool());
        site = TestSite.auditing(log, new AuditFeature(new PostgresAuditTrail(database.pool())));
        for (int i = 1; i <= 5; i++) {
            keep(new AuditEvent.Actor("TS1PACS", "", "TS1", "10.0.0.1"), AuditAction.STUDY_STORE, "1.2." + i);
        }
        keep(new AuditEvent.Actor("ch1-doctor", "CLINICIAN", "CH1", "10.0.0.2"), AuditAction.STUDY_VIEW, "1.2.3");
    }

    private void keep(AuditEvent.Actor actor, AuditAction action, String object) {
        log.append(AuditEvent.success(actor, action, object).with(Map.of("instances", "7"))).toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS).join();
    }

    private void seal() {
        AuditSealer.seal(database.pool()).toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    @AfterEach
    void close() {
        site.close();
        database.close();
    }

    private JsonObject get(String path) {
        HttpResponse<String> answer = site.text(site.request(path, AUDITOR));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private List<String> objects(String path) {
        JsonArray events = get(path).getJsonArray("events");
        List<String> objects = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            objects.add(events.getJsonObject(i).getString("object"));
        }
        return objects;
    }

    @Test
    void tellsAllOfAnEvent() {
        seal();
        JsonObject event = get("/api/v1/audit?object=1.2.3&action=STUDY_VIEW").getJsonArray("events").getJsonObject(0);
        assertThat(event.getString("actor")).isEqualTo("ch1-doctor");
        assertThat(event.getString("role")).isEqualTo("CLINICIAN");
        assertThat(event.getString("source")).isEqualTo("10.0.0.2");
        assertThat(event.getJsonObject("details")).isEqualTo(new JsonObject().put("instances", "7"));
        assertThat(event.getLong("sequence")).isEqualTo(6);
        assertThat(event.getString("hash")).hasSize(64);
    }

    @Test
    void filtersAndPages() {
        assertThat(objects("/api/v1/audit?actor=TS1PACS&object=1.2.3")).containsExactly("1.2.3");
        JsonObject first = get("/api/v1/audit?actor=TS1PACS&limit=3");
        String next = first.getString("next");
        assertThat(objects("/api/v1/audit?actor=TS1PACS&limit=3&after=" + next)).containsExactly("1.2.2", "1.2.1");
        assertThat(objects("/api/v1/audit?actor=TS1PACS&outcome=REFUSED")).isEmpty();
        assertThat(objects("/api/v1/audit?to=2000-01-01T00:00:00Z")).isEmpty();
        assertThat(objects("/api/v1/audit?from=2000-01-01T00:00:00Z&action=STUDY_VIEW")).containsExactly("1.2.3");
    }

    @Test
    void lookingIsAnEventToo() {
        get("/api/v1/audit?actor=ch1-doctor");
        JsonObject newest = get("/api/v1/audit?action=AUDIT_READ&limit=2").getJsonArray("events").getJsonObject(1);
        assertThat(newest.getString("actor")).isEqualTo("test");
        assertThat(newest.getString("role")).isEqualTo("AUDITOR");
        assertThat(newest.getJsonObject("details")).isEqualTo(new JsonObject().put("actor", "ch1-doctor"));
    }

    @Test
    void computesTheChainAgain() {
        seal();
        JsonObject whole = get("/api/v1/audit/verification");
        assertThat(whole.getBoolean("whole")).isTrue();
        assertThat(whole.getLong("checked")).isEqualTo(6);
        assertThat(whole.getJsonObject("last").getLong("sequence")).isEqualTo(6);
        assertThat(whole.getJsonObject("broken")).isNull();
        database.rows("alter table audit_event disable trigger all");
        database.rows("update audit_event set actor = 'somebody' where object = '1.2.4'");
        JsonObject broken = get("/api/v1/audit/verification");
        assertThat(broken.getBoolean("whole")).isFalse();
        assertThat(broken.getJsonObject("broken"))
                .isEqualTo(new JsonObject().put("sequence", 4).put("damage", "CHANGED"));
        assertThat(get("/api/v1/audit/verification?from=5&to=6").getBoolean("whole")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "from=yesterday", "action=DANCE", "limit=0", "limit=1001", "limit=x", "after=x",
            "after=2026-01-01T00:00:00Z_x", "to=5" })
    void saysWhatMakesNoSense(String parameter) {
        HttpResponse<String> answer = site.text(site.request("/api/v1/audit?" + parameter, AUDITOR));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(parameter.substring(0, parameter.indexOf('=')));
    }

    @Test
    void isForAuditorsOnly() {
        String path = "/api/v1/audit";
        assertThat(site.text(site.request(path)).statusCode()).isEqualTo(401);
        for (Role role : List.of(Role.SYS_ADMIN, Role.SECURITY_ADMIN, Role.CENTRE_DIRECTOR)) {
            assertThat(site.text(site.request(path, TestSite.token(role, "CH1"))).statusCode()).isEqualTo(403);
        }
        assertThat(site.text(site.request(path, TestSite.token(Role.AUDIT_ADMIN, "CH1"))).statusCode()).isEqualTo(200);
    }
}
