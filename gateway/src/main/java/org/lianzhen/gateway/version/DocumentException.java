package org.lianzhen.gateway.version;

import java.util.List;

/** A document cannot be used. */
public final class DocumentException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public DocumentException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Everything that is wrong, each with its place. */
    public List<String> problems() {
        return problems;
    }
}
