package org.lianzhen.gateway.calendar;

import java.util.List;

/** A document of working days cannot be used. */
public final class CalendarException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    CalendarException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Everything that is wrong, each with its place. */
    public List<String> problems() {
        return problems;
    }
}
