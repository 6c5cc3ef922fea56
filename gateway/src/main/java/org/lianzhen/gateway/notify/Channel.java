package org.lianzhen.gateway.notify;

import java.util.concurrent.CompletionStage;

/** One way on which people are told. */
@FunctionalInterface
public interface Channel {

    /** Sends a message. Never blocks; completed within the deadline of the channel, never exceptionally. */
    CompletionStage<Outcome> send(Message message);

    /** What became of it. */
    sealed interface Outcome {
        /**
         * It was taken.
         *
         * @param detail for administrators, without phone numbers
         */
        record Delivered(String detail) implements Outcome {}

        /** It was refused, and would be again. */
        record Refused(String detail) implements Outcome {}

        /** It did not work this time. */
        record Failed(String detail) implements Outcome {}
    }
}
