package org.lianzhen.gateway.http.operations;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Looks whether what the gateway stands on is there. */
@FunctionalInterface
public interface Health {

    /** Looks now; completed within seconds, never exceptionally. */
    CompletionStage<List<Check>> checks();

    /** How something stands. */
    enum State {
        UP,
        /** It works, and somebody must do something before it does not. */
        WARNING, DOWN
    }

    /**
     * What was seen of one thing.
     *
     * @param name such as {@code database}
     * @param code of a sentence in this package's {@code checks} that says what is wrong; empty when nothing is
     * @param told what the sentence speaks of
     */
    record Check(String name, State state, String code, List<String> told) {
        public Check {
            told = List.copyOf(told);
        }

        public static Check up(String name) {
            return new Check(name, State.UP, "", List.of());
        }

        public static Check warning(String name, String code, String... told) {
            return new Check(name, State.WARNING, code, List.of(told));
        }

        public static Check down(String name, String code, String... told) {
            return new Check(name, State.DOWN, code, List.of(told));
        }
    }
}
