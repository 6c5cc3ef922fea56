package org.lianzhen.gateway.http.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
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
import org.lianzhen.gateway.archive.IndexUnavailableException;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.delivery.DeliveryDesk;
import org.lianzhen.gateway.delivery.DeliveryOrder;
import org.lianzhen.gateway.delivery.DeliveryOrder.Action;
import org.lianzhen.gateway.delivery.DestinationLoad;
import org.lianzhen.gateway.delivery.StudyDelivery;
import org.lianzhen.gateway.delivery.StudyDelivery.Instances;
import org.lianzhen.gateway.http.TestSite;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.route.Urgency;

class DeliveryFeatureTest {
    private static final String ROOT = "/api/v1/deliveries";
    private static final String TECHNOLOGIST = TestSite.token(Role.TECHNOLOGIST, "TS1");
    private static final String DIRECTOR = TestSite.token(Role.CENTRE_DIRECTOR, "CH1");
    private static final StudyDelivery WAITING = new StudyDelivery("1.2.3", "CH1", "TS1",
            new Instances(0, 4, 0, 16, 1, 0, false), Urgency.URGENT, "refused, A700H: out of resources",
            Instant.parse("2026-03-01T02:03:04Z"));

    private final Desk desk = new Desk();
    private final TestSite site = TestSite.of(new DeliveryFeature(desk, TestMembers
            .of("""
                    units: [{code: TS1, name: x, kind: OTHER}, {code: TS2, name: x, kind: OTHER}, {code: CH1, name: x, kind: OTHER}]
                    agreements: [{owner: TS1, reader: CH1}]
                    """)));

    @AfterEach
    void close() {
        site.close();
    }

    /** Notes what it is asked and answers what it is told to. */
    private static final class Desk implements DeliveryDesk {
        private volatile int changed = 4;
        private volatile boolean away;
        private volatile List<StudyDelivery> found = List.of(WAITING);
        private final List<Object> asked = Collections.synchronizedList(new ArrayList<>());

        private <T> CompletionStage<T> answer(T answer, Object... question) {
            asked.addAll(List.of(question));
            return away ? CompletableFuture.failedFuture(new IndexUnavailableException("away",
                    IndexUnavailableException.Rows.LOST, new IOException()))
                    : CompletableFuture.completedFuture(answer);
        }

        @Override
        public CompletionStage<List<DestinationLoad>> loads() {
            return answer(List.of(
                    new DestinationLoad("CH1", new DestinationLoad.Open(3, 4, 5), 2, Instant.EPOCH,
                            new DestinationLoad.Lately(70, 1)),
                    new DestinationLoad("CH2", new DestinationLoad.Open(0, 0, 0), 0, null,
                            new DestinationLoad.Lately(0, 0))));
        }

        @Override
        public CompletionStage<List<StudyDelivery>> ofStudy(String studyInstanceUid, Set<String> units) {
            return answer(found, studyInstanceUid, units);
        }

        @Override
        public CompletionStage<List<StudyDelivery>> open(Set<String> units, int limit) {
            return answer(found, units, limit);
        }

        @Override
        public CompletionStage<Integer> carryOut(DeliveryOrder order) {
            return answer(changed, order);
        }
    }

    private HttpResponse<String> get(String token, String path) {
        return site.text(site.request(ROOT + path, token));
    }

    private HttpResponse<String> post(String body) {
        return site.send("POST", ROOT + "/1.2.3/CH1", TECHNOLOGIST, body);
    }

