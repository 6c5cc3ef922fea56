package org.lianzhen.gateway.http.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;
import org.lianzhen.gateway.http.KeptEvents;
import org.lianzhen.gateway.http.TestSite;
import org.lianzhen.gateway.notify.ChannelDirectory;
import org.lianzhen.gateway.notify.ChannelFiles;
import org.lianzhen.gateway.notify.ChannelVersion;
import org.lianzhen.gateway.notify.TestChannels;

class ChannelFileFeatureTest {
    private static final String ROOT = "/api/v1/channels/files";
    private static final String ADMIN = TestSite.token(Role.SYS_ADMIN, "CH1");

    @TempDir
    private Path data;
    private final KeptEvents audit = new KeptEvents();
    private final ChannelDirectory directory = new ChannelDirectory(new TestChannels());
    private TestSite site;

    @BeforeEach
    void open() {
        site = TestSite.auditing(audit, new ChannelFileFeature(directory, new ChannelFiles(data.resolve("channels"))));
        Await.result(directory.replace(new ChannelVersion(1, "test", Instant.EPOCH, """
                webhook: {url: "https://oa.example/notice", secret: webhook.key, issuers: ca.pem}
                smtp: {host: mail.example, port: 25, from: a@b.example, credentials: mail.txt}
                """), AuditEvent.success(AuditEvent.Actor.GATEWAY, AuditAction.CHANNEL_CHANGE, "channels/1")));
    }

    @AfterEach
    void close() {
        site.close();
    }

    private HttpResponse<String> put(String token, String name, String content) {
        return site.text(site.request(ROOT + "/" + name, token).header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(new JsonObject().put("content", content).encode())));
    }

    private JsonObject file(String name) {
        HttpResponse<String> answer = site.text(site.request(ROOT, ADMIN));
        assertThat(answer.body()).doesNotContain("s3cret");
        return new JsonObject(answer.body()).getJsonArray("items").stream().map(JsonObject.class::cast)
                .filter(one -> one.getString("name").equals(name)).findFirst().orElseThrow();
    }

    private static void isProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo(code);
    }

    @Test
    void aSecretIsReplacedAndToldToNobody() throws IOException {
        assertThat(file("webhook.key").getString("state")).isEqualTo("MISSING");
        HttpResponse<String> answer = put(ADMIN, "webhook.key", "  s3cret\n");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("s3cret");
        assertThat(file("webhook.key").getString("state")).isEqualTo("SET");
        assertThat(file("webhook.key").getInstant("changedAt")).isNotNull();
        Path written = data.resolve("channels/webhook.key");
        assertThat(new ChannelFiles(data.resolve("channels")).lines("webhook.key", 1)).containsExactly("s3cret");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(written))).isEqualTo("rw-------");
        put(ADMIN, "webhook.key", "another");
        assertThat(Files.readString(written)).isEqualTo("another\n");
        try (Stream<Path> left = Files.list(written.getParent())) {
            assertThat(left).as("nothing beside it").containsExactly(written);
        }
        assertThat(audit.last().action()).isEqualTo(AuditAction.CHANNEL_CHANGE);
        assertThat(audit.last().object()).isEqualTo("channels/files/webhook.key");
        assertThat(audit.last().details()).as("without what it says").isEqualTo(Map.of());
    }

    @ParameterizedTest
    @CsvSource({ "mail.txt,s3cret", "ca.pem,s3cret", "webhook.key,' '" })
    void whatCannotBeUsedIsNotWritten(String name, String content) {
        HttpResponse<String> answer = put(ADMIN, name, content);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).doesNotContain("s3cret");
        assertThat(file(name).getString("state")).isEqualTo("MISSING");
    }

    @Test
    void whatIsThereAndTooShortIsSaidToBe() throws IOException {
        Files.createDirectories(data.resolve("channels"));
        Files.writeString(data.resolve("channels/mail.txt"), "user only\n");
        assertThat(file("mail.txt").getString("state")).isEqualTo("UNUSABLE");
        assertThat(put(ADMIN, "mail.txt", "user\ns3cret").statusCode()).isEqualTo(200);
        assertThat(file("mail.txt").getString("state")).isEqualTo("SET");
    }

    @Test
    void onlyFilesThatChannelsNameAreWritten() {
        isProblem(put(ADMIN, "other.key", "x"), 404, "no-such-file");
        isProblem(put(ADMIN, "..%2Fwebhook.key", "x"), 404, "no-such-file");
        audit.breakDown(true);
        isProblem(put(ADMIN, "webhook.key", "x"), 503, "unavailable");
        assertThat(data.resolve("channels")).as("nothing without a record").doesNotExist();
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, mode = EnumSource.Mode.EXCLUDE, names = "SYS_ADMIN")
    void isForNobodyElse(Role role) {
        String token = TestSite.token(role, "CH1");
        isProblem(site.text(site.request(ROOT, token)), 403, "no-right");
        isProblem(put(token, "webhook.key", "x"), 403, "no-right");
    }
}
