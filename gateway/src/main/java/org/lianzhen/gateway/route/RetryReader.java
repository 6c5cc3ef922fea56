package org.lianzhen.gateway.route;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.member.Fields;

/** Reads {@code retry: {first: 30s, longest: 1h, attempts: 60, giveUp: 7d}}, of which what is not said is as usual. */
final class RetryReader {
    private static final Map<Character, Duration> UNITS = Map.of('s', Duration.ofSeconds(1), 'm', Duration.ofMinutes(1),
            'h', Duration.ofHours(1), 'd', Duration.ofDays(1));
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofDays(90);
    private static final int MOST_ATTEMPTS = 1_000;

    private final Fields fields;

    private RetryReader(Fields fields) {
        this.fields = fields;
    }

    /** Null when a destination has nothing of its own. */
    static @Nullable Retry read(Fields destination) {
        Fields fields = destination.within("retry");
        if (fields == null) {
            return null;
        }
        Retry retry = new RetryReader(fields).read();
        fields.rejectOthers();
        return retry;
    }

    private Retry read() {
        RetrySchedule usual = RetrySchedule.STANDARD;
        Duration first = duration("first", usual.first());
        Duration longest = duration("longest", usual.longest());
        if (longest.compareTo(first) < 0) {
            fields.problem("longest", "is shorter than first");
            longest = first;
        }
        return new Retry(new RetrySchedule(first, longest, attempts(usual.attempts())),
                duration("giveUp", Retry.STANDARD.giveUp()));
    }

    private int attempts(int usual) {
        int attempts = fields.optional("attempts") == null ? usual : fields.number("attempts");
        if (attempts < 1 || attempts > MOST_ATTEMPTS) {
            fields.problem("attempts", "must be 1 to " + MOST_ATTEMPTS);
            return usual;
        }
        return attempts;
    }

    private Duration duration(String key, Duration usual) {
        String text = fields.optional(key);
        if (text == null) {
            return usual;
        }
        if (text.matches("\\d{1,7}[smhd]")) {
            Duration unit = UNITS.getOrDefault(text.charAt(text.length() - 1), Duration.ZERO);
            Duration read = unit.multipliedBy(Long.parseLong(text.substring(0, text.length() - 1)));
            if (read.compareTo(LEAST) >= 0 && read.compareTo(MOST) <= 0) {
                return read;
            }
        }
        fields.problem(key, "must be a time such as 30s, 10m, 1h or 7d, of at most " + MOST.toDays() + "d");
        return usual;
    }
}
