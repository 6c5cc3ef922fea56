package org.lianzhen.gateway.link;

import java.util.concurrent.CompletionStage;

/** Hears how an examination goes on. */
@FunctionalInterface
public interface LinkWatcher {
    /** Before anything is called; what it does must end well for the examination to go on. */
    CompletionStage<?> begins();

    /** A step has been taken, on the thread that takes them. */
    default void took(LinkReport.Step step) {}
}
