package org.lianzhen.gateway.http.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lianzhen.gateway.access.Operation;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.http.TestSite;

/** Live news over real sockets. */
@Timeout(120)
class LiveFeatureTest {
    private static final String TECHNOLOGIST = TestSite.token(Role.TECHNOLOGIST, "TS1");
    private static final String OFFICE = TestSite.token(Role.OFFICE, "CH1");

    private final Live live = new Live(3);
    private final AtomicBoolean inForce = new AtomicBoolean(true);
    private final TestSite site = site(Duration.ofSeconds(25));

    private TestSite site(Duration beat) {
        return TestSite.of(new LiveFeature(live, session -> CompletableFuture.completedFuture(inForce.get()), "b1",
                new LiveSocket.Pace(beat)));
    }

    @AfterEach
    void close() {
        site.close();
    }

    private void changed(String topic) {
        live.send(new Audience.WhoMay(Operation.STORE_STUDIES), "changed", new JsonObject().put("topic", topic));
    }

    private static void isRefused(ThrowingCallable opening, int status) {
        assertThatThrownBy(opening).cause().isInstanceOfSatisfying(WebSocketHandshakeException.class,
                fault -> assertThat(fault.getResponse().statusCode()).isEqualTo(status));
    }

    @Test
    void greetsAndTellsWhatChanges() throws Exception {
        try (TestBrowser browser = TestBrowser.open(site, TECHNOLOGIST).resumes("", 0)) {
            JsonObject hello = browser.next();
            assertThat(hello.getString("type")).isEqualTo("hello");
            assertThat(hello.getString("build")).isEqualTo("b1");
            assertThat(hello.getLong("seq")).isZero();
            changed("study");
            assertThat(browser.next().getMap()).containsEntry("type", "changed").containsEntry("topic", "study")
                    .containsEntry("seq", 1);
        }
    }

    @Test
    void tellsEverybodyOnlyWhatIsForThem() throws Exception {
        try (TestBrowser office = TestBrowser.open(site, OFFICE).resumes("", 0)) {
            office.next();
            changed("study");
            live.toAccount("somebody-else", "notice", new JsonObject().put("id", "n0"));
            live.toAccount("test", "notice", new JsonObject().put("id", "n1"));
            assertThat(office.next().getMap()).containsEntry("type", "notice").containsEntry("id", "n1");
        }
    }

    @Test
    void whoWasAwayForAMomentIsToldWhatWasMissed() throws Exception {
        String epoch;
        try (TestBrowser browser = TestBrowser.open(site, TECHNOLOGIST).resumes("", 0)) {
            epoch = browser.next().getString("epoch");
            changed("first");
            assertThat(browser.next().getLong("seq")).isEqualTo(1);
        }
        changed("second");
        live.send(new Audience.WhoMay(Operation.EDIT_ACCOUNTS), "changed", new JsonObject().put("topic", "not theirs"));
        changed("third");
        try (TestBrowser again = TestBrowser.open(site, TECHNOLOGIST).resumes(epoch, 1)) {
            assertThat(again.next().getString("type")).isEqualTo("hello");
            assertThat(again.next().getString("topic")).isEqualTo("second");
            assertThat(again.next().getString("topic")).isEqualTo("third");
        }
    }

    @Test
    void whoWasAwayForTooLongLoadsAnew() throws Exception {
        for (int i = 0; i < 5; i++) {
            changed("topic" + i);
        }
        try (TestBrowser late = TestBrowser.open(site, TECHNOLOGIST).resumes("of another process", 5)) {
            assertThat(late.next().getString("type")).isEqualTo("hello");
            assertThat(late.next().getMap()).containsEntry("type", "resync").containsEntry("seq", 5);
        }
        try (TestBrowser first = TestBrowser.open(site, TECHNOLOGIST).resumes("", 0)) {
            String epoch = first.next().getString("epoch");
            try (TestBrowser late = TestBrowser.open(site, TECHNOLOGIST).resumes(epoch, 1)) {
                assertThat(late.next().getString("type")).isEqualTo("hello");
                assertThat(late.next().getString("type")).isEqualTo("resync");
            }
        }
    }

    @Test
    void strangersAndPagesOfOthersAreRefused() throws Exception {
        isRefused(() -> TestBrowser.open(site, "nobody"), 401);
        isRefused(() -> TestBrowser.open(site, TECHNOLOGIST, "https://evil.example", true), 403);
        isRefused(() -> TestBrowser.open(site, TECHNOLOGIST, "http://127.0.0.1:1", true), 403);
        isRefused(() -> TestBrowser.open(site, TECHNOLOGIST, "null", true), 403);
        String own = "http://127.0.0.1:" + site.port();
        try (TestBrowser ours = TestBrowser.open(site, TECHNOLOGIST, own, true).resumes("", 0)) {
            assertThat(ours.next().getString("type")).isEqualTo("hello");
        }
    }

    @Test
    void withoutAWebSocketItSaysSo() {
        assertThat(site.text(site.request("/api/v1/live", TECHNOLOGIST)).statusCode()).isEqualTo(426);
        assertThat(site.text(site.request("/api/v1/live")).statusCode()).isEqualTo(401);
    }

    @Test
    void endsWithItsSession() throws Exception {
        try (TestSite quick = site(Duration.ofSeconds(2));
                TestBrowser browser = TestBrowser.open(quick, TECHNOLOGIST).resumes("", 0)) {
            assertThat(browser.next().getString("type")).isEqualTo("hello");
            assertThat(browser.tick().getString("type")).isEqualTo("tick");
            inForce.set(false);
            assertThat(browser.closeCode()).isEqualTo(LiveSocket.SESSION_ENDED);
        }
    }

    @Test
    void whoDoesNotReadIsGivenUpAndHoldsNobodyUp() throws Exception {
        try (TestBrowser stuck = TestBrowser.open(site, TECHNOLOGIST, null, false).resumes("", 0);
                TestBrowser other = TestBrowser.open(site, OFFICE).resumes("", 0)) {
            other.next();
            String much = "x".repeat(100_000);
            // more than the sockets of the system take in
            for (int i = 0; i < 200; i++) {
                live.send(new Audience.WhoMay(Operation.STORE_STUDIES), "changed", new JsonObject().put("topic", much));
            }
            live.toAccount("test", "notice", new JsonObject().put("id", "n1"));
            assertThat(other.next().getString("id")).isEqualTo("n1");
            stuck.readAll();
            assertThat(stuck.closeCode()).isEqualTo(LiveSocket.TOO_SLOW);
        }
    }

    @Test
    void whatNobodySaysEndsIt() throws Exception {
        for (String strange : new String[]{ "{", "[]", "{\"seq\":\"x\"}", "y".repeat(2000) }) {
            try (TestBrowser browser = TestBrowser.open(site, TECHNOLOGIST).says(strange)) {
                assertThat(browser.closeCode()).as(strange).isEqualTo(1008);
            }
        }
        try (TestBrowser twice = TestBrowser.open(site, TECHNOLOGIST).resumes("", 0).resumes("", 0)) {
            assertThat(twice.closeCode()).isEqualTo(1008);
        }
    }
}
