package org.lianzhen.gateway.postgres.audit;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** A syslog server over TLS that keeps what it is sent, and hangs up when a test wants it. */
final class SyslogServer implements AutoCloseable {
    private static final int RECEIVE_BUFFER = 32 * 1024;

    private final SSLServerSocket listening;
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile int hangUpAfter = Integer.MAX_VALUE;

    /** @param port 0 picks a free one */
    SyslogServer(SSLContext tls, int port, boolean needsCertificate) throws IOException {
        listening = (SSLServerSocket) tls.getServerSocketFactory().createServerSocket();
        listening.setReceiveBufferSize(RECEIVE_BUFFER);
        listening.setReuseAddress(true);
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5);
        listening.setNeedClientAuth(needsCertificate);
        Thread.ofVirtual().name("syslog server").start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Every message in the order it came, also those that came twice. */
    List<String> messages() {
        return messages;
    }

    int connections() {
        return connections.get();
    }

    /** Of connections that did not come about. */
    List<String> faults() {
        return faults;
    }

    /** Hangs up after so many messages of each connection. */
    void hangUpAfter(int count) {
        hangUpAfter = count;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                open.add(socket);
                Thread.ofVirtual().name("syslog connection").start(() -> take(socket));
            } catch (SocketException closed) {
                return;
            } catch (IOException e) {
                faults.add(e.toString());
            }
        }
    }

    private void take(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            int count = 0;
            while (count < hangUpAfter) {
                messages.add(frame(in, count == 0));
                count++;
            }
        } catch (EOFException end) {
            open.remove(socket);
        } catch (IOException e) {
            faults.add(e.toString());
        }
    }

    private String frame(InputStream in, boolean first) throws IOException {
        var length = new StringBuilder();
        int read = in.read();
        if (read < 0) {
            throw new EOFException();
        }
        if (first) {
            connections.incrementAndGet();
        }
        for (int c = read; c != ' '; c = in.read()) {
            if (c < '0' || c > '9' || length.length() > 6) {
                throw new IOException("no length: " + length + (char) c);
            }
            length.append((char) c);
        }
        return new String(in.readNBytes(Integer.parseInt(length.toString())), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
