package org.lianzhen.gateway.http.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.archive.receipt.FakeReceipts;
import org.lianzhen.gateway.archive.receipt.Receipt;
import org.lianzhen.gateway.archive.receipt.SentInFull;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.http.TestSite;
import org.lianzhen.gateway.member.TestMembers;

class ReceiptFeatureTest {
    private static final String PATH = "/api/v1/receipts/1.2.3";
    private static final String TECHNOLOGIST = TestSite.token(Role.TECHNOLOGIST, "TS1");

    private final FakeReceipts receipts = new FakeReceipts();
    private final TestSite site = TestSite.of(new ReceiptFeature(receipts,
            TestMembers.of("units: [{code: TS1, name: x, kind: OTHER}]")));

    @AfterEach
    void close() {
        site.close();
    }

    private HttpResponse<String> get(String token) {
        return site.text(site.request(PATH, token));
    }

    private HttpResponse<String> post(String body) {
        return site.send("POST", PATH, TECHNOLOGIST, body);
    }

    private static void isProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo(code);
    }

    @Test
    void tellsHowFarAStudyHasComeIn() {
        receipts.receipt = Optional.of(Receipt.RECEIVING);
        assertThat(new JsonObject(get(TECHNOLOGIST).body())).isEqualTo(
                new JsonObject().put("state", "RECEIVING").putNull("rule").putNull("since"));
        receipts.receipt = Optional.of(new Receipt(Receipt.Rule.QUIET, Instant.EPOCH));
        assertThat(new JsonObject(get(TECHNOLOGIST).body())).isEqualTo(
                new JsonObject().put("state", "STABLE").put("rule", "QUIET").put("since", "1970-01-01T00:00:00Z"));
    }

    @Test
    void doesNotSayWhetherAStudyOfOthersIsThere() {
        isProblem(get(TECHNOLOGIST), 404, "no-study");
        receipts.result = new SentInFull.Result.Unknown();
        isProblem(post("{}"), 404, "no-study");
    }

    @Test
    void takesThatAllOfTheCallersOwnStudyWasSent() {
        assertThat(post("{\"instances\":412}").statusCode()).isEqualTo(204);
        assertThat(post("{}").statusCode()).isEqualTo(204);
        var by = new AuditEvent.Actor("test", "TECHNOLOGIST", "TS1", "127.0.0.1");
        assertThat(receipts.said).containsExactly(new SentInFull("1.2.3", Set.of("TS1"), 412, by),
                new SentInFull("1.2.3", Set.of("TS1"), null, by));
    }

    @Test
    void saysHowManyAreHereWhenItIsAnotherNumber() {
        receipts.result = new SentInFull.Result.Differs(409);
        HttpResponse<String> answer = post("{\"instances\":412}");
        isProblem(answer, 409, "other-count");
        assertThat(answer.body()).contains("409 instances are here");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"instances\":0}", "{\"instances\":\"3\"}", "{\"instances\":1.5}" })
    void takesNoOtherNumbers(String body) {
        isProblem(post(body), 422, "field");
        assertThat(receipts.said).isEmpty();
    }

    @Test
    void isForThoseWhoWatchDeliveries() {
        String radiologist = TestSite.token(Role.RADIOLOGIST, "TS1");
        isProblem(get(radiologist), 403, "no-right");
        isProblem(site.send("POST", PATH, radiologist, "{}"), 403, "no-right");
        isProblem(site.send("POST", PATH, TestSite.token(Role.SYS_ADMIN, "TS1"), "{}"), 403, "no-right");
        assertThat(receipts.said).isEmpty();
    }
}
