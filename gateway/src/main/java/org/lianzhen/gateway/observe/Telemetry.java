package org.lianzhen.gateway.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;

/** All meters of one process. May be used from any thread. */
public final class Telemetry implements AutoCloseable {
    private static final String INSTANCES = "lianzhen.instances";
    private static final String BYTES = "lianzhen.instance.bytes";
    private static final String OUTCOME = "outcome";

    private final Instant startedAt = Instant.now();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Map<String, MultiGauge> gauges = new ConcurrentHashMap<>();
    private final JvmGcMetrics collections = new JvmGcMetrics();

    public Telemetry() {
        collections.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    public Instant startedAt() {
        return startedAt;
    }

    /**
     * Notes the end of an instance on its way in.
     *
     * @param bytes of the instance
     * @param took from its last byte until it was durable or given up
     */
    public void instance(InstanceOutcome outcome, long bytes, Duration took) {
        counter(INSTANCES, outcome).increment();
        counter(BYTES, outcome).increment((double) bytes);
        registry.timer("lianzhen.instance.commit", OUTCOME, outcome.label()).record(took);
    }

    private Counter counter(String name, InstanceOutcome outcome) {
        return registry.counter(name, OUTCOME, outcome.label());
    }

    /** Instances of an outcome since the start. */
    public long instances(InstanceOutcome outcome) {
        return (long) counter(INSTANCES, outcome).count();
    }

    /** Bytes of instances of an outcome since the start. */
    public long bytes(InstanceOutcome outcome) {
        return (long) counter(BYTES, outcome).count();
    }

    /**
     * Adds a value that is looked at whenever somebody asks; looking must not block.
     *
     * @param labels names and values in turn
     */
    public void gauge(String name, String description, DoubleSupplier value, String... labels) {
        Gauge.builder(name, value::getAsDouble).description(description).tags(labels).strongReference(true)
                .register(registry);
    }

    /**
     * Adds to a counter.
     *
     * @param labels names and values in turn, of which there must be few; never a patient's
     */
    public void count(String name, double amount, String... labels) {
        registry.counter(name, labels).increment(amount);
    }

    /**
     * Takes counters away.
     *
     * @param prefix of their names
     * @param gone tells by the value of this label
     */
    public void forget(String prefix, String label, Predicate<String> gone) {
        for (Meter meter : registry.getMeters()) {
            String value = meter.getId().getTag(label);
            if (meter instanceof Counter && meter.getId().getName().startsWith(prefix) && value != null
                    && gone.test(value)) {
                registry.remove(meter);
            }
        }
    }

    /** Values of one name, told apart by labels; those that were there before and are not any more are taken away. */
    public void gauges(String name, String description, List<Reading> readings) {
        gauges.computeIfAbsent(name, one -> MultiGauge.builder(one).description(description).register(registry))
                .register(readings.stream().<MultiGauge.Row<?>>map(reading -> MultiGauge.Row.of(
                        Tags.of(reading.labels().toArray(String[]::new)), reading.value())).toList(), true);
    }

    /** @param labels names and values in turn */
    public record Reading(double value, List<String> labels) {
        public Reading {
            labels = List.copyOf(labels);
        }
    }

    /** Everything, in the text format of Prometheus. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
