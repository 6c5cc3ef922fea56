package org.lianzhen.gateway.http.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.http.TestSite;
import org.lianzhen.gateway.notify.Duty;
import org.lianzhen.gateway.notify.DutyPerson;
import org.lianzhen.gateway.notify.Shift;
import org.lianzhen.gateway.postgres.notify.NoticeStand;

class NoticeFeatureIT {
    private static final String ROOT = "/api/v1/notices";
    /** The account of every token here is "test". */
    private static final String TOLD = TestSite.token(Role.RADIOLOGIST, "TS1");
    private static final String OVERSEER = TestSite.token(Role.CENTRE_DIRECTOR, "CH1");
    private static final String OTHER_UNIT = TestSite.token(Role.CENTRE_DIRECTOR, "TS1");

    private final NoticeStand stand = new NoticeStand();
    private final TestSite site = TestSite.of(new NoticeFeature(stand.store, stand.notices));

    @BeforeEach
    void onDuty() {
        stand.onDuty(Duty.SYSTEM, new Shift(null, null,
                List.of(new DutyPerson("test", "13800138000", ""), new DutyPerson("b", "", ""))));
        stand.onDuty(Duty.IMAGING, "b");
    }

    @AfterEach
    void close() {
        site.close();
        stand.close();
    }

    private JsonObject get(String token, String path) {
        HttpResponse<String> answer = site.text(site.request(ROOT + path, token));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private HttpResponse<String> post(String token, String path) {
        return site.text(site.request(ROOT + path, token).POST(HttpRequest.BodyPublishers.noBody()));
    }

    private HttpResponse<String> withdraw(String token, Object id) {
        return site.send("POST", ROOT + "/" + id + "/withdrawal", token, "{\"reason\": \" a drill \"}");
    }

    private static void isProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo(code);
    }

    private UUID raised(String key, Duty duty) {
        UUID id = stand.raise(key, duty);
        NoticeStand.run(stand.work());
        return id;
    }

    @Test
    void peopleSeeWhatTheyWereToldAndTakeIt() {
        UUID id = raised("space", Duty.SYSTEM);
        raised("other", Duty.IMAGING);
        JsonArray mine = get(TOLD, "").getJsonArray("items");
        assertThat(mine).hasSize(1);
        JsonObject notice = mine.getJsonObject(0);
        assertThat(notice.getString("state")).isEqualTo("OPEN");
        assertThat(notice.getJsonArray("told")).containsExactly("test");
        assertThat(notice.getJsonObject("words").getJsonObject("zh").getString("title")).isEqualTo("存储空间不足");
        JsonArray attempts = get(TOLD, "/" + id + "/attempts").getJsonArray("items");
        assertThat(attempts).hasSize(1);
        assertThat(attempts.getJsonObject(0).getString("phone")).isEqualTo("138****8000");
        assertThat(attempts.getJsonObject(0).getInteger("step")).isZero();
        HttpResponse<String> answer = post(TOLD, "/" + id + "/acknowledgement");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(new JsonObject(answer.body()).getString("endedBy")).isEqualTo("test");
        assertThat(post(TOLD, "/" + id + "/acknowledgement").statusCode()).as("the same person again").isEqualTo(200);
        assertThat(get(TOLD, "?state=OPEN").getJsonArray("items")).isEmpty();
        assertThat(stand.actions()).contains("NOTICE_ACKNOWLEDGE");
    }

    @Test
    void whatSomebodyElseHasTakenIsTaken() {
        UUID id = raised("space", Duty.SYSTEM);
        Await.result(stand.notices.acknowledge(id, new AuditEvent.Actor("b", "", "CH1", "")));
        isProblem(post(TOLD, "/" + id + "/acknowledgement"), 409, "notice-ended");
        isProblem(withdraw(OVERSEER, id), 409, "notice-ended");
    }

