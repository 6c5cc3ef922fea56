package org.lianzhen.gateway.reading.report;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.lianzhen.gateway.reading.critical.CriticalFlag;

/**
 * What goes with the text of a report, as it was when it was signed.
 *
 * @param critical whether the study had a critical value
 * @param criticals those that it had; none in versions that say no more than that there was one
 * @param measurements on its images
 */
public record Found(boolean critical, List<CriticalFlag> criticals, List<Measurement> measurements) {
    static final Found NOTHING = new Found(false, List.of(), List.of());

    public Found {
        criticals = List.copyOf(criticals);
        measurements = List.copyOf(measurements);
    }

    Found(List<CriticalFlag> criticals, List<Measurement> measurements) {
        this(!criticals.isEmpty(), criticals, measurements);
    }

    /** Writes it into what is signed; of what there is none, nothing. */
    void onto(JsonObject content) {
        if (critical) {
            content.put("critical", true).put("criticalValues", FlagJson.json(criticals));
        }
        if (!measurements.isEmpty()) {
            content.put("measurements", Measurements.json(measurements));
        }
    }

    /** The reverse. */
    static Found of(JsonObject content) {
        return new Found(Boolean.TRUE.equals(content.getBoolean("critical")), FlagJson.of(content),
                Measurements.signed(content));
    }
}
