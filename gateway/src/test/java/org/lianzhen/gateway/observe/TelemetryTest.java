package org.lianzhen.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TelemetryTest {

    @Test
    void countsInstancesByOutcome() {
        try (var telemetry = new Telemetry()) {
            telemetry.instance(InstanceOutcome.STORED, 1000, Duration.ofMillis(5));
            telemetry.instance(InstanceOutcome.STORED, 500, Duration.ofMillis(5));
            telemetry.instance(InstanceOutcome.REFUSED, 7, Duration.ZERO);
            assertThat(telemetry.instances(InstanceOutcome.STORED)).isEqualTo(2);
            assertThat(telemetry.bytes(InstanceOutcome.STORED)).isEqualTo(1500);
            assertThat(telemetry.instances(InstanceOutcome.REFUSED)).isEqualTo(1);
            assertThat(telemetry.instances(InstanceOutcome.PARKED)).isZero();
            assertThat(telemetry.scrape()).contains("lianzhen_instances_total{outcome=\"stored\"} 2.0",
                    "lianzhen_instance_commit_seconds_count{outcome=\"stored\"} 2", "jvm_memory_used_bytes",
                    "process_files_open_files");
        }
    }

    @Test
    void tellsByLabel() {
        try (var telemetry = new Telemetry()) {
            telemetry.count("lianzhen.parcels", 2, "to", "A");
            telemetry.count("lianzhen.parcels", 3, "to", "A");
            telemetry.gauges("lianzhen.queue", "Waiting", List.of(new Telemetry.Reading(7, List.of("to", "A")),
                    new Telemetry.Reading(1, List.of("to", "B"))));
            assertThat(telemetry.scrape()).contains("lianzhen_parcels_total{to=\"A\"} 5.0",
                    "lianzhen_queue{to=\"A\"} 7.0", "lianzhen_queue{to=\"B\"} 1.0");
            telemetry.gauges("lianzhen.queue", "Waiting", List.of(new Telemetry.Reading(6, List.of("to", "A"))));
            assertThat(telemetry.scrape()).contains("lianzhen_queue{to=\"A\"} 6.0")
                    .doesNotContain("lianzhen_queue{to=\"B\"}");
        }
    }

    @Test
    void forgetsCountersOfWhatIsGone() {
        try (var telemetry = new Telemetry()) {
            telemetry.count("lianzhen.parcels", 2, "to", "A");
            telemetry.count("lianzhen.parcels", 3, "to", "B");
            telemetry.count("lianzhen.letters", 5, "to", "B");
            telemetry.count("lianzhen.parcels.all", 5);
            telemetry.gauges("lianzhen.parcels.waiting", "Waiting",
                    List.of(new Telemetry.Reading(1, List.of("to", "B"))));
            telemetry.forget("lianzhen.parcels", "to", "B"::equals);
            assertThat(telemetry.scrape()).contains("lianzhen_parcels_total{to=\"A\"} 2.0",
                    "lianzhen_letters_total{to=\"B\"} 5.0", "lianzhen_parcels_all_total 5.0",
                    "lianzhen_parcels_waiting{to=\"B\"} 1.0").doesNotContain("lianzhen_parcels_total{to=\"B\"}");
        }
    }

    @Test
    void looksAtGaugesWhenAsked() {
        try (var telemetry = new Telemetry()) {
            var value = new AtomicInteger(1);
            telemetry.gauge("lianzhen.things", "Things", value::get);
            assertThat(telemetry.scrape()).contains("lianzhen_things 1.0");
            value.set(5);
            assertThat(telemetry.scrape()).contains("lianzhen_things 5.0");
        }
    }
}
