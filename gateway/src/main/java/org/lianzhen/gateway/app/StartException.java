package org.lianzhen.gateway.app;

import java.util.List;

/** A server cannot start, for a reason that a person can do something about. */
final class StartException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final transient List<Object> arguments;

    /**
     * @param key of a sentence in this package's messages
     * @param arguments of the sentence
     */
    StartException(String key, Object... arguments) {
        super(key + " " + List.of(arguments));
        this.key = key;
        this.arguments = List.of(arguments);
    }

    String key() {
        return key;
    }

    Object[] arguments() {
        return arguments.toArray();
    }
}
