package org.lianzhen.gateway.notify;

import java.util.List;

/** A document of channels cannot be used. */
public final class ChannelException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    ChannelException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Everything that is wrong, each with its place. */
    public List<String> problems() {
        return problems;
    }
}
