package org.lianzhen.gateway.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.app.tls.KeyFiles;
import org.lianzhen.gateway.notify.Channel.Outcome;
import org.lianzhen.gateway.notify.ChannelFiles;
import org.lianzhen.gateway.notify.TestChannels;

class MailChannelTest {
    private final Vertx vertx = Vertx.vertx();
    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        Await.result(vertx.close().toCompletionStage());
    }

    private Outcome send(String document, Duration deadline) {
        return Await.result(new MailChannel(vertx, () -> TestChannels.settings(document), new ChannelFiles(folder),
                deadline).send(TestChannels.MESSAGE));
    }

    private Outcome send(String document) {
        return send(document, Duration.ofSeconds(20));
    }

    private static String plain(TestMailServer server) {
        return "smtp: {host: 127.0.0.1, port: %d, security: NONE, from: gateway@ch1.example}"
                .formatted(server.port());
    }

    @Test
    void handsMailsOverInBothLanguages() throws IOException {
        try (var server = new TestMailServer(null)) {
            assertThat(send(plain(server))).isEqualTo(new Outcome.Delivered("taken by 127.0.0.1"));
            assertThat(server.recipients).singleElement().asString().contains("<duty@ch1.example>");
            String mail = server.mails.getFirst();
            assertThat(mail).contains("From: gateway@ch1.example");
            assertThat(TestMailServer.text(mail)).contains("请立即清理或扩容", "Little free space");
        }
    }

    @Test
    void protectsTheConnectionAndLogsInByTheFile() throws Exception {
        KeyFiles keys = KeyFiles.make(folder, "EC");
        Files.writeString(folder.resolve("mail.txt"), "gateway\n s3cret \n");
        try (var server = new TestMailServer(keys.serving())) {
            String document = "smtp: {host: localhost, port: %d, from: gateway@ch1.example, credentials: mail.txt%s}";
            assertThat(send(document.formatted(server.port(), ", issuers: EC.crt")))
                    .isEqualTo(new Outcome.Delivered("taken by localhost"));
            assertThat(server.logins).containsExactly("gateway s3cret");
            assertThat(server.mails).hasSize(1);
            assertThat(send(document.formatted(server.port(), ""))).as("a server that nobody vouches for")
                    .isInstanceOf(Outcome.Failed.class);
            assertThat(server.mails).hasSize(1);
        }
    }

    @Test
    void sendsNothingUnprotectedToAServerThatShouldProtect() throws IOException {
        try (var server = new TestMailServer(null)) {
            assertThat(send("smtp: {host: localhost, port: %d, from: gateway@ch1.example}".formatted(server.port())))
                    .isInstanceOf(Outcome.Failed.class);
            assertThat(server.recipients).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({ "550 no such person, SMTP 550, true", "451 later, SMTP 451, false" })
    void tellsNoForeverFromNotNow(String answer, String detail, boolean forever) throws IOException {
        try (var server = new TestMailServer(null)) {
            server.answer = answer;
            assertThat(send(plain(server)))
                    .isEqualTo(forever ? new Outcome.Refused(detail) : new Outcome.Failed(detail));
        }
    }

    @Test
    void waitsForNoServerThatHangsOrIsNotThere() throws IOException {
        int port;
        try (var server = new TestMailServer(null)) {
            server.answer = "";
            assertThat(send(plain(server), Duration.ofMillis(300))).isInstanceOf(Outcome.Failed.class);
            assertThat(server.recipients).as("it was asked").hasSize(1);
            port = server.port();
        }
        assertThat(send("smtp: {host: 127.0.0.1, port: %d, security: NONE, from: a@b.example}".formatted(port)))
                .isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void saysWhichFileIsMissingAndWhatIsNotSetUp() throws IOException {
        try (var server = new TestMailServer(null)) {
            assertThat(send(plain(server).replace("}", ", credentials: gone.txt}")))
                    .isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(failed.detail())
                            .contains("gone.txt"));
        }
        assertThat(send("{}")).isInstanceOf(Outcome.Refused.class);
    }
}
