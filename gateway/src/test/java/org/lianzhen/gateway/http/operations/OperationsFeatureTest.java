package org.lianzhen.gateway.http.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.gateway.access.Role;
import org.lianzhen.gateway.http.TestSite;

class OperationsFeatureTest {
    private static final Instant STARTED = Instant.parse("2026-06-30T01:00:00Z");

    private volatile List<Health.Check> checks = List.of(new Health.Check("database", true, ""));
    private final TestSite site = TestSite.of(new OperationsFeature(new Health() {
        @Override
        public CompletionStage<List<Check>> checks() {
            return CompletableFuture.completedStage(checks);
        }

        @Override
        public CompletionStage<List<Warning>> warnings() {
            return CompletableFuture.completedStage(List.of(new Warning("holidays-missing", "2027")));
        }
    },
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
        checks = List.of(new Health.Check("database", false, "away"));
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
        checks = List.of(new Health.Check("database", true, ""), new Health.Check("space", false, "full"));
        HttpResponse<String> answer = site.text(site.request("/health/ready"));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(new JsonObject(answer.body()).getJsonArray("checks").getJsonObject(1))
                .isEqualTo(new JsonObject().put("name", "space").put("status", "DOWN").put("detail", "full"));
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
        assertThat(body.getJsonArray("warnings")).containsExactly(
                new JsonObject().put("code", "holidays-missing").put("detail", "2027"));
        assertThat(site.text(site.request("/api/v1/operations")).statusCode()).isEqualTo(401);
        assertThat(site.text(site.request("/api/v1/operations", TestSite.token(Role.RADIOLOGIST, "CH1")))
                .statusCode()).isEqualTo(403);
    }
}
