package org.lianzhen.gateway.reading.queue;

import java.util.List;

/** A document of reading rules cannot be used. */
public final class ReadingRulesException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    ReadingRulesException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Everything that is wrong, each with its place. */
    public List<String> problems() {
        return problems;
    }
}
