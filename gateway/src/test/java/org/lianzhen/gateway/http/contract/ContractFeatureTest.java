package org.lianzhen.gateway.http.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.lianzhen.gateway.http.Feature;
import org.lianzhen.gateway.http.TestSite;
import org.lianzhen.gateway.http.operations.Figures;
import org.lianzhen.gateway.http.operations.OperationsFeature;

class ContractFeatureTest {
    private static final Feature OPERATIONS = new OperationsFeature(
            () -> CompletableFuture.completedStage(List.of()), new NoFigures());

    /** A feature whose contract is another file of this package. */
    private record Other(String contract) implements Feature {
        @Override
        public void mount(Router router) {}
    }

    @Test
    void isHandedOutWithTheContractsOfAllFeatures() {
        try (TestSite site = TestSite.of(OPERATIONS, new ContractFeature(List.of(OPERATIONS)))) {
            HttpResponse<String> answer = site.text(site.request("/api/v1/openapi.json"));
            JsonObject contract = new JsonObject(answer.body());
            assertThat(contract.getString("openapi")).isEqualTo("3.1.0");
            assertThat(contract.getJsonObject("paths").fieldNames()).contains("/api/v1/openapi.json", "/health/ready",
                    "/metrics");
            assertThat(contract.getJsonObject("components").getJsonObject("schemas").fieldNames()).contains("Problem",
                    "Health");
        }
    }

    @Test
    void joinsWhatFeaturesSayOfTheSamePath() {
        Map<String, Object> path = Contract.of(List.of(new Other("get.yaml"), new Other("post.yaml")))
                .getJsonObject("paths").getJsonObject("/things").getMap();
        assertThat(path).containsOnlyKeys("get", "post");
    }

    @Test
    void refusesContradictionsAndGaps() {
        assertThatThrownBy(() -> Contract.of(List.of(new Other("get.yaml"), new Other("get-otherwise.yaml"))))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("get");
        assertThatThrownBy(() -> Contract.of(List.of(new Other("nowhere.yaml"))))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("nowhere.yaml");
    }

    private record NoFigures() implements Figures {
        @Override
        public String scrape() {
            return "";
        }

        @Override
        public Instant startedAt() {
            return Instant.EPOCH;
        }

        @Override
        public Map<String, Long> live() {
            return Map.of();
        }
    }
}
