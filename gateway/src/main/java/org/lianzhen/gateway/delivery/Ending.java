package org.lianzhen.gateway.delivery;

import java.time.Duration;
import java.util.UUID;

/** What became of a task that was tried. */
public sealed interface Ending {
    /** Of the task. */
    UUID task();

    /** As {@link Reply#code()}. */
    String code();

    /** What the destination said, or why it could not be asked. */
    String inWords();

    /** The destination has it. */
    record Delivered(UUID task, String code, String inWords) implements Ending {}

    /**
     * It is worth trying again.
     *
     * @param counted whether it has used up an attempt
     */
    record Again(UUID task, Duration after, String code, String inWords, boolean counted) implements Ending {}

    /** Only a person can help. */
    record Failed(UUID task, String code, String inWords) implements Ending {}
}
