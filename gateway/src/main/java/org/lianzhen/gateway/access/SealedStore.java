package org.lianzhen.gateway.access;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Where secrets lie that {@link SecretBox} has sealed. */
public interface SealedStore {
    /** All there are. */
    enum Place {
        /** Of authenticators, in force and yet to be confirmed. */
        SECOND_FACTOR, PENDING_FACTOR,
        /** What programs sign with. */
        PROGRAM_KEY,
        /** What providers of identities know us by. */
        PROVIDER,
        /** What people sign reports with. */
        SIGNING_KEY
    }

    /**
     * A secret.
     *
     * @param id by which its place is in order
     */
    record Sealed(String id, String owner, String text) {}

    /**
     * Secrets of a place that do not begin with {@code mark}, in order.
     *
     * @param after id that the ones before ended with; empty for the first
     */
    CompletionStage<List<Sealed>> others(Place place, String mark, String after);

    /** A secret before and after. */
    record Resealed(Sealed before, String text) {}

    /** Those that have changed meanwhile stay as they are. */
    CompletionStage<Void> replace(Place place, List<Resealed> sealed);
}
