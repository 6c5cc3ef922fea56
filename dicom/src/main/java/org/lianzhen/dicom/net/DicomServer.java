package org.lianzhen.dicom.net;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Accepts associations on one port for any number of AE titles. */
public final class DicomServer {
    private DicomServer() {}

    /**
     * Starts to listen.
     *
     * @return fails with a {@link java.net.BindException} if the port is taken
     */
    public static CompletionStage<DicomServer> listen(EventLoops loops, ServerOptions options) {
        throw new UnsupportedOperationException(loops + " " + options);
    }

    /** Where it listens, with the port picked. */
    public InetSocketAddress address() {
        throw new UnsupportedOperationException();
    }

    /** Established associations at this moment. */
    public int associations() {
        throw new UnsupportedOperationException();
    }

    /** TCP connections at this moment, including those without an association yet or any more. */
    public int connections() {
        throw new UnsupportedOperationException();
    }

    /**
     * Stops accepting, lets running operations end, releases every association, and aborts what is left after the limit.
     *
     * @return completes when the last connection is closed
     */
    public CompletionStage<Void> stop(Duration limit) {
        throw new UnsupportedOperationException();
    }
}
