package org.lianzhen.gateway.app.remote;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.app.terminal.Printable;

/** What the contract calls by names, in the words of people. */
final class Words {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
            .withZone(ZoneId.of("Asia/Shanghai"));

    private Words() {}

    static String state(Terminal terminal, String name) {
        return terminal.messages().text("state." + name);
    }

    static String priority(Terminal terminal, @Nullable String name) {
        return name == null ? "-" : terminal.messages().text("priority." + name);
    }

    /** What was answered last, as far as a cell of a table has room for it; programs and manuals know it by the code that leads. */
    static String answer(JsonObject delivery) {
        return (delivery.getString("lastAnswerCode") + " " + delivery.getString("lastAnswer")).strip();
    }

    /** Everything that was answered last, each code and what it says once. */
    static void print(Terminal terminal, JsonArray deliveries) {
        Map<String, String> words = new LinkedHashMap<>();
        for (Object each : deliveries) {
            JsonObject delivery = (JsonObject) each;
            if (!delivery.getString("lastAnswer").isEmpty()) {
                words.put(delivery.getString("lastAnswer"), delivery.getString("lastAnswerCode"));
            }
        }
        words.forEach((said, code) -> terminal.print("deliveries.answer", Printable.of(code.isEmpty() ? "-" : code),
                Printable.of(said)));
    }

    /** As lines are measured, in megabytes a second. */
    static String speed(long bytesPerSecond) {
        return String.format(Locale.ROOT, "%.2f MB/s", bytesPerSecond / 1e6);
    }

    /** To the second, as clocks in China show it. */
    static String moment(@Nullable String text) {
        return text == null ? "-" : MOMENT.format(Instant.parse(text));
    }
}
