package org.lianzhen.gateway.calendar;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The parts of one day in which people work.
 *
 * @param spans one after the other, none touching the next
 */
public record DayHours(List<Span> spans) {
    /** Nobody works. */
    public static final DayHours CLOSED = new DayHours(List.of());

    /** In any order. */
    public DayHours {
        spans = spans.stream().sorted(Comparator.comparingInt(Span::from)).toList();
        for (int i = 1; i < spans.size(); i++) {
            if (spans.get(i).from() < spans.get(i - 1).to()) {
                throw new IllegalArgumentException("parts of a day that overlap: " + spans);
            }
        }
    }

    /** Of texts such as {@code 08:00-12:00}; empty when one of them is none, or two overlap. */
    static Optional<DayHours> of(List<String> texts) {
        List<Span> spans = new ArrayList<>();
        for (String text : texts) {
            Optional<Span> span = Span.of(text);
            if (span.isEmpty() || spans.stream().anyMatch(other -> overlap(other, span.get()))) {
                return Optional.empty();
            }
            spans.add(span.get());
        }
        return Optional.of(new DayHours(spans));
    }

    private static boolean overlap(Span one, Span other) {
        return one.from() < other.to() && other.from() < one.to();
    }

    public boolean isClosed() {
        return spans.isEmpty();
    }

    /** As texts such as {@code 08:00-12:00}. */
    public List<String> texts() {
        return spans.stream().map(Span::toString).toList();
    }
}
