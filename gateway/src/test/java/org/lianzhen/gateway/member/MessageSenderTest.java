package org.lianzhen.gateway.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageSenderTest {
    private static final String UNITS = """
            units:
              - {code: TS1, name: 一院, kind: TOWNSHIP_HEALTH_CENTRE}
              - {code: TS2, name: 二院, kind: TOWNSHIP_HEALTH_CENTRE}
            senders:
            """;

    private static Members read(String senders) throws MembersException {
        return MembersReader.read(UNITS + senders);
    }

    private static Optional<String> code(Members members, String application, String facility) {
        return members.sender(application, facility).map(MessageSender::code);
    }

    @Test
    void whoNamesItsHouseGoesFirst() throws MembersException {
        Members members = read("""
                  - {code: ANY, application: HIS, unit: TS1}
                  - {code: TS2HIS, application: HIS, facility: TS2, unit: TS2}
                """);
        assertThat(code(members, "HIS", "TS2")).hasValue("TS2HIS");
        assertThat(code(members, "HIS", "TS1")).hasValue("ANY");
        assertThat(code(members, "HIS", "")).hasValue("ANY");
        assertThat(code(members, "his", "TS2")).isEmpty();
        assertThat(code(members, "LIS", "TS2")).isEmpty();
    }

    @Test
    void whatIsNotSaidHasADefault() throws MembersException {
        MessageSender sender = read("  - {code: A, application: HIS, unit: TS1}").sender("HIS", "").orElseThrow();
        assertThat(sender).isEqualTo(new MessageSender("A", "HIS", "", "TS1", MessageSender.Text.GB18030,
                List.of()));
        assertThat(sender.text().charset()).isEqualTo(Charset.forName("GB18030"));
        assertThat(MessageSender.Text.UTF_8.charset()).isEqualTo(StandardCharsets.UTF_8);
        assertThat(sender.mayCallFrom(InetAddress.ofLiteral("192.0.2.1"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({ "10.1.2.9, true", "10.1.2.10, false", "10.2.0.1, true", "10.3.0.1, false", "::1, false" })
    void itCallsFromWhereItMay(String address, boolean may) throws MembersException {
        MessageSender sender = read("  - {code: A, application: HIS, unit: TS1, addresses: [10.1.2.9, 10.2.0.0/16]}")
                .sender("HIS", "").orElseThrow();
        assertThat(sender.mayCallFrom(InetAddress.ofLiteral(address))).isEqualTo(may);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = { "{application: HIS, unit: TS1};code is missing",
            "{code: A, unit: TS1};application is missing", "{code: A, application: HIS, unit: TS9};names no unit: TS9",
            "{code: A, application: HIS, unit: TS1, text: BIG5};text must be one of",
            "{code: A, application: HIS, unit: TS1, addresses: [nowhere]};has no IP address",
            "{code: a b, application: HIS, unit: TS1};code must be",
            "{code: A, application: H, unit: TS1, x: 1};x is not known" })
    void whatIsWrongIsTold(String sender, String problem) {
        assertThatThrownBy(() -> read("  - " + sender)).hasMessageContaining("senders[1]")
                .hasMessageContaining(problem);
    }

    @Test
    void codesAreThereOnce() {
        assertThatThrownBy(() -> read("""
                  - {code: A, application: HIS, unit: TS1}
                  - {code: A, application: LIS, unit: TS1}
                """)).hasMessageContaining("senders[2]: code is there twice");
    }

    @Test
    void aChangeOfOneIsToldByItsCode() throws MembersException {
        Members before = read("  - {code: A, application: HIS, unit: TS1}");
        Members after = read("  - {code: A, application: HIS, unit: TS2}");
        assertThat(MemberChange.between(before, after)).singleElement().satisfies(change -> {
            assertThat(change.section()).isEqualTo(Section.SENDERS);
            assertThat(change.identifier()).isEqualTo("A");
            assertThat(change.fields()).extracting("field").containsExactly("unit");
        });
    }
}
