package org.lianzhen.gateway.recognition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an order and the results that are there come to.
 *
 * @param result id of the one that decided; null when there is none
 * @param presetReason code of the reason that is filled in; null for none
 * @param trace every rule that was applied to every result
 */
public record Judgement(OutcomeCode code, @Nullable String result, PromptForm prompt, @Nullable String presetReason,
        List<TraceStep> trace) {
    public Judgement {
        trace = List.copyOf(trace);
    }

    /** Nobody could say in time: the order goes on. */
    public static final Judgement UNAVAILABLE = new Judgement(OutcomeCode.U00, null, PromptForm.NONE, null, List.of());

    public OutcomeClass outcome() {
        return code.kind();
    }
}
