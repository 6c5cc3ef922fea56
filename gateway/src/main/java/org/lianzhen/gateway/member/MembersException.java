package org.lianzhen.gateway.member;

import java.util.List;

/** A member document cannot be used. */
public final class MembersException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    MembersException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Everything that is wrong, each with its place. */
    public List<String> problems() {
        return problems;
    }
}
