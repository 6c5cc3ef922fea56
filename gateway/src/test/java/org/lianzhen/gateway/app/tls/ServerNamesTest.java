package org.lianzhen.gateway.app.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerNamesTest {
    private static final ServerNames.Machine PACS1 = new ServerNames.Machine() {
        @Override
        public String hostName() {
            return "PACS1";
        }

        @Override
        public List<InetAddress> addresses() {
            return List.of(InetAddress.ofLiteral("10.1.2.3"), InetAddress.ofLiteral("192.168.7.1"));
        }
    };

    private static List<String> names(String bind, String... further) {
        return List.copyOf(new ServerNames(InetAddress.ofLiteral(bind), List.of(further), PACS1).now());
    }

    @Test
    void whatPeopleSayComesFirst() {
        assertThat(names("127.0.0.1", "Lianzhen.Example")).containsExactly("lianzhen.example", "pacs1", "localhost",
                "127.0.0.1", "0:0:0:0:0:0:0:1");
    }

    @Test
    void whoListensEverywhereIsReachedAtEveryAddress() {
        assertThat(names("0.0.0.0")).contains("10.1.2.3", "192.168.7.1", "localhost").startsWith("pacs1");
        assertThat(names("10.1.2.3")).startsWith("10.1.2.3").doesNotContain("192.168.7.1");
    }

    @Test
    void thisMachineHasNamesThatCertificatesCanCarry() {
        assertThat(new ServerNames(InetAddress.ofLiteral("0.0.0.0"), List.of(), ServerNames.Machine.ours()).now())
                .contains("localhost", "127.0.0.1").allSatisfy(
                        name -> assertThat(org.lianzhen.gateway.config.HostName.isValid(name)).isTrue());
    }
}
