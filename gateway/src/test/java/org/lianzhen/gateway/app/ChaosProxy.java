package org.lianzhen.gateway.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/** A line that is as bad as a test wants it, between somebody who calls and a server. */
final class ChaosProxy implements AutoCloseable {
    private static final int PIECE = 16 * 1024;

    private final InetSocketAddress server;
    private final ServerSocket listener;
    private final List<Long> calls = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final ReentrantLock pace = new ReentrantLock();
    private volatile Line line = Line.GOOD;
    private long freeAt = System.nanoTime();

    /**
     * How the line is.
     *
     * @param latencyMillis that each piece takes longer
     * @param bytesPerSecond of all connections together, from the caller to the server; 0 for as many as there are
     * @param cutAfter bytes of a connection from the caller; -1 for never
     * @param cut how it ends then
     */
    record Line(int latencyMillis, long bytesPerSecond, long cutAfter, Cut cut) {
        static final Line GOOD = new Line(0, 0, -1, Cut.CLOSE);

        static Line slow(int latencyMillis, long bytesPerSecond) {
            return new Line(latencyMillis, bytesPerSecond, -1, Cut.CLOSE);
        }

        static Line cut(Cut cut, long after) {
            return new Line(0, 0, after, cut);
        }
    }

    /** Ways for a connection to end. */
    enum Cut {
        CLOSE, RESET,
        /** Nothing comes through any more, and nobody is told. */
        SILENCE
    }

    ChaosProxy(String host, InetSocketAddress server) throws IOException {
        this.server = server;
        this.listener = new ServerSocket(0, 50, InetAddress.getByName(host));
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** For what comes from now on. */
    void become(Line other) {
        line = other;
    }

    /** When it was called, in nanoseconds. */
    List<Long> calls() {
        return List.copyOf(calls);
    }

    /** Ends of connections that are open, of which there are two of each. */
    long open() {
        return open.stream().filter(socket -> !socket.isClosed()).count();
    }

    /** Times between two calls that were at least so long. */
    long pauses(Duration least) {
        List<Long> all = calls();
        return IntStream.range(1, all.size()).filter(i -> all.get(i) - all.get(i - 1) >= least.toNanos()).count();
    }

    private void accept() {
        try {
            while (true) {
                Socket caller = listener.accept();
                calls.add(System.nanoTime());
                open.add(caller);
                Thread.ofVirtual().start(() -> serve(caller));
            }
        } catch (IOException e) {
            closeAll();
        }
    }

    private void serve(Socket caller) {
        try {
            var callee = new Socket();
            open.add(callee);
            callee.connect(server, 5000);
            // otherwise small pieces wait for each other, 40 ms each time
            caller.setTcpNoDelay(true);
            callee.setTcpNoDelay(true);
            Thread.ofVirtual().start(() -> {
                try {
                    answers(callee, caller);
                } catch (IOException e) {
                    close(caller);
                }
            });
            requests(caller, callee);
        } catch (IOException e) {
            close(caller);
        }
    }

    private void answers(Socket from, Socket to) throws IOException {
        InputStream in = from.getInputStream();
        byte[] piece = new byte[PIECE];
        for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
            delay();
            if (line.cut() == Cut.SILENCE && line.cutAfter() >= 0) {
                return;
            }
            to.getOutputStream().write(piece, 0, count);
        }
        close(to);
    }

    private void requests(Socket from, Socket to) throws IOException {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] piece = new byte[PIECE];
        long passed = 0;
        for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
            Line now = line;
            passed += count;
            if (now.cutAfter() >= 0 && passed > now.cutAfter()) {
                end(from, to, now.cut());
                return;
            }
            delay();
            wait(count, now.bytesPerSecond());
            out.write(piece, 0, count);
        }
        close(to);
    }

    private void delay() {
        LockSupport.parkNanos(line.latencyMillis() * 1_000_000L);
    }

    /** All who send share the line. */
    private void wait(int count, long bytesPerSecond) {
        if (bytesPerSecond > 0) {
            LockSupport.parkNanos(reserve(count, bytesPerSecond) - System.nanoTime());
        }
    }

    /** Until when it takes. */
    private long reserve(int count, long bytesPerSecond) {
        pace.lock();
        try {
            freeAt = Math.max(freeAt, System.nanoTime()) + count * 1_000_000_000L / bytesPerSecond;
            return freeAt;
        } finally {
            pace.unlock();
        }
    }

    private static void end(Socket from, Socket to, Cut cut) throws IOException {
        switch (cut) {
            // for good, whatever the line is later: no line lets through what follows lost bytes
            case SILENCE -> from.getInputStream().transferTo(OutputStream.nullOutputStream());
            case RESET -> {
                from.setSoLinger(true, 0);
                to.setSoLinger(true, 0);
            }
            case CLOSE -> {
                // nothing but that
            }
        }
        close(from);
        close(to);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void closeAll() {
        open.forEach(ChaosProxy::close);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        closeAll();
    }
}
