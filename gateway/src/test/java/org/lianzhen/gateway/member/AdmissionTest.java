package org.lianzhen.gateway.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.gateway.member.Admission.Reason;

class AdmissionTest {
    private static final String COUNTY = """
            consortia: [{code: XX1, name: x}]
            units:
              - {code: TS1, name: x, kind: OTHER, consortium: XX1, joined: 2026-06-01, left: 2026-06-30}
              - {code: TS2, name: x, kind: OTHER, status: SUSPENDED}
              - {code: TS3, name: x, kind: OTHER}
            nodes:
              - {aeTitle: OPEN, unit: TS3}
              - {aeTitle: NETWORK, unit: TS3, addresses: [10.1.0.0/16, 192.0.2.7]}
              - {aeTitle: OUT, unit: TS2}
              - {aeTitle: MEMBER, unit: TS1}
              - {aeTitle: NOTHING, unit: TS3, licences: []}
              - {aeTitle: SUBJECT, unit: TS3, certificates: ["cn=CT1, o=County"]}
              - {aeTitle: FINGERPRINT, unit: TS3, certificates: ["%s"]}
            """.formatted(TestCertificates.CT1_FINGERPRINT);

    @ParameterizedTest
    @CsvSource({ "OPEN, 203.0.113.9,", "NETWORK, 10.1.255.255,", "NETWORK, 192.0.2.7,",
            "NETWORK, 10.2.0.0, WRONG_ADDRESS", "STRANGER, 10.1.0.1, UNKNOWN_TITLE", "open, 10.1.0.1, UNKNOWN_TITLE",
            "OUT, 10.1.0.1, UNIT_SUSPENDED", "NOTHING, 10.1.0.1, NO_LICENCE", "SUBJECT, 10.1.0.1, WRONG_CERTIFICATE" })
    void looksAtTitleAddressAndStanding(String title, String address, @Nullable Reason reason) {
        assertThat(reason(at("2026-06-30T00:00:00Z"), title, address, null)).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({ "2026-05-31T15:59:59Z, NOT_A_MEMBER", "2026-05-31T16:00:00Z,", "2026-06-30T15:59:59Z,",
            "2026-06-30T16:00:00Z, NOT_A_MEMBER" })
    void countsDaysAsTheyBeginInChina(String now, @Nullable Reason reason) {
        assertThat(reason(at(now), "MEMBER", "10.1.0.1", null)).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({ "SUBJECT", "FINGERPRINT" })
    void wantsTheCertificateThatTheNodeIsKnownBy(String title) {
        MemberDirectory directory = at("2026-06-30T00:00:00Z");
        assertThat(reason(directory, title, "10.1.0.1", TestCertificates.CT1)).isNull();
        assertThat(reason(directory, title, "10.1.0.1", TestCertificates.CT2)).isEqualTo(Reason.WRONG_CERTIFICATE);
        assertThat(reason(directory, title, "10.1.0.1", null)).isEqualTo(Reason.WRONG_CERTIFICATE);
        assertThat(directory.caller(title, peer("10.1.0.1"))).as("seen when it came in").isPresent();
    }

    @Test
    void sendsAwayWhoWasLetInWhenItsStandingChanges() {
        MemberDirectory directory = at("2026-06-30T00:00:00Z");
        assertThat(directory.caller("OPEN", peer("10.1.0.1"))).map(DicomNode::unit).contains("TS3");
        directory
                .replace("admin",
                        COUNTY.replace("TS3, name: x, kind: OTHER", "TS3, name: x, kind: OTHER, status: SUSPENDED"))
                .toCompletableFuture().join();
        assertThat(directory.caller("OPEN", peer("10.1.0.1"))).isEmpty();
    }

    @Test
    void tellsWhoMayBeSomebodyElse() {
        assertThat(Reason.values()).filteredOn(Reason::isUnrecognized).containsExactly(Reason.UNKNOWN_TITLE,
                Reason.WRONG_ADDRESS, Reason.WRONG_CERTIFICATE);
    }

    private static MemberDirectory at(String now) {
        var directory = new MemberDirectory(new TestMembers(), TestMembers::isCharset,
                Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
        directory.replace("test", COUNTY).toCompletableFuture().join();
        return directory;
    }

    private static InetSocketAddress peer(String address) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), 50_000);
    }

    /** Null when it is let in. */
    private static @Nullable Reason reason(MemberDirectory directory, String title, String address,
            @Nullable X509Certificate certificate) {
        return switch (directory.admit(new Admission.Call(title, peer(address), certificate))) {
            case Admission.Denied(Reason reason) -> reason;
            case Admission.Granted _ -> null;
        };
    }
}
