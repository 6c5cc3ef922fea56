package org.lianzhen.gateway.link;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A connection that is closed when its time is over: a socket's own time-out begins anew with each byte that drips in. */
final class TimedSocket implements AutoCloseable {
    private final Socket socket = new Socket();
    private final InetSocketAddress address;
    private final Thread clock;
    private volatile boolean late;

    /** @param limit for connecting and for all that is said afterwards */
    TimedSocket(InetSocketAddress address, Duration limit) throws IOException {
        this.address = address;
        clock = Thread.ofVirtual().name("link-clock").start(() -> end(limit));
        try {
            socket.connect(address, Math.toIntExact(Math.max(1, limit.toMillis())));
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void end(Duration limit) {
        try {
            Thread.sleep(limit);
            late = true;
            socket.close();
        } catch (InterruptedException | IOException e) {
            // closed before
        }
    }

    Socket plain() {
        return socket;
    }

    /** TLS on it: a socket of its own below, since closing one of TLS waits for its handshake. */
    SSLSocket secure(SSLContext context) throws IOException {
        return (SSLSocket) context.getSocketFactory().createSocket(socket, address.getHostString(), address.getPort(),
                true);
    }

    /** Whether it was closed since its time was over. */
    boolean late() {
        return late;
    }

    @Override
    public void close() throws IOException {
        clock.interrupt();
        socket.close();
    }
}
