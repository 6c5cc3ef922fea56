package org.lianzhen.gateway.app;

import java.io.IOException;
import java.util.List;
import org.lianzhen.gateway.app.terminal.IoFaults;
import org.lianzhen.gateway.app.terminal.Language;
import org.lianzhen.gateway.app.terminal.Messages;

/** A server cannot start, for a reason that a person can do something about. */
final class StartException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final transient List<Object> arguments;

    /**
     * @param key of a sentence in this package's messages
     * @param arguments of the sentence; faults of the system are put into plain words
     */
    StartException(String key, Object... arguments) {
        super(key + " " + List.of(arguments));
        this.key = key;
        this.arguments = List.of(arguments);
    }

    /** A sentence that says what to do. */
    String in(Language language) {
        var faults = new IoFaults(language);
        Object[] texts = arguments.stream()
                .map(argument -> argument instanceof IOException fault ? faults.why(fault) : argument).toArray();
        return new Messages(StartException.class, language).text(key, texts);
    }
}