    private static void isProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo(code);
    }

    private static JsonArray items(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body()).getJsonArray("items");
    }

    @Test
    void tellsHowFarAStudyIs() {
        assertThat(items(get(TECHNOLOGIST, "/1.2.3"))).containsExactly(new JsonObject()
                .put("studyInstanceUid", "1.2.3").put("destination", "CH1").put("unit", "TS1")
                .put("state", "RETRY_AT").put("priority", "URGENT")
                .put("instances", new JsonObject().put("queued", 0).put("retryAt", 4).put("held", 0)
                        .put("delivered", 16).put("failed", 1).put("cancelled", 0))
                .put("lastAnswer", "refused, A700H: out of resources").put("nextTry", "2026-03-01T02:03:04Z"));
        assertThat(desk.asked).containsExactly("1.2.3", Set.of("TS1"));
    }

    @Test
    void everybodySeesStudiesThatTheyMayRead() {
        get(DIRECTOR, "/1.2.3");
        get(DIRECTOR, "");
        assertThat(desk.asked).containsExactly("1.2.3", Set.of("TS1", "CH1"), Set.of("TS1", "CH1"), 200);
    }

    @Test
    void doesNotSayWhetherAStudyOfOthersIsThere() {
        desk.found = List.of();
        isProblem(get(TECHNOLOGIST, "/9.9.9"), 404, "no-delivery");
        assertThat(items(get(TECHNOLOGIST, ""))).isEmpty();
    }

    @Test
    void tellsWhatDestinationsHaveToDo() {
        JsonArray items = items(get(TECHNOLOGIST, "/destinations"));
        assertThat(items.getJsonObject(0)).isEqualTo(new JsonObject().put("destination", "CH1").put("queued", 3)
                .put("retryAt", 4).put("held", 5).put("sendingStudies", 2)
                .put("oldestSince", "1970-01-01T00:00:00Z").put("deliveredLastDay", 70).put("failedLastDay", 1));
        assertThat(items.getJsonObject(1).getValue("oldestSince")).isNull();
    }

    @ParameterizedTest
    @CsvSource({ "1, 1, 1, 1, 1, 1, true, HELD", "1, 1, 0, 1, 1, 1, true, SENDING", "1, 1, 0, 1, 1, 1, false, QUEUED",
            "0, 1, 0, 1, 1, 1, false, RETRY_AT", "0, 0, 0, 1, 1, 1, false, FAILED",
            "0, 0, 0, 1, 0, 1, false, DELIVERED",
            "0, 0, 0, 0, 0, 1, false, CANCELLED" })
    void theStateIsWhatMostNeedsAttention(int queued, int retryAt, int held, int delivered, int failed, int cancelled,
            boolean sending, String state) {
        desk.found = List.of(study(new Instances(queued, retryAt, held, delivered, failed, cancelled, sending), null));
        JsonObject told = items(get(TECHNOLOGIST, "/1.2.3")).getJsonObject(0);
        assertThat(told.getString("state")).isEqualTo(state);
        assertThat(told.getValue("priority")).isNull();
        assertThat(told.getValue("nextTry")).isNull();
    }

    private static StudyDelivery study(Instances instances, @Nullable Urgency priority) {
        return new StudyDelivery("1.2.3", "CH1", "TS1", instances, priority, "", null);
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void carriesOutWhatIsWantedOfTheCallersOwnStudies(Action action) {
        HttpResponse<String> answer = post("{\"action\":\"" + action.name().toLowerCase(Locale.ROOT)
                + "\",\"priority\":\"EMERGENCY\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(new JsonObject(answer.body())).isEqualTo(new JsonObject().put("instances", 4));
        assertThat(desk.asked).containsExactly(new DeliveryOrder("1.2.3", "CH1", action,
                action == Action.PRIORITISE ? Urgency.EMERGENCY : Urgency.ROUTINE, Set.of("TS1"),
                new AuditEvent.Actor("test", "TECHNOLOGIST", "TS1", "127.0.0.1")));
    }

    @Test
    void whoMayReadAStudyOfAnotherUnitDoesNotDecideAboutIt() {
        site.send("POST", ROOT + "/1.2.3/CH1", DIRECTOR, "{\"action\":\"HOLD\"}");
        assertThat(desk.asked).singleElement().isInstanceOfSatisfying(DeliveryOrder.class,
                order -> assertThat(order.units()).containsExactly("CH1"));
    }

    @Test
    void saysThatThereIsNothingToDoItFor() {
        desk.changed = 0;
        isProblem(post("{\"action\":\"HOLD\"}"), 404, "no-delivery");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "{\"action\":\"STOP\"}", "{\"action\":5}", "{\"action\":\"PRIORITISE\"}",
            "{\"action\":\"PRIORITISE\",\"priority\":\"SOON\"}" })
    void doesNothingElse(String body) {
        isProblem(post(body), 422, "field");
        assertThat(desk.asked).isEmpty();
    }

    @Test
    void takesNothingButJson() {
        isProblem(post("[]"), 400, "no-json");
        isProblem(post(""), 400, "no-json");
        assertThat(desk.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "RADIOLOGIST", "TOWNSHIP_DOCTOR", "OFFICE", "AUDITOR", "HIS" })
    void isForThoseWhoWatchDeliveries(Role role) {
        String token = TestSite.token(role, "TS1");
        for (String path : List.of("", "/destinations", "/1.2.3")) {
            isProblem(get(token, path), 403, "no-right");
            isProblem(site.text(site.request(ROOT + path)), 401, "log-in-needed");
        }
        isProblem(site.send("POST", ROOT + "/1.2.3/CH1", token, "{\"action\":\"HOLD\"}"), 403, "no-right");
        assertThat(desk.asked).isEmpty();
    }

    @Test
    void anAdministratorWatchesAndChangesNothing() {
        String admin = TestSite.token(Role.SYS_ADMIN, "CH1");
        assertThat(items(get(admin, "/destinations"))).hasSize(2);
        isProblem(site.send("POST", ROOT + "/1.2.3/CH1", admin, "{\"action\":\"HOLD\"}"), 403, "no-right");
    }

    @Test
    void saysThatTheDatabaseIsAway() {
        desk.away = true;
        for (String path : List.of("", "/destinations", "/1.2.3")) {
            isProblem(get(TECHNOLOGIST, path), 503, "unavailable");
        }
        isProblem(post("{\"action\":\"HOLD\"}"), 503, "unavailable");
    }
}
