package org.lianzhen.gateway.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
    @ParameterizedTest
    @CsvSource({ "10.1.2.3, 10.1.2.3, true", "10.1.2.3, 10.1.2.4, false", "10.1.2.0/24, 10.1.2.255, true",
            "10.1.2.0/24, 10.1.3.0, false", "10.1.2.0/23, 10.1.3.0, true", "10.1.2.128/25, 10.1.2.127, false",
            "0.0.0.0/0, 192.0.2.1, true", "0.0.0.0/0, ::1, false", "fd00:1::/32, fd00:1:ffff::1, true",
            "fd00:1::/32, fd00:2::1, false", "::1, ::1, true", "::1, 127.0.0.1, false",
            "10.0.0.1, ::ffff:10.0.0.1, true" })
    void knowsWhatIsInIt(String range, String address, boolean in) {
        assertThat(Objects.requireNonNull(AddressRange.of(range)).contains(InetAddress.ofLiteral(address)))
                .isEqualTo(in);
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "", "pacs", "pacs.example", "10.1.2", "10.1.2.3/33", "10.1.2.3/-1", "10.1.2.3/", "10.1.2.3/x",
                    "::1/129", "10.1.2.256", "/8" })
    void refusesWhatIsNone(String text) {
        assertThat(AddressRange.of(text)).isNull();
    }
}
