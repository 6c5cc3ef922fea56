package org.lianzhen.gateway.app;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.lianzhen.gateway.http.operations.Figures;
import org.lianzhen.gateway.observe.InstanceOutcome;
import org.lianzhen.gateway.observe.Telemetry;

/** The figures of the running gateway. */
final class GatewayFigures implements Figures {
    private final Telemetry telemetry;
    private final IntSupplier associations;
    private final DeliveryFigures deliveries;
    private final List<Supplier<Map<String, Long>>> others;

    GatewayFigures(Telemetry telemetry, IntSupplier associations, DeliveryFigures deliveries,
            List<Supplier<Map<String, Long>>> others) {
        this.others = List.copyOf(others);
        this.telemetry = telemetry;
        this.associations = associations;
        this.deliveries = deliveries;
        telemetry.gauge("lianzhen.associations", "DICOM associations that are open", associations::getAsInt);
    }

    @Override
    public String scrape() {
        deliveries.refresh();
        return telemetry.scrape();
    }

    @Override
    public Instant startedAt() {
        return telemetry.startedAt();
    }

    @Override
    public Map<String, Long> live() {
        Map<String, Long> live = new LinkedHashMap<>();
        live.put("associations", (long) associations.getAsInt());
        for (InstanceOutcome outcome : InstanceOutcome.values()) {
            live.put("instances." + outcome.label(), telemetry.instances(outcome));
        }
        live.put("bytes.stored", telemetry.bytes(InstanceOutcome.STORED));
        others.forEach(more -> live.putAll(more.get()));
        return live;
    }
}
