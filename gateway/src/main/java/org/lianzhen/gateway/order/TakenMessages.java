package org.lianzhen.gateway.order;

import java.util.concurrent.CompletionStage;

/** Remembers for a month which messages of programs were taken, so that one that comes again does nothing. */
public interface TakenMessages {

    CompletionStage<Boolean> isKnown(Key message);

    CompletionStage<Void> note(Key message);

    /**
     * Which message.
     *
     * @param sender code of the program
     * @param controlId as it numbers its messages
     * @param digest of what it says: some programs begin their numbers anew
     */
    record Key(String sender, String controlId, String digest) {}
}
