package org.lianzhen.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.service.SopReference;
import org.lianzhen.dicom.service.Throttle;
import org.lianzhen.gateway.archive.KeptInstance;
import org.lianzhen.gateway.delivery.Courier;
import org.lianzhen.gateway.delivery.DeliveryTask;
import org.lianzhen.gateway.delivery.DestinationLoad;
import org.lianzhen.gateway.delivery.Reply;
import org.lianzhen.gateway.member.Urgency;
import org.lianzhen.gateway.observe.Telemetry;
import org.lianzhen.gateway.route.Address;
import org.lianzhen.gateway.route.Destination;

class DeliveryFiguresTest {
    private final Telemetry telemetry = new Telemetry();
    private final List<CompletableFuture<List<DestinationLoad>>> asked = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        telemetry.close();
    }

    private volatile Optional<Set<String>> known = Optional.empty();

    private DeliveryFigures figures(Duration fresh) {
        return new DeliveryFigures(telemetry, () -> {
            asked.add(new CompletableFuture<>());
            return asked.getLast();
        }, () -> known, fresh);
    }

    private String scrape(DeliveryFigures figures) {
        figures.refresh();
        return telemetry.scrape();
    }

    private static DestinationLoad load(String destination, Instant oldest) {
        return new DestinationLoad(destination, new DestinationLoad.Open(3, 4, 5, 6), 2, oldest,
                new DestinationLoad.Lately(70, 1), new DestinationLoad.Proofs(7, 8, 9, 10));
    }

    @Test
    void countsAnswersByDestination() {
        DeliveryFigures figures = figures(Duration.ofHours(1));
        figures.answered("CH1", new Reply.Taken("", "stored"), 1000, Duration.ofMillis(20));
        figures.answered("CH1", new Reply.Taken("", "stored"), 500, Duration.ofMillis(20));
        figures.answered("CH1", new Reply.Refused("", "refused"), 0, Duration.ofMillis(20));
        figures.answered("CH2", new Reply.NotNow("", "busy"), 0, Duration.ofMillis(400));
        figures.answered("CH2", new Reply.NoAnswer("away"), 0, Duration.ofMillis(400));
        assertThat(scrape(figures)).contains(
                "lianzhen_delivery_instances_total{answer=\"taken\",destination=\"CH1\"} 2.0",
                "lianzhen_delivery_instances_total{answer=\"refused\",destination=\"CH1\"} 1.0",
                "lianzhen_delivery_instances_total{answer=\"not_now\",destination=\"CH2\"} 1.0",
                "lianzhen_delivery_instances_total{answer=\"none\",destination=\"CH2\"} 1.0",
                "lianzhen_delivery_bytes_total{destination=\"CH1\"} 1500.0",
                "lianzhen_delivery_answer_seconds{destination=\"CH1\"} 0.02",
                "lianzhen_delivery_answer_seconds{destination=\"CH2\"} 0.4",
                "lianzhen_delivery_trouble{destination=\"CH1\"} 0.03125",
                "lianzhen_delivery_trouble{destination=\"CH2\"} 1.0");
    }

    @Test
    void tellsHowDestinationsAnswer() {
        DeliveryFigures figures = figures(Duration.ofHours(1));
        assertThat(figures.line("CH1")).as("nothing was sent there").isEmpty();
        figures.answered("CH1", new Reply.Taken("", "stored"), 1000, Duration.ofMillis(20));
        figures.answered("CH2", new Reply.NoAnswer("away"), 0, Duration.ofMillis(400));
        assertThat(figures.line("CH1")).hasValueSatisfying(line -> {
            assertThat(line.answers()).isEqualTo(1);
            assertThat(line.bytesPerSecond()).isPositive();
        });
        assertThat(figures.line("CH2")).hasValueSatisfying(line -> {
            assertThat(line.silences()).isEqualTo(1);
            assertThat(line.bytesPerSecond()).isZero();
        });
        assertThat(scrape(figures)).contains("lianzhen_delivery_bytes_per_second{destination=\"CH2\"} 0.0");
    }

    @Test
    void forgetsDestinationsThatAreNoMore() {
        DeliveryFigures figures = figures(Duration.ofHours(1));
        for (String code : List.of("CH1", "CH2")) {
            figures.answered(code, new Reply.Taken("", "stored"), 1000, Duration.ofMillis(20));
        }
        assertThat(scrape(figures)).as("nobody knows which there are").contains("destination=\"CH1\"",
                "destination=\"CH2\"");
        known = Optional.of(Set.of("CH1"));
        assertThat(scrape(figures)).contains("lianzhen_delivery_bytes_total{destination=\"CH1\"} 1000.0",
                "lianzhen_delivery_trouble{destination=\"CH1\"}").doesNotContain("CH2");
        assertThat(figures.line("CH1")).isPresent();
        assertThat(figures.line("CH2")).isEmpty();
        figures.answered("CH2", new Reply.Taken("", "late"), 7, Duration.ofMillis(20));
        assertThat(scrape(figures)).as("an answer that came late").doesNotContain("CH2");
        known = Optional.of(Set.of("CH1", "CH2"));
        figures.answered("CH2", new Reply.Taken("", "stored"), 5, Duration.ofMillis(20));
        assertThat(scrape(figures)).as("it is back").contains("lianzhen_delivery_bytes_total{destination=\"CH2\"} 5.0");
    }

    @Test
    void tellsWhatWaits() {
        DeliveryFigures figures = figures(Duration.ZERO);
        assertThat(scrape(figures)).as("nothing is waited for").doesNotContain("lianzhen_delivery_open");
        asked.getFirst().complete(List.of(load("CH1", Instant.now().minusSeconds(90)), load("CH2", null)));
        assertThat(scrape(figures)).contains("lianzhen_delivery_open{destination=\"CH1\",state=\"QUEUED\"} 3.0",
                "lianzhen_delivery_open{destination=\"CH1\",state=\"RETRY_AT\"} 4.0",
                "lianzhen_delivery_open{destination=\"CH1\",state=\"HELD\"} 5.0",
                "lianzhen_delivery_open{destination=\"CH1\",state=\"FAILED\"} 6.0",
                "lianzhen_delivery_proofs{destination=\"CH2\",state=\"DUE\"} 7.0",
                "lianzhen_delivery_proofs{destination=\"CH2\",state=\"COMPLETE\"} 8.0",
                "lianzhen_delivery_proofs{destination=\"CH2\",state=\"UNPROVEN\"} 9.0",
                "lianzhen_delivery_proofs{destination=\"CH2\",state=\"FAILED\"} 10.0",
                "lianzhen_delivery_sending_studies{destination=\"CH2\"} 2.0",
                "lianzhen_delivery_oldest_seconds{destination=\"CH2\"} 0.0")
                .containsPattern("lianzhen_delivery_oldest_seconds\\{destination=\"CH1\"\\} 9\\d\\.");
    }

    @Test
    void theRecordsAreAskedOnceInAWhileHoweverOftenSomebodyLooks() {
        DeliveryFigures figures = figures(Duration.ofHours(1));
        scrape(figures);
        scrape(figures);
        assertThat(asked).as("one at a time").hasSize(1);
        asked.getFirst().complete(List.of());
        scrape(figures);
        assertThat(asked).as("the answer is still good").hasSize(1);
    }

    @Test
    void recordsThatAreAwayAreAskedAgain() {
        DeliveryFigures figures = figures(Duration.ZERO);
        scrape(figures);
        asked.getFirst().completeExceptionally(new IOException("away"));
        assertThat(scrape(figures)).contains("jvm_memory");
        assertThat(asked).hasSize(2);
    }

    @Test
    void whatACourierBringsIsCountedByItsSize() throws IOException {
        Files.write(folder.resolve("object"), new byte[110]);
        DeliveryFigures figures = figures(Duration.ofHours(1));
        Courier courier = figures.observing((destination, tasks, throttle, results) -> {
            tasks.forEach(task -> results.accept(task, new Reply.Taken("", "stored")));
            return new Done();
        }, folder::resolve);
        var heard = new ArrayList<Reply>();
        courier.send(new Destination("CH1", "CH1", new Address.Node("CH1PACS"), 1),
                List.of(task("object"), task("gone")), Throttle.NONE,
                (task, reply) -> heard.add(reply));
        assertThat(heard).hasSize(2);
        assertThat(telemetry.scrape()).contains("lianzhen_delivery_bytes_total{destination=\"CH1\"} 100.0");
    }

    private static DeliveryTask task(String key) {
        return new DeliveryTask(new UUID(0, 1),
                new KeptInstance("1.2", new SopReference("1.2.3", "1.2.3.4"), "1.2.840.10008.1.2", key, 10),
                Urgency.ROUTINE, 0, Instant.now());
    }

    private record Done() implements Courier.Shipment {
        @Override
        public CompletionStage<Void> done() {
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void stop() {
            // it has ended
        }
    }
}
