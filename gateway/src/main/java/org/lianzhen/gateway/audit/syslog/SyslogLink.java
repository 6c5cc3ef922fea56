package org.lianzhen.gateway.audit.syslog;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A connection with a syslog server. Blocks, never for longer than its limit. For one thread. */
final class SyslogLink implements AutoCloseable {
    private static final String[] VERSIONS = { "TLSv1.3", "TLSv1.2" };

    /** Bytes; small, so that little is lost with a connection. */
    private static final int SEND_BUFFER = 32 * 1024;

    private final SSLSocket socket;
    private final OutputStream out;
    private final Duration limit;
    private volatile boolean gone;

    private SyslogLink(SSLSocket socket, Duration limit) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.limit = limit;
    }

    /** The server's certificate must be for the host that was asked for. */
    static SyslogLink open(InetSocketAddress server, SSLContext tls, Duration limit) throws IOException {
        var plain = new Socket();
        try {
            int millis = Math.toIntExact(limit.toMillis());
            plain.setSendBufferSize(SEND_BUFFER);
            plain.connect(new InetSocketAddress(server.getHostString(), server.getPort()), millis);
            plain.setSoTimeout(millis);
            var socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, server.getHostString(),
                    server.getPort(), true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            parameters.setProtocols(VERSIONS);
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            var link = new SyslogLink(socket, limit);
            Thread.ofVirtual().name("audit syslog end").start(link::watch);
            return link;
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    /** Servers of syslog say nothing: whatever can be read is the end of the connection. */
    private void watch() {
        try {
            socket.setSoTimeout(0);
            InputStream in = socket.getInputStream();
            while (in.read() >= 0) {
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            gone = true;
        }
        gone = true;
    }

    /** Whether the server is known to have gone. */
    boolean isGone() {
        return gone;
    }

    /** @throws IOException when the network has not taken all within the limit; the connection is of no use any more */
    void send(byte[] frame) throws IOException {
        if (gone) {
            throw new IOException("the server has closed the connection");
        }
        within(() -> {
            out.write(frame);
            out.flush();
        });
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private void within(Work work) throws IOException {
        Executor later = CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS,
                task -> Thread.ofVirtual().start(task));
        CompletableFuture<Void> guard = CompletableFuture.runAsync(this::cut, later);
        try {
            work.run();
        } finally {
            guard.cancel(false);
        }
    }

    /** Without a word to the server, so that it does not wait for what does not move. */
    private void cut() {
        gone = true;
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        within(socket::close);
    }
}
