package org.lianzhen.gateway.reading.result;

import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.member.ResultReceiver;

/** Hands a report to a program. */
@FunctionalInterface
public interface ResultChannel {

    /**
     * Sends one, and waits for what the receiver says; never for longer than a deadline.
     *
     * @return failed when there is no answer, and then the receiver may have it or not
     */
    CompletionStage<Answer> send(ResultReceiver to, ReportResult result);

    /** What a receiver says. */
    sealed interface Answer {
        /** It has it. */
        record Taken() implements Answer {}

        /**
         * It does not take it.
         *
         * @param why in its own words, without anything about the patient
         */
        record Refused(String why) implements Answer {}
    }
}
