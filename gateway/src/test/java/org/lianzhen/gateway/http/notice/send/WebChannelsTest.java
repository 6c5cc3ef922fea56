package org.lianzhen.gateway.http.notice.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.notify.Channel.Outcome;
import org.lianzhen.gateway.notify.ChannelFiles;
import org.lianzhen.gateway.notify.TestChannels;

class WebChannelsTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final Vertx vertx = Vertx.vertx();
    @TempDir
    private Path folder;
    private Receiver receiver;

    @BeforeEach
    void open() throws IOException {
        receiver = new Receiver();
        Files.writeString(folder.resolve("key.txt"), "key of test\n");
    }

    @AfterEach
    void close() {
        receiver.close();
        Await.result(vertx.close().toCompletionStage());
    }

    private Outcome webhook(Duration deadline) {
        String document = "webhook: {url: 'http://127.0.0.1:%d/hook', secret: key.txt}".formatted(receiver.port());
        var signing = new WebhookChannel.Signing(new ChannelFiles(folder),
                InstantSource.fixed(Instant.ofEpochSecond(1_780_000_000)));
        return Await.result(new WebhookChannel(vertx, () -> TestChannels.settings(document), signing, deadline)
                .send(TestChannels.MESSAGE));
    }

    private Outcome sms(String document, Duration deadline) {
        return Await.result(new SmsChannel(vertx,
                () -> TestChannels.settings(document.replace("PORT", String.valueOf(receiver.port()))),
                new ChannelFiles(folder), deadline).send(TestChannels.MESSAGE));
    }

    @Test
    void postsSignedJson() {
        assertThat(webhook(LONG)).isEqualTo(new Outcome.Delivered("HTTP 200"));
        Receiver.Taken taken = receiver.taken.getFirst();
        assertThat(taken.method()).isEqualTo("POST");
        assertThat(taken.headers().getFirst("X-Lianzhen-Timestamp")).isEqualTo("1780000000");
        assertThat(taken.headers().getFirst("X-Lianzhen-Signature"))
                .isEqualTo("sha256=" + WebhookChannel.signature("key of test", "1780000000." + taken.body()));
        JsonObject body = new JsonObject(taken.body());
        assertThat(body.getString("kind")).isEqualTo("space-low");
        assertThat(body.getJsonObject("zh").getString("title")).isEqualTo("存储空间不足");
        assertThat(body.getJsonObject("en").getString("title")).isEqualTo("Little free space");
        assertThat(taken.body()).as("no numbers of people").doesNotContain("13800138000");
    }

    /** RFC 4231 section 4.3. */
    @Test
    void signsAsTheStandardSays() {
        assertThat(WebhookChannel.signature("Jefe", "what do ya want for nothing?"))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @ParameterizedTest
    @CsvSource({ "500, false", "503, false", "429, false", "408, false", "400, true", "404, true", "302, true" })
    void tellsNoForeverFromNotNow(int status, boolean forever) {
        receiver.status = status;
        String said = "HTTP " + status;
        assertThat(webhook(LONG)).isEqualTo(forever ? new Outcome.Refused(said) : new Outcome.Failed(said));
        assertThat(receiver.taken).as("no redirection is followed").hasSize(1);
    }

    @Test
    void waitsForNobodyWhoHangsOrIsNotThere() throws IOException {
        receiver.status = 0;
        assertThat(webhook(SHORT)).isInstanceOf(Outcome.Failed.class);
        assertThat(receiver.taken).as("it was asked").hasSize(1);
        assertThat(sms(JSON, SHORT)).isInstanceOf(Outcome.Failed.class);
        receiver.close();
        assertThat(webhook(LONG)).isInstanceOf(Outcome.Failed.class);
        Files.delete(folder.resolve("key.txt"));
        assertThat(webhook(LONG)).isInstanceOfSatisfying(Outcome.Failed.class,
                failed -> assertThat(failed.detail()).contains("key.txt"));
    }

    @Test
    void readsNoMoreThanTheBeginningOfAnEndlessAnswer() {
        receiver.answer = "\"code\":0" + "x".repeat(1_000_000);
        assertThat(sms(JSON, LONG)).isInstanceOfSatisfying(Outcome.Delivered.class,
                delivered -> assertThat(delivered.detail()).hasSizeLessThan(300));
    }

    private static final String JSON = """
            sms:
              url: http://127.0.0.1:PORT/send
              headers: ["Content-Type: application/json", "Authorization: Bearer ${secret}"]
              body: '{"to":"${phone}","text":"${text}"}'
              success: '"code":0'
              secret: key.txt
            """;

    @Test
    void asksAGatewayForShortMessagesInJson() {
        receiver.answer = "{\"code\":0,\"to\":\"13800138000\"}";
        assertThat(sms(JSON, LONG)).isEqualTo(new Outcome.Delivered("HTTP 200 {\"code\":0,\"to\":\"138****8000\"}"));
        Receiver.Taken taken = receiver.taken.getFirst();
        assertThat(taken.headers().getFirst("Authorization")).isEqualTo("Bearer key of test");
        assertThat(new JsonObject(taken.body()).getString("to")).isEqualTo("13800138000");
        assertThat(new JsonObject(taken.body()).getString("text")).startsWith("【联诊】存储空间不足：");
    }

    @Test
    void asksAGatewayForShortMessagesByFormOrAddress() {
        sms("""
                sms:
                  url: http://127.0.0.1:PORT/send
                  headers: ["Content-Type: application/x-www-form-urlencoded"]
                  body: 'mobile=${phone}&content=${text}&key=${secret}'
                  success: 'ok'
                  secret: key.txt
                """, LONG);
        assertThat(receiver.taken.getFirst().body()).startsWith("mobile=13800138000&content=%E3%80%90")
                .endsWith("&key=key%20of%20test");
        sms("sms: {url: 'http://127.0.0.1:PORT/send?to=${phone}&c=${text}', method: GET, success: ok}", LONG);
        assertThat(receiver.taken.getLast().method()).isEqualTo("GET");
        assertThat(receiver.taken.getLast().path()).startsWith("/send?to=13800138000&c=%E3%80%90");
    }

    @Test
    void whatAnswersButDoesNotSayThatItTookTheMessageHasNotTakenIt() {
        receiver.answer = "{\"code\":7}";
        assertThat(sms(JSON, LONG)).isEqualTo(new Outcome.Failed("HTTP 200 {\"code\":7}"));
        receiver.status = 403;
        assertThat(sms(JSON, LONG)).isInstanceOf(Outcome.Refused.class);
        assertThat(sms("{}", LONG)).isEqualTo(Sending.NOT_SET_UP);
    }
}
