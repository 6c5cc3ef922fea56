package org.lianzhen.gateway.app;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Callers of the DICOM and of the web port who mean no good: noise, other protocols, lengths that lie, requests that stop halfway. */
final class HostilePeers implements AutoCloseable {
    private static final int AT_ONCE = 4;
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int PATIENCE_MILLIS = 2_000;
    private static final byte[] A_PDU_OF_FOUR_GIBIBYTES = HexFormat.of().parseHex("0100FFFFFFFF00010000");
    private static final byte[] DATA_BEFORE_ANY_ASSOCIATION = HexFormat.of().parseHex("04000000000600000002010300");

    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final int dicom;
    private final int web;
    private volatile boolean stopped;

    HostilePeers(int dicom, int web) {
        this.dicom = dicom;
        this.web = web;
    }

    void start() {
        for (int i = 0; i < AT_ONCE; i++) {
            var random = new Random(i);
            threads.add(Thread.ofVirtual().start(() -> {
                while (!stopped) {
                    call(random);
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            }));
        }
    }

    private void call(Random random) {
        boolean toWeb = random.nextInt(3) == 0;
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), toWeb ? web : dicom)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            if (random.nextInt(4) == 0) {
                socket.setSoLinger(true, 0);
            }
            socket.getOutputStream().write(toWeb ? webNonsense(random) : dicomNonsense(random));
            calls.incrementAndGet();
            socket.getInputStream().read(new byte[1000]);
        } catch (SocketTimeoutException e) {
            calls.incrementAndGet();
        } catch (IOException e) {
            // being thrown out is what such a caller has to expect
            calls.incrementAndGet();
        }
    }

    private static byte[] dicomNonsense(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> A_PDU_OF_FOUR_GIBIBYTES;
            case 1 -> DATA_BEFORE_ANY_ASSOCIATION;
            case 2 -> "GET / HTTP/1.1\r\nHost: pacs\r\n\r\n".getBytes(US_ASCII);
            default -> noise(random);
        };
    }

    private static byte[] webNonsense(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> "POST /dicom-web/studies HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n--"
                    .getBytes(US_ASCII);
            case 1 -> "GET /dicom-web/studies/../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII);
            case 2 -> "GET /dicom-web/studies HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer stolen\r\n\r\n"
                    .getBytes(US_ASCII);
            default -> noise(random);
        };
    }

    private static byte[] noise(Random random) {
        byte[] bytes = new byte[1 + random.nextInt(2000)];
        random.nextBytes(bytes);
        return bytes;
    }

    int calls() {
        return calls.get();
    }

    void stop() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Override
    public void close() {
        stopped = true;
    }
}
