package org.lianzhen.gateway.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerAddressTest {
    @ParameterizedTest
    @CsvSource(nullValues = "-", value = { "host,-,host,-1", "host:104,-,host,104", "PACS@host,PACS,host,-1",
            "CH1PACS@192.168.1.10:11112,CH1PACS,192.168.1.10,11112", "[::1]:104,-,::1,104",
            "PACS@[fe80::1%eth0],PACS,fe80::1%eth0,-1", "A@B@host:1,A@B,host,1", "MY PACS@host,MY PACS,host,-1",
            "host:65535,-,host,65535", "医院.example:104,-,医院.example,104" })
    void titleAndPortMayBeLeftOut(String text, String title, String host, int port) {
        assertThat(PeerAddress.parse(text)).isEqualTo(new PeerAddress(title, host, port));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "@host", "host:", "host:0", "host:65536", "host:123456", "host:x", "[::1", "::1", "A@",
            "two words", "[host]:1", "host:1:2" })
    void anythingElseIsNoAddress(String text) {
        assertThat(PeerAddress.parse(text)).isNull();
    }
}
