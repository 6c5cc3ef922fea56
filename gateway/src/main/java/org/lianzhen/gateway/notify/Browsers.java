package org.lianzhen.gateway.notify;

import java.util.concurrent.CompletionStage;

/** Pages that people have open. */
@FunctionalInterface
public interface Browsers {

    /**
     * Shows a message in the pages of its person, with sound and a notice on the desktop.
     *
     * @return whether one of them took it
     */
    CompletionStage<Boolean> show(String account, Message message);

    /** The same as a channel. */
    default Channel channel() {
        return message -> show(message.person().account(), message).<Channel.Outcome>thenApply(taken -> taken
                ? new Channel.Outcome.Delivered("shown")
                : new Channel.Outcome.Failed("no page is open"))
                .exceptionally(fault -> new Channel.Outcome.Failed(String.valueOf(fault.getMessage())));
    }
}
