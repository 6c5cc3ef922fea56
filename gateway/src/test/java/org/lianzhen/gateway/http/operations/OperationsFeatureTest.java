package org.lianzhen.gateway.http.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.http.TestSite;

class OperationsFeatureTest {
    private static final Instant STARTED = Instant.parse("2026-06-30T01:00:00Z");

    private volatile List<Health.Check> checks = List.of(Health.Check.up("database"));
    private final TestSite site = TestSite.of(new OperationsFeature(() -> CompletableFuture.completedStage(checks),
            new Figures() {
                @Override
                public String scrape() {
                    return "lianzhen_instances_total 7\n";
                }

                @Override
                public Instant startedAt() {
                    return STARTED;
                }

                @Override
                public Map<String, Long> live() {
                    return Map.of("associations", 3L);
                }
            }));

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void isAliveAsLongAsItAnswers() {
        checks = List.of(Health.Check.down("database", "database.away"));
        assertThat(site.text(site.request("/health/live")).statusCode()).isEqualTo(200);
    }

    @Test
    void isReadyWhenEverythingIsThere() {
        HttpResponse<String> answer = site.text(site.request("/health/ready"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(answer.body()).getString("status")).isEqualTo("UP");
    }

    @Test
    void saysWhatIsMissing() {
        checks = List.of(Health.Check.up("database"), Health.Check.down("space", "space.low"));
        HttpResponse<String> answer = site.text(site.request("/health/ready"));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(new JsonObject(answer.body()).getJsonArray("checks").getJsonObject(1))
                .isEqualTo(new JsonObject().put("name", "space").put("status", "DOWN").put("detail",
                        "某个卷的剩余空间不足，暂停接收影像"));
    }

    @Test
    void aWarningStopsNothing() {
        checks = List.of(Health.Check.up("database"), Health.Check.warning("backup", "backup.old", "2026-01-01", "2"));
        HttpResponse<String> answer = site.text(site.request("/health/ready").header("Accept-Language", "en"));
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonObject body = new JsonObject(answer.body());
        assertThat(body.getString("status")).isEqualTo("UP");
        assertThat(body.getJsonArray("checks").getJsonObject(1))
                .isEqualTo(new JsonObject().put("name", "backup").put("status", "WARNING").put("detail",
                        "the last backup ended at 2026-01-01, more than 2 days ago"));
    }

    @Test
    void handsOutMetrics() {
        HttpResponse<String> answer = site.text(site.request("/metrics"));
        assertThat(answer.body()).isEqualTo("lianzhen_instances_total 7\n");
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
    }

    @Test
    void showsAdministratorsLiveFigures() {
        HttpResponse<String> answer = site
                .text(site.request("/api/v1/operations", TestSite.token(Role.SYS_ADMIN, "CH1")));
        JsonObject body = new JsonObject(answer.body());
        assertThat(body.getString("startedAt")).isEqualTo(STARTED.toString());
        assertThat(body.getJsonObject("figures").getInteger("associations")).isEqualTo(3);
        assertThat(site.text(site.request("/api/v1/operations")).statusCode()).isEqualTo(401);
        assertThat(site.text(site.request("/api/v1/operations", TestSite.token(Role.RADIOLOGIST, "CH1")))
                .statusCode()).isEqualTo(403);
    }
}
