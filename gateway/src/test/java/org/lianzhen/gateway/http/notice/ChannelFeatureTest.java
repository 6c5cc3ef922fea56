package org.lianzhen.gateway.http.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.http.KeptEvents;
import org.lianzhen.gateway.http.TestSite;
import org.lianzhen.gateway.notify.Channel;
import org.lianzhen.gateway.notify.ChannelDirectory;
import org.lianzhen.gateway.notify.ChannelKind;
import org.lianzhen.gateway.notify.ManualClock;
import org.lianzhen.gateway.notify.Message;
import org.lianzhen.gateway.notify.TestChannels;

class ChannelFeatureTest {
    private static final String ROOT = "/api/v1/channels";
    private static final String ADMIN = TestSite.token(Role.SYS_ADMIN, "CH1");
    private static final String SMTP = "smtp: {host: mail.example, port: 25, from: a@b.example}";

    private final TestChannels store = new TestChannels();
    private final List<Message> sent = new CopyOnWriteArrayList<>();
    private volatile Channel.Outcome outcome = new Channel.Outcome.Delivered("HTTP 200");
    private final KeptEvents audit = new KeptEvents();
    private final ChannelDirectory directory = new ChannelDirectory(store);
    private final TestSite site = TestSite.auditing(audit,
            new ChannelFeature(directory, Map.of(ChannelKind.SMS, message -> {
                sent.add(message);
                return CompletableFuture.completedStage(outcome);
            }), new ManualClock("2026-06-01T04:00:00Z")));

    @AfterEach
    void close() {
        site.close();
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
    void theAdministratorSetsChannelsUp() {
        assertThat(put(ADMIN, "\"0\"", SMTP).statusCode()).isEqualTo(200);
        assertThat(directory.settings().configured()).contains(ChannelKind.SMTP);
        HttpResponse<String> now = site.text(site.request(ROOT, ADMIN));
        assertThat(now.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(new JsonObject(now.body()).getString("document")).isEqualTo(SMTP);
        assertThat(new JsonObject(site.text(site.request(ROOT + "/versions", ADMIN)).body()).getJsonArray("items"))
                .hasSize(1);
        isProblem(put(ADMIN, "\"0\"", SMTP), 412, "stale");
        isProblem(put(ADMIN, "\"1\"", "smtp: {}"), 422, "channels");
    }

    @Test
    void testsAChannelAtOnceOnRecordWithoutTheNumber() {
        HttpResponse<String> answer = site.send("POST", ROOT + "/SMS/test", ADMIN, "{\"phone\": \"13800138000\"}");
        assertThat(new JsonObject(answer.body())).isEqualTo(
                new JsonObject().put("outcome", "DELIVERED").put("detail", "HTTP 200"));
        assertThat(sent).singleElement().satisfies(message -> {
            assertThat(message.person().phone()).isEqualTo("13800138000");
            assertThat(message.person().account()).isEqualTo("test");
            assertThat(message.matter().kind()).isEqualTo("channel-test");
        });
        assertThat(audit.last().action()).isEqualTo(AuditAction.CHANNEL_TEST);
        assertThat(audit.last().details()).isEqualTo(Map.of("account", "test", "phone", "138****8000"));
        outcome = new Channel.Outcome.Refused("HTTP 403");
        assertThat(site.send("POST", ROOT + "/sms/test", ADMIN, "{\"phone\": \"13800138000\"}").body())
                .contains("REFUSED");
        isProblem(site.send("POST", ROOT + "/SMS/test", ADMIN, "{}"), 422, "no-address");
        isProblem(site.send("POST", ROOT + "/PIGEON/test", ADMIN, "{}"), 404, "no-such-channel");
        audit.breakDown(true);
        isProblem(site.send("POST", ROOT + "/SMS/test", ADMIN, "{\"phone\": \"13800138000\"}"), 503, "unavailable");
        assertThat(sent).as("nothing without a record").hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, mode = EnumSource.Mode.EXCLUDE, names = "SYS_ADMIN")
    void isForNobodyElse(Role role) {
        String token = TestSite.token(role, "CH1");
        isProblem(site.text(site.request(ROOT, token)), 403, "no-right");
        isProblem(site.text(site.request(ROOT + "/versions", token)), 403, "no-right");
        isProblem(put(token, "\"0\"", SMTP), 403, "no-right");
        isProblem(site.send("POST", ROOT + "/SMS/test", token, "{\"phone\": \"13800138000\"}"), 403, "no-right");
        assertThat(sent).isEmpty();
    }
}
