package org.lianzhen.gateway.route;

import java.util.List;

/** A document of routes cannot be used. */
public final class RoutesException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    RoutesException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Everything that is wrong, each with its place. */
    public List<String> problems() {
        return problems;
    }
}