    @Test
    void whoOverseesAUnitSeesAllOfItAndEndsIt() {
        UUID id = raised("imaging", Duty.IMAGING);
        assertThat(get(OVERSEER, "?scope=unit").getJsonArray("items")).hasSize(1);
        assertThat(get(OTHER_UNIT, "?scope=unit").getJsonArray("items")).isEmpty();
        isProblem(site.text(site.request(ROOT + "?scope=unit", TOLD)), 403, "no-right");
        assertThat(get(OVERSEER, "").getJsonArray("items")).as("not told oneself").isEmpty();
        for (String stranger : new String[]{ TOLD, OTHER_UNIT }) {
            isProblem(site.text(site.request(ROOT + "/" + id, stranger)), 404, "no-such-notice");
            isProblem(site.text(site.request(ROOT + "/" + id + "/attempts", stranger)), 404, "no-such-notice");
            isProblem(post(stranger, "/" + id + "/acknowledgement"), 404, "no-such-notice");
        }
        isProblem(withdraw(OTHER_UNIT, id), 404, "no-such-notice");
        isProblem(withdraw(TOLD, id), 403, "no-right");
        isProblem(site.send("POST", ROOT + "/" + id + "/withdrawal", OVERSEER, "{\"reason\": \" \"}"), 422, "field");
        HttpResponse<String> answer = withdraw(OVERSEER, id);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(new JsonObject(answer.body()).getString("state")).isEqualTo("WITHDRAWN");
        assertThat(new JsonObject(answer.body()).getString("endedReason")).isEqualTo("a drill");
        assertThat(stand.database.value("select details->>'reason' from audit_event where action = 'NOTICE_WITHDRAW'"))
                .isEqualTo("a drill");
        isProblem(post(OVERSEER, "/nonsense/acknowledgement"), 404, "no-such-notice");
        isProblem(site.text(site.request(ROOT, TestSite.token(Role.AUDITOR, "CH1"))), 403, "no-right");
    }

    @Test
    void isNarrowedByStateKindAndTime() {
        UUID early = raised("early", Duty.SYSTEM);
        stand.clock.pass(Duration.ofHours(1));
        UUID late = raised("late", Duty.SYSTEM);
        post(TOLD, "/" + early + "/acknowledgement");
        assertThat(ids("")).containsExactly(late.toString(), early.toString());
        assertThat(ids("?state=ACKNOWLEDGED")).containsExactly(early.toString());
        assertThat(ids("?state=OPEN,EXHAUSTED")).containsExactly(late.toString());
        assertThat(ids("?kind=space-low")).hasSize(2);
        assertThat(ids("?kind=break-glass")).isEmpty();
        assertThat(ids("?from=2026-06-01T05:00:00Z")).containsExactly(late.toString());
        assertThat(ids("?to=2026-06-01T05:00:00Z")).containsExactly(early.toString());
        assertThat(ids("?from=2026-06-01T04:00:00Z&to=2026-06-01T05:00:00Z&state=OPEN")).isEmpty();
    }

    private List<String> ids(String query) {
        return get(TOLD, query).getJsonArray("items").stream().map(one -> ((JsonObject) one).getString("id")).toList();
    }

    @Test
    void goesPageByPage() {
        for (int i = 0; i < 5; i++) {
            raised("m" + i, Duty.SYSTEM);
        }
        JsonObject first = get(TOLD, "?limit=3");
        assertThat(first.getJsonArray("items")).hasSize(3);
        JsonObject second = get(TOLD, "?limit=3&before=" + first.getString("next"));
        assertThat(second.getJsonArray("items")).hasSize(2);
        assertThat(second.getString("next")).isNull();
        isProblem(site.text(site.request(ROOT + "?from=yesterday", TOLD)), 400, "parameter");
        isProblem(site.text(site.request(ROOT + "?state=LOST", TOLD)), 400, "parameter");
        isProblem(site.text(site.request(ROOT + "?before=x", TOLD)), 400, "parameter");
        isProblem(site.text(site.request(ROOT + "?limit=many", TOLD)), 400, "parameter");
    }
}
