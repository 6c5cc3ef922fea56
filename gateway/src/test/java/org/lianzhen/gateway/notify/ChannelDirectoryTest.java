package org.lianzhen.gateway.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.audit.AuditEvent;

class ChannelDirectoryTest {
    private static final AuditEvent EVENT = AuditEvent.success(AuditEvent.Actor.GATEWAY, AuditAction.CHANNEL_CHANGE,
            "channels/1");
    private static final String WHOLE = """
            rules: {answerMinutes: 3, stuckMinutes: 90, keepMonths: 60, keyDays: 30}
            webhook: {url: "https://oa.ch1.example/notice", secret: webhook.key, issuers: ca.pem}
            smtp: {host: mail.ch1.example, port: 587, from: gateway@ch1.example, credentials: mail.txt}
            sms:
              url: https://sms.example/send
              headers: ["Content-Type: application/json", "Authorization: Bearer ${secret}"]
              body: '{"to":"${phone}","text":"${text}"}'
              success: '"code":0'
              secret: sms.key
            """;

    private final TestChannels store = new TestChannels();
    private final ChannelDirectory directory = new ChannelDirectory(store);

    private static ChannelVersion version(int number, String document) {
        return new ChannelVersion(number, "admin", Instant.EPOCH, document);
    }

    @Test
    void putsADocumentInForceAndKeepsIt() {
        assertThat(directory.settings().configured()).containsExactly(ChannelKind.BROWSER);
        assertThat(Await.result(directory.replace(version(1, WHOLE), EVENT))).isPresent();
        assertThat(directory.settings().configured()).containsExactly(ChannelKind.values());
        assertThat(directory.settings().rules())
                .isEqualTo(new ChannelSettings.Rules(Duration.ofMinutes(3), Duration.ofMinutes(90), 60, 30));
        assertThat(Await.result(directory.replace(version(1, "{}"), EVENT))).as("of an old version").isEmpty();
        var elsewhere = new ChannelDirectory(store);
        Await.result(elsewhere.load());
        assertThat(elsewhere.settings().version()).isEqualTo(1);
        assertThat(elsewhere.settings().webhook()).isEqualTo(directory.settings().webhook());
        Await.result(directory.replace(version(2, "{}"), EVENT));
        Await.result(elsewhere.load());
        assertThat(elsewhere.settings().configured()).containsExactly(ChannelKind.BROWSER);
    }

    @Test
    void saysEverythingThatIsWrong() {
        String wrong = """
                rules: {answerMinutes: -1, keepMonths: 5, keyDays: 91}
                off: [BROWSER]
                webhook: {url: "http://oa.ch1.example/notice", secret: ../webhook.key}
                smtp: {host: mail.ch1.example, port: 70000, security: NONE, from: gateway, colour: red}
                sms: {url: "ftp://x", method: DELETE, headers: [nonsense], body: "hello", success: "("}
                """;
        assertThatThrownBy(() -> Await.result(directory.replace(version(1, wrong), EVENT))).cause()
                .isInstanceOfSatisfying(ChannelException.class, fault -> assertThat(fault.problems())
                        .containsExactlyInAnyOrder("rules: answerMinutes must be 1 to 10080",
                                "rules: keepMonths must be 6 to 360", "rules: keyDays must be 1 to 90",
                                "off may not have BROWSER",
                                "webhook: secret must be the plain name of a file in the folder \"channels\" of the data folder",
                                "webhook: url must be an https address (http on this machine only)",
                                "smtp: port must be 1 to 65535",
                                "smtp: security may be NONE for a server on this machine only",
                                "smtp: from must be a mail address", "smtp: colour is not known here",
                                "sms: method must be one of [GET, POST, PUT]",
                                "sms: headers has no header such as \"Name: value\" in \"nonsense\"",
                                "sms: success is no regular expression: Unclosed group",
                                "sms: url must be an https address (http on this machine only)",
                                "sms: body must have ${phone}, or nobody knows whom the message is for"));
        assertThatThrownBy(() -> Await.result(directory.replace(version(1, "["), EVENT)))
                .hasCauseInstanceOf(ChannelException.class);
        assertThat(store.kept).isEmpty();
    }

    @Test
    void tellsNobodyByWhatIsTurnedOff() {
        Await.result(directory.replace(version(1, WHOLE + "off: [SMS, webhook]\n"), EVENT));
        assertThat(directory.settings().configured()).containsExactly(ChannelKind.BROWSER, ChannelKind.SMTP);
        assertThat(directory.settings().sms()).as("set up all the same").isNotNull();
    }

    @Test
    void knowsEachFileOnceAndWhatItHolds() {
        assertThat(TestChannels.settings(WHOLE).files()).containsExactly(
                new ChannelFile("webhook.key", ChannelFile.Holds.KEY),
                new ChannelFile("ca.pem", ChannelFile.Holds.ISSUERS),
                new ChannelFile("mail.txt", ChannelFile.Holds.CREDENTIALS),
                new ChannelFile("sms.key", ChannelFile.Holds.KEY));
        assertThat(TestChannels.settings("{}").files()).isEmpty();
    }
}
