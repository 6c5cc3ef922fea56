package org.lianzhen.dicom.net;

import io.netty.channel.Channel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Comes back to a channel's event loop. A fault on the way is never lost: it reaches the channel's handler as if thrown while
 * reading.
 */
final class OnLoop {
    private OnLoop() {}

    /** Runs at once if we are on the loop, soon otherwise. */
    static void run(Channel channel, Runnable work) {
        if (channel.eventLoop().inEventLoop()) {
            work.run();
        } else {
            CompletableFuture.runAsync(work, channel.eventLoop()).exceptionally(fault -> report(channel, fault));
        }
    }

    /**
     * Calls something asynchronous of others and hands its result, or its fault, to the loop; at once if it is there. Throwing
     * and failing are the same.
     */
    static <T> void await(Channel channel, Supplier<CompletionStage<T>> call,
            BiConsumer<@Nullable T, @Nullable Throwable> then) {
        CompletableFuture.completedStage(null).thenCompose(ignored -> call.get())
                .handle((result, fault) -> {
                    run(channel, () -> then.accept(result, fault));
                    return null;
                }).exceptionally(fault -> report(channel, fault));
    }

    private static @Nullable Void report(Channel channel, Throwable fault) {
        Throwable cause = fault.getCause();
        channel.pipeline().fireExceptionCaught(cause == null ? fault : cause);
        return null;
    }
}
