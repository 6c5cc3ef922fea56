package org.lianzhen.gateway.http.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.http.TestSite;

@Timeout(60)
class ChangesTest {
    private final Vertx vertx = Vertx.vertx();
    private final Live live = new Live();
    private final Changes changes = new Changes(vertx, live, Duration.ofMillis(50));
    private final TestSite site = TestSite.of(
            new LiveFeature(live, session -> CompletableFuture.completedFuture(true), "b1"));
    private TestBrowser administrator;
    private TestBrowser doctor;

    @BeforeEach
    void open() throws Exception {
        administrator = browser(Role.SECURITY_ADMIN);
        doctor = browser(Role.CLINICIAN);
    }

    private TestBrowser browser(Role role) throws Exception {
        TestBrowser browser = TestBrowser.open(site, TestSite.token(role, "CH1")).resumes("", 0);
        assertThat(browser.next().getString("type")).isEqualTo("hello");
        return browser;
    }

    @AfterEach
    void close() {
        administrator.close();
        doctor.close();
        site.close();
        Await.result(vertx.close().toCompletionStage());
    }

    private static String topic(TestBrowser browser) throws InterruptedException {
        JsonObject heard = browser.next();
        assertThat(heard.getString("type")).isEqualTo("changed");
        return heard.getString("topic");
    }

    @Test
    void manyChangesAreOneNews() throws Exception {
        var all = new CompletableFuture<Void>();
        // on the thread of the timers, so that none of them can run between the changes
        vertx.getOrCreateContext().runOnContext(run -> {
            for (int i = 0; i < 1000; i++) {
                changes.changed(Topic.ACCOUNT);
            }
            changes.changed(Topic.CALENDAR);
            all.complete(null);
        });
        Await.result(all);
        assertThat(topic(administrator)).isEqualTo("account");
        assertThat(topic(administrator)).as("and nothing between").isEqualTo("calendar");
        changes.changed(Topic.RULE);
        assertThat(topic(administrator)).as("a later one is told, too").isEqualTo("rule");
    }

    @Test
    void whatChangesAfterItWasToldIsToldOnceMore() throws Exception {
        changes.changed(Topic.ACCOUNT);
        assertThat(topic(administrator)).isEqualTo("account");
        for (int i = 0; i < 3; i++) {
            changes.changed(Topic.ACCOUNT);
        }
        assertThat(topic(administrator)).isEqualTo("account");
        changes.changed(Topic.CALENDAR);
        assertThat(topic(administrator)).as("and nothing between").isEqualTo("calendar");
    }

    @Test
    void theFirstWordDoesNotWaitForThePause() throws Exception {
        var slow = new Changes(vertx, live, Duration.ofSeconds(30));
        slow.changed(Topic.ACCOUNT);
        assertThat(topic(administrator)).as("long before the pause is over").isEqualTo("account");
        slow.changed(Topic.ACCOUNT);
        slow.changed(Topic.CALENDAR);
        assertThat(topic(administrator)).as("the one that was told rests").isEqualTo("calendar");
    }

    @Test
    void onlyThoseHearWhoMaySeeSuchThings() throws Exception {
        changes.changed(Topic.ACCOUNT);
        assertThat(topic(administrator)).isEqualTo("account");
        changes.changed(Topic.STUDY);
        assertThat(topic(doctor)).as("nothing of accounts before").isEqualTo("study");
        changes.changed(Topic.SESSION, "somebody else");
        changes.changed(Topic.SESSION, "test");
        assertThat(topic(doctor)).as("their own").isEqualTo("session");
        changes.missed();
        assertThat(doctor.next().getString("type")).isEqualTo("resync");
    }
}
