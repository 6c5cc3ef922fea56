package org.lianzhen.gateway.app.remote;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

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

    /** As lines are measured, in megabytes a second. */
    static String speed(long bytesPerSecond) {
        return String.format(Locale.ROOT, "%.2f MB/s", bytesPerSecond / 1e6);
    }

    /** To the second, as clocks in China show it. */
    static String moment(@Nullable String text) {
        return text == null ? "-" : MOMENT.format(Instant.parse(text));
    }
}
