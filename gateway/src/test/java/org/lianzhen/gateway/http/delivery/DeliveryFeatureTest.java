package org.lianzhen.gateway.http.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.archive.receipt.FakeReceipts;
import org.lianzhen.gateway.archive.receipt.Receipt;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.delivery.Answer;
import org.lianzhen.gateway.delivery.DeliveryOrder;
import org.lianzhen.gateway.delivery.DeliveryOrder.Action;
import org.lianzhen.gateway.delivery.DeliveryPage.Position;
import org.lianzhen.gateway.delivery.DeliverySelection;
import org.lianzhen.gateway.delivery.LineState;
import org.lianzhen.gateway.delivery.StudyDelivery;
import org.lianzhen.gateway.delivery.StudyDelivery.Instances;
import org.lianzhen.gateway.delivery.StudyDelivery.State;
import org.lianzhen.gateway.http.TestSite;
import org.lianzhen.gateway.member.MemberDirectory;
import org.lianzhen.gateway.member.TestMembers;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.route.RouteDirectory;
import org.lianzhen.gateway.route.TestRoutes;

class DeliveryFeatureTest {
    private static final String ROOT = "/api/v1/deliveries";
    private static final String TECHNOLOGIST = TestSite.token(Role.TECHNOLOGIST, "TS1");
    private static final String DIRECTOR = TestSite.token(Role.CENTRE_DIRECTOR, "CH1");

    private static final String OUT_OF_RESOURCES = "对方资源不足，多为存储空间已满。请让对方清理或扩充空间。稍后自动重试。";
    private static final AuditEvent.Actor PERSON = new AuditEvent.Actor("test", "TECHNOLOGIST", "TS1", "127.0.0.1");
    private static final DeliverySelection ONE = DeliverySelection.of(Set.of("TS1"), "1.2.3", "CH1");

    private final NotingDesk desk = new NotingDesk();
    private final MemberDirectory members = TestMembers
            .of("""
                    units: [{code: TS1, name: x, kind: OTHER}, {code: TS2, name: x, kind: OTHER}, {code: CH1, name: x, kind: OTHER}]
                    agreements: [{owner: TS1, reader: CH1}]
                    nodes: [{aeTitle: CH1PACS, unit: CH1, host: 10.0.0.1, port: 104}]
                    """);
    private final RouteDirectory routes = new RouteDirectory(new TestRoutes(), members);
    private final TestSite site = TestSite.of(new DeliveryFeature(desk, members, routes, DeliveryFeatureTest::line),
            new ReceiptFeature(new FakeReceipts(), members));

    private static Optional<LineState> line(String destination) {
        return destination.equals("CH1") ? Optional.of(new LineState(1234.5, 70, 2, 0.25, 0.125)) : Optional.empty();
    }

