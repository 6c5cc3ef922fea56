package org.lianzhen.gateway.access;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Programs that sign their requests. */
@FunctionalInterface
public interface SignedSenders {
    /** Who sent a request, as a session for it alone; empty when the signature is not right, which is on record then. */
    CompletionStage<Optional<Sessions.Session>> find(SignedRequest request);
}
