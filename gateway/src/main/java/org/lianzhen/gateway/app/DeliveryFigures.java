package org.lianzhen.gateway.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.lianzhen.gateway.delivery.Courier;
import org.lianzhen.gateway.delivery.DestinationLoad;
import org.lianzhen.gateway.delivery.LineFigures;
import org.lianzhen.gateway.delivery.LineState;
import org.lianzhen.gateway.delivery.ObservedCourier;
import org.lianzhen.gateway.delivery.Reply;
import org.lianzhen.gateway.observe.Telemetry;
import org.lianzhen.gateway.observe.Telemetry.Reading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Meters of deliveries, by destination: what is sent and answered as it happens, and what waits as the records said a moment ago. May be
 * used from any thread.
 */
final class DeliveryFigures implements LineFigures {
    /** What waits changes slowly, and to count it costs something. */
    static final Duration FRESH = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryFigures.class);
    private static final String DESTINATION = "destination";

    private final Telemetry telemetry;
    private final Supplier<CompletionStage<List<DestinationLoad>>> loads;
    private final Supplier<Optional<Set<String>>> destinations;
    private final Duration fresh;
    private final Map<String, LineQuality> lines = new ConcurrentHashMap<>();
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile long askedAt;

    /**
     * @param loads asks the records what waits
     * @param destinations codes of those that there are; empty while nobody knows
     * @param fresh how long their answer is good enough
     */
    DeliveryFigures(Telemetry telemetry, Supplier<CompletionStage<List<DestinationLoad>>> loads,
            Supplier<Optional<Set<String>>> destinations, Duration fresh) {
        this.telemetry = telemetry;
        this.loads = loads;
        this.destinations = destinations;
        this.fresh = fresh;
        this.askedAt = System.nanoTime() - fresh.toNanos();
    }

    /**
     * Has what a courier does counted.
     *
     * @param files the file of an object's key
     */
    Courier observing(Courier courier, Function<String, Path> files) {
        return new ObservedCourier(courier, kept -> size(files.apply(kept.objectKey()), kept.dataSetOffset()), this);
    }

    /** What was sent and is gone already counts for nothing. */
    private static long size(Path file, int dataSetOffset) {
        try {
            return Files.size(file) - dataSetOffset;
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public void answered(String destination, Reply reply, long bytes, Duration took) {
        telemetry.count("lianzhen.delivery.instances", 1, DESTINATION, destination, "answer", switch (reply) {
            case Reply.Taken _ -> "taken";
            case Reply.Refused _ -> "refused";
            case Reply.NotNow _ -> "not_now";
            case Reply.NoRoom _ -> "no_room";
            case Reply.Lost _,Reply.NoAnswer _ -> "none";
        });
        telemetry.count("lianzhen.delivery.bytes", (double) bytes, DESTINATION, destination);
        lines.computeIfAbsent(destination, code -> new LineQuality(System::nanoTime)).tried(reply, bytes, took);
    }

    /** How a destination answers; empty when nothing was sent to it yet. */
    Optional<LineState> line(String destination) {
        return Optional.ofNullable(lines.get(destination)).map(LineQuality::state);
    }

    /** Brings the gauges up to date; what the records are asked for now shows the next time. */
    void refresh() {
        destinations.get().ifPresent(this::forgetOthers);
        List<Reading> answers = new ArrayList<>();
        List<Reading> troubles = new ArrayList<>();
        List<Reading> rates = new ArrayList<>();
        lines.forEach((destination, line) -> {
            List<String> labels = List.of(DESTINATION, destination);
            LineState state = line.state();
            answers.add(new Reading(state.answerSeconds(), labels));
            troubles.add(new Reading(state.trouble(), labels));
            rates.add(new Reading(state.bytesPerSecond(), labels));
        });
        telemetry.gauges("lianzhen.delivery.bytes.per.second", "Bytes that are taken now, smoothed", rates);
        telemetry.gauges("lianzhen.delivery.answer.seconds", "Time from one answer to the next, smoothed", answers);
        telemetry.gauges("lianzhen.delivery.trouble", "Share of the last attempts that came to nothing", troubles);
        if (System.nanoTime() - askedAt >= fresh.toNanos() && asking.compareAndSet(false, true)) {
            loads.get().whenComplete(this::loaded);
        }
    }

    /** What still waits for one that is gone is told as long as it waits. */
    private void forgetOthers(Set<String> known) {
        lines.keySet().retainAll(known);
        telemetry.forget("lianzhen.delivery.", DESTINATION, code -> !known.contains(code));
    }

    private void loaded(List<DestinationLoad> all, Throwable fault) {
        if (fault == null) {
            show(all);
        } else {
            LOG.debug("What waits for destinations cannot be counted now", fault);
        }
        askedAt = System.nanoTime();
        asking.set(false);
    }

    private void show(List<DestinationLoad> all) {
        List<Reading> open = new ArrayList<>();
        List<Reading> oldest = new ArrayList<>();
        List<Reading> sending = new ArrayList<>();
        List<Reading> proofs = new ArrayList<>();
        Instant now = Instant.now();
        for (DestinationLoad load : all) {
            open.add(of(load, "QUEUED", load.open().queued()));
            open.add(of(load, "RETRY_AT", load.open().retryAt()));
            open.add(of(load, "HELD", load.open().held()));
            open.add(of(load, "FAILED", load.open().failed()));
            proofs.add(of(load, "DUE", load.proofs().due()));
            proofs.add(of(load, "COMPLETE", load.proofs().complete()));
            proofs.add(of(load, "UNPROVEN", load.proofs().unproven()));
            proofs.add(of(load, "FAILED", load.proofs().failed()));
            List<String> labels = List.of(DESTINATION, load.destination());
            sending.add(new Reading(load.sending(), labels));
            Instant since = load.oldest();
            oldest.add(new Reading(since == null ? 0 : Math.max(0, Duration.between(since, now).toMillis() / 1e3),
                    labels));
        }
        telemetry.gauges("lianzhen.delivery.open",
                "Instances that are not there; of those that failed, the last week's",
                open);
        telemetry.gauges("lianzhen.delivery.proofs",
                "Studies by whether the destination has them; of those that are settled, the last week's", proofs);
        telemetry.gauges("lianzhen.delivery.sending.studies", "Studies on their way", sending);
        telemetry.gauges("lianzhen.delivery.oldest.seconds", "How long the oldest open instance waits", oldest);
    }

    private static Reading of(DestinationLoad load, String state, int count) {
        return new Reading(count, List.of(DESTINATION, load.destination(), "state", state));
    }
}
