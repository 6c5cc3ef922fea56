package org.lianzhen.gateway.app.remote;

import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which deliveries are meant. */
final class Filter {
    @Option(names = "--destination", paramLabel = "CODE", descriptionKey = "of-destination")
    private @Nullable String destination;

    @Option(names = "--unit", paramLabel = "CODE", descriptionKey = "of-unit")
    private @Nullable String unit;

    @Option(names = "--state", paramLabel = "STATE", descriptionKey = "of-state")
    private @Nullable String state;

    @Option(names = "--priority", paramLabel = "PRIORITY", descriptionKey = "of-priority")
    private @Nullable String priority;

    @Option(names = "--older-than", paramLabel = "MINUTES", descriptionKey = "of-age")
    private @Nullable Integer minutes;

    /** As an order wants it. */
    JsonObject json() {
        var of = new JsonObject();
        put(of, "destination", destination);
        put(of, "unit", unit);
        put(of, "state", state == null ? null : state.toUpperCase(Locale.ROOT).replace('-', '_'));
        put(of, "priority", priority == null ? null : priority.toUpperCase(Locale.ROOT).replace('-', '_'));
        put(of, "olderThanMinutes", minutes);
        return of;
    }

    private static void put(JsonObject of, String name, @Nullable Object value) {
        if (value != null) {
            of.put(name, value);
        }
    }

    /** As a query has it, with what stands before it. */
    String query(String first) {
        return json().stream().map(entry -> "&" + entry.getKey() + "=" + Gateway.encoded(entry.getValue().toString()))
                .collect(Collectors.joining("", "?" + first, ""));
    }
}
