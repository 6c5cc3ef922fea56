package org.lianzhen.gateway.http.notice.send;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.lianzhen.gateway.http.Answers;
import org.lianzhen.gateway.notify.Channel.Outcome;

/** What channels over HTTP have in common: a call is made up with secrets, which are read aside, and its answer is judged. */
final class Sending {
    static final Outcome NOT_SET_UP = new Outcome.Refused("this channel is not set up");

    private Sending() {}

    /** Makes a call up. */
    interface Recipe {
        Call call() throws IOException;
    }

    /** Says what an answer means. */
    interface Judge {
        Outcome outcome(Call.Answer answer);
    }

    static CompletionStage<Outcome> send(Calls calls, Recipe recipe, Judge judge) {
        return Answers.aside(() -> made(recipe)).thenCompose(call -> calls.make(call).toCompletionStage())
                .thenApply(judge::outcome).exceptionally(fault -> new Outcome.Failed(inWords(fault)));
    }

    private static Call made(Recipe recipe) {
        try {
            return recipe.call();
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    /** Without what an exception may quote of an address or a secret but the name of a file. */
    private static String inWords(Throwable fault) {
        Throwable cause = fault instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : fault;
        return cause instanceof IOException ? String.valueOf(cause) : cause.getClass().getSimpleName();
    }
}
