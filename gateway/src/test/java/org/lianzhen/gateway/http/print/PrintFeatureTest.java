package org.lianzhen.gateway.http.print;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.audit.AuditAction;
import org.lianzhen.gateway.http.KeptEvents;
import org.lianzhen.gateway.http.TestSite;

class PrintFeatureTest {
    private final KeptEvents events = new KeptEvents();
    private final TestSite site = TestSite.auditing(events, new PrintFeature());

    @AfterEach
    void close() {
        site.close();
    }

    private int print(String body) {
        return site.text(site.request("/api/v1/prints", TestSite.token(Role.CLINICIAN, "TS1"))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)))
                .statusCode();
    }

    @Test
    void whatIsPrintedIsOnRecord() {
        assertThat(print("{\"page\": \"read\", \"study\": \"1.2.3\"}")).isEqualTo(204);
        assertThat(events.all()).singleElement().satisfies(event -> {
            assertThat(event.action()).isEqualTo(AuditAction.PAGE_PRINT);
            assertThat(event.actor().unit()).isEqualTo("TS1");
            assertThat(event.object()).isEqualTo("1.2.3");
            assertThat(event.details()).isEqualTo(Map.of("page", "read"));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "{\"page\": \"张三\"}", "{\"page\": \"read\", \"study\": \"../x\"}",
            "{\"page\": 7}", "{\"page\": \"read\", \"study\": 5}",
            "{\"page\": \"read\", \"study\": \"1.2\\u0000\"}" })
    void nothingElseIsWrittenThere(String body) {
        assertThat(print(body)).isEqualTo(422);
        assertThat(events.all()).isEmpty();
    }

    @Test
    void strangersPrintNothing() {
        assertThat(site.text(site.request("/api/v1/prints").header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"page\": \"read\"}"))).statusCode()).isEqualTo(401);
    }
}
