package org.lianzhen.gateway.http.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.delivery.DeliverySelection;
import org.lianzhen.gateway.delivery.StudyDelivery.State;
import org.lianzhen.gateway.http.Problem;
import org.lianzhen.gateway.http.ProblemException;
import org.lianzhen.gateway.member.Urgency;

/**
 * Which deliveries somebody means, read from wherever it was said.
 *
 * @param said the text of a name; null when nothing was said
 */
record Selections(Function<String, @Nullable String> said) {
    private static final int LONGEST_MINUTES = 6;

    /** @param allowed codes of units that may be meant */
    DeliverySelection of(Set<String> allowed) {
        String unit = said.apply("unit");
        Set<String> units = unit == null ? allowed : allowed.contains(unit) ? Set.of(unit) : Set.of();
        return DeliverySelection.of(units).destination(said.apply("destination"))
                .state(choice("state", State.class)).priority(choice("priority", Urgency.class))
                .olderThan(age(said.apply("olderThanMinutes")));
    }

    private static @Nullable Duration age(@Nullable String minutes) {
        if (minutes == null) {
            return null;
        }
        if (!minutes.matches("[0-9]+") || minutes.length() > LONGEST_MINUTES) {
            throw wrong("olderThanMinutes", "a number");
        }
        return Duration.ofMinutes(Long.parseLong(minutes));
    }

    private <E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
        String text = said.apply(name);
        return text == null ? null : choice(name, text, type);
    }

    static <E extends Enum<E>> E choice(String name, String text, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text.toUpperCase(Locale.ROOT))) {
                return constant;
            }
        }
        throw wrong(name, "one of " + List.of(type.getEnumConstants()));
    }

    static ProblemException wrong(String name, String expected) {
        return new ProblemException(Problem.unprocessable("field", "\"" + name + "\" must be " + expected + "."));
    }
}