    @AfterEach
    void close() {
        site.close();
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
                .put("attempts", 29).put("lastAnswer", OUT_OF_RESOURCES).put("lastAnswerCode", "A700")
                .put("lastAnswerDetail", "refused, A700H: out of resources")
                .put("nextTry", "2026-03-01T02:03:04Z")
                .put("received", new JsonObject().put("state", "RECEIVING").putNull("rule").putNull("since"))
                .putNull("proof"));
        assertThat(desk.asked).containsExactly("1.2.3", Set.of("TS1"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = { "en|en", "en-GB, zh;q=0.5|en", "zh-CN, en;q=0.9|zh-CN", "fr, zh-Hant;q=0.1|zh-CN",
                    "fr|zh-CN", "*|zh-CN", "en;q=0, *;q=0.1|zh-CN", "''|zh-CN", "%%%|zh-CN" })
    void saysWhatAnAnswerMeansInTheLanguageThatIsWanted(String wanted, String told) {
        for (String path : List.of("", "/1.2.3", "/1.2.3/CH1")) {
            HttpResponse<String> answer = site.text(site.request(ROOT + path, TECHNOLOGIST)
                    .header("Accept-Language", wanted));
            assertThat(items(answer).getJsonObject(0).getString("lastAnswer")).isEqualTo(told.equals("en")
                    ? "The destination is out of resources, mostly of storage. Have them make room. It is tried again by itself."
                    : OUT_OF_RESOURCES);
            assertThat(answer.headers().firstValue("Content-Language")).hasValue(told);
            assertThat(answer.headers().firstValue("Vary")).hasValueSatisfying(
                    vary -> assertThat(vary).isEqualToIgnoringCase("Accept-Language"));
        }
    }

    @Test
    void everybodySeesStudiesThatTheyMayRead() {
        get(DIRECTOR, "/1.2.3");
        get(DIRECTOR, "");
        get(DIRECTOR, "/1.2.3/CH1");
        Set<String> both = Set.of("TS1", "CH1");
        assertThat(desk.asked).containsExactly("1.2.3", both, DeliverySelection.of(both), Position.START, 200,
                DeliverySelection.of(both, "1.2.3", "CH1"), "", 1000);
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
                .put("oldestSince", "1970-01-01T00:00:00Z").put("deliveredLastDay", 70).put("failedLastDay", 1)
                .put("failed", 6).put("proofs", new JsonObject().put("due", 7).put("complete", 8).put("unproven", 9)
                        .put("failed", 10))
                .put("bytesPerSecond", 1235L).put("line", new JsonObject().put("answers", 70L).put("silences", 2L)
                        .put("answerSeconds", 0.25).put("trouble", 0.125)));
        assertThat(items.getJsonObject(1).getValue("line")).isNull();
        assertThat(items.getJsonObject(1).getInteger("bytesPerSecond")).isZero();
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
        return new StudyDelivery("1.2.3", "CH1", "TS1", instances, 0, priority, Answer.NONE, null, Receipt.RECEIVING,
                null);
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void carriesOutWhatIsWantedOfTheCallersOwnStudies(Action action) {
        HttpResponse<String> answer = post("{\"action\":\"" + action.name().toLowerCase(Locale.ROOT)
                + "\",\"priority\":\"EMERGENCY\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(new JsonObject(answer.body())).isEqualTo(new JsonObject().put("instances", 4).put("more", false));
        assertThat(desk.asked).containsExactly(new DeliveryOrder(ONE, action,
                action == Action.PRIORITISE ? Urgency.EMERGENCY : Urgency.ROUTINE, PERSON));
    }

    @Test
    void whoMayReadAStudyOfAnotherUnitDoesNotDecideAboutIt() {
        site.send("POST", ROOT + "/1.2.3/CH1", DIRECTOR, "{\"action\":\"HOLD\"}");
        assertThat(desk.asked).singleElement().isInstanceOfSatisfying(DeliveryOrder.class,
                order -> assertThat(order.selection().units()).containsExactly("CH1"));
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
        for (String path : List.of("", "/destinations", "/1.2.3", "/1.2.3/CH1")) {
            isProblem(get(token, path), 403, "no-right");
            isProblem(site.text(site.request(ROOT + path)), 401, "log-in-needed");
        }
        for (String path : List.of("/1.2.3/CH1", "/1.2.3/CH1/1.2.3.1", "/orders")) {
            isProblem(site.send("POST", ROOT + path, token, "{\"action\":\"HOLD\"}"), 403, "no-right");
        }
        assertThat(desk.asked).isEmpty();
    }

    @Test
    void saysThatTheDatabaseIsAway() {
        desk.away = true;
        for (String path : List.of("", "/destinations", "/1.2.3", "/1.2.3/CH1")) {
            isProblem(get(TECHNOLOGIST, path), 503, "unavailable");
        }
        isProblem(post("{\"action\":\"HOLD\"}"), 503, "unavailable");
    }

    @Test
    void tellsWhatWasAskedForPageByPage() {
        desk.next = Optional.of(new Position(Urgency.BULK, Instant.EPOCH, new UUID(0, 7), "CH~1"));
        HttpResponse<String> first = get(TECHNOLOGIST,
                "?destination=CH1&unit=TS1&state=failed&priority=URGENT&olderThanMinutes=90&limit=1");
        assertThat(items(first)).hasSize(1);
        String next = new JsonObject(first.body()).getString("next");
        items(get(TECHNOLOGIST, "?after=" + URLEncoder.encode(next, StandardCharsets.UTF_8)));
        assertThat(desk.asked).containsExactly(
                DeliverySelection.of(Set.of("TS1")).destination("CH1").state(State.FAILED).priority(Urgency.URGENT)
                        .olderThan(Duration.ofMinutes(90)),
                Position.START, 1, DeliverySelection.of(Set.of("TS1")), desk.next.orElseThrow(), 200);
    }

    @Test
    void nothingIsToldOfUnitsThatMayNotBeSeen() {
        get(TECHNOLOGIST, "?unit=TS2");
        assertThat(desk.asked).startsWith(DeliverySelection.of(Set.of()));
    }

    @ParameterizedTest
    @CsvSource({ "state=LOST, 422, field", "priority=SOON, 422, field", "olderThanMinutes=-1, 422, field",
            "olderThanMinutes=9999999, 422, field", "limit=0, 400, parameter", "limit=201, 400, parameter",
            "limit=x, 400, parameter", "after=x, 400, parameter", "after=URGENT~x~y~z, 400, parameter" })
    void questionsThatMakeNoSenseAreRefused(String query, int status, String code) {
        isProblem(get(TECHNOLOGIST, "?" + query), status, code);
        assertThat(desk.asked).isEmpty();
    }

    @Test
    void tellsTheInstancesOfAStudyAtADestination() {
        HttpResponse<String> answer = get(TECHNOLOGIST, "/1.2.3/CH1?limit=2&after=1.2");
        assertThat(items(answer).getJsonObject(0)).isEqualTo(new JsonObject().put("sopInstanceUid", "1.2.3.1")
                .put("state", "RETRY_AT").put("priority", "URGENT").put("attempts", 2)
                .put("lastAnswer", OUT_OF_RESOURCES).put("lastAnswerCode", "A700")
                .put("lastAnswerDetail", "refused, A700H")
                .put("nextTry", "1970-01-01T00:00:00Z")
                .put("since", "1970-01-01T00:00:00Z").putNull("endedAt")
                .put("route", "all").put("routeVersion", 3).put("reason", "UNIT=TS1"));
        assertThat(new JsonObject(answer.body()).getString("next")).isEqualTo("1.2.3.2");
        assertThat(desk.asked).containsExactly(ONE, "1.2", 2);
        desk.instances = List.of();
        isProblem(get(TECHNOLOGIST, "/1.2.3/CH9"), 404, "no-delivery");
        assertThat(items(get(TECHNOLOGIST, "/1.2.3/CH1?after=1.2.3.2"))).isEmpty();
    }

    @Test
    void carriesOutWhatIsWantedOfOneInstance() {
        HttpResponse<String> answer = site.send("POST", ROOT + "/1.2.3/CH1/1.2.3.1", TECHNOLOGIST,
                "{\"action\":\"RETRY\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(desk.asked).containsExactly(
                new DeliveryOrder(ONE.instance("1.2.3.1"), Action.RETRY, Urgency.ROUTINE, PERSON));
    }

    private HttpResponse<String> many(String body) {
        return site.send("POST", ROOT + "/orders", TECHNOLOGIST, body);
    }

    @Test
    void carriesOutWhatIsWantedOfManyAndTellsBeforehandHowMany() {
        String of = "\"of\":{\"destination\":\"CH1\",\"state\":\"RETRY_AT\",\"olderThanMinutes\":30}";
        HttpResponse<String> preview = many("{\"action\":\"HOLD\",\"preview\":true," + of + "}");
        assertThat(new JsonObject(preview.body())).isEqualTo(
                new JsonObject().put("instances", 100_000).put("more", true));
        desk.changed = 0;
        assertThat(new JsonObject(many("{\"action\":\"HOLD\"," + of + "}").body()).getInteger("instances"))
                .as("nothing to do is no fault here").isZero();
        var order = new DeliveryOrder(DeliverySelection.of(Set.of("TS1")).destination("CH1").state(State.RETRY_AT)
                .olderThan(Duration.ofMinutes(30)), Action.HOLD, Urgency.ROUTINE, PERSON);
        assertThat(desk.asked).containsExactly("preview", order, order);
    }

    @Test
    void nobodyDecidesAboutManyOfOthers() {
        many("{\"action\":\"CANCEL\",\"of\":{\"unit\":\"TS2\"}}");
        assertThat(desk.asked).singleElement().isInstanceOfSatisfying(DeliveryOrder.class,
                order -> assertThat(order.selection().units()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"action\":\"HOLD\"}", "{\"action\":\"HOLD\",\"of\":{}}",
            "{\"action\":\"HOLD\",\"of\":[]}", "{\"action\":\"HOLD\",\"of\":{\"state\":\"FAILED\"}}",
            "{\"action\":\"RESEND\",\"of\":{\"destination\":\"CH1\"}}",
            "{\"action\":\"RESEND\",\"of\":{\"destination\":\"CH1\",\"state\":\"HELD\"}}",
            "{\"action\":\"RESEND\",\"of\":{\"state\":\"FAILED\"}}",
            "{\"action\":\"PRIORITISE\",\"of\":{\"destination\":\"CH1\"}}" })
    void nothingIsDoneForManyWithoutSayingWhich(String body) {
        isProblem(many(body), 422, "field");
        assertThat(desk.asked).isEmpty();
    }
}
