package org.lianzhen.dicom.service;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.lianzhen.dicom.dimse.SubOperations;

/**
 * What we take in answer to a C-GET.
 *
 * @param contexts what to offer, at most 127; the node can send nothing else
 * @param handler takes the instances
 * @param answerWithin longest wait for an answer of the handler
 * @param progress hears how far the node is, on an event loop, and must not block
 */
public record GetTarget(List<StorageContext> contexts, StoreHandler handler, Duration answerWithin,
        Consumer<SubOperations> progress) {
    private static final int MOST_CONTEXTS = 127;

    public GetTarget {
        contexts = List.copyOf(contexts);
        if (contexts.isEmpty() || contexts.size() > MOST_CONTEXTS) {
            throw new IllegalArgumentException("1.." + MOST_CONTEXTS + " contexts, not " + contexts.size());
        }
    }

    /** Without progress, waiting ten minutes for the handler. */
    public static GetTarget of(List<StorageContext> contexts, StoreHandler handler) {
        return new GetTarget(contexts, handler, Duration.ofMinutes(10), counts -> {});
    }

    public GetTarget hearing(Consumer<SubOperations> changed) {
        return new GetTarget(contexts, handler, answerWithin, changed);
    }
}
