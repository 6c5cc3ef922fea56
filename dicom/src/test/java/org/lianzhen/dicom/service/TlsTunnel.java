package org.lianzhen.dicom.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/**
 * Adds TLS on one side of connections for programs that have none, as hospitals do it with stunnel. It uses the sockets of the
 * Java runtime, nothing of ours.
 */
final class TlsTunnel implements AutoCloseable {
    private static final int BACKLOG = 50;

    private final ServerSocket listening;
    private final Connector connector;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    @FunctionalInterface
    private interface Connector {
        Socket connect() throws IOException;
    }

    private TlsTunnel(ServerSocket listening, Connector connector) {
        this.listening = listening;
        this.connector = connector;
        Thread.ofVirtual().name("tunnel").start(this::accept);
    }

    /** Takes plain connections at this address and makes TLS connections of them. */
    static TlsTunnel toTls(String ours, InetSocketAddress target, SSLContext context) {
        try {
            return new TlsTunnel(new ServerSocket(0, BACKLOG, InetAddress.getByName(ours)),
                    () -> context.getSocketFactory().createSocket(target.getAddress(), target.getPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes TLS connections at this address, from those who show a certificate, and makes plain ones of them. */
    static TlsTunnel fromTls(String ours, InetSocketAddress target, SSLContext context) {
        try {
            var secured = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, BACKLOG,
                    InetAddress.getByName(ours));
            secured.setNeedClientAuth(true);
            return new TlsTunnel(secured, () -> new Socket(target.getAddress(), target.getPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket near = listening.accept();
                open.add(near);
                Thread.ofVirtual().name("tunnel").start(() -> join(near));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void join(Socket near) {
        try (near; Socket far = connector.connect()) {
            open.add(far);
            Thread back = Thread.ofVirtual().name("tunnel").start(() -> copy(far, near));
            copy(near, far);
            back.join();
        } catch (IOException refused) {
            open.remove(near);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until one of them ends, which ends the other. */
    private static void copy(Socket from, Socket to) {
        try (InputStream in = from.getInputStream()) {
            in.transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException ended) {
            closeQuietly(to);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(TlsTunnel::closeQuietly);
    }
}
