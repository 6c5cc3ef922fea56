package org.lianzhen.gateway.app;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Callers of the DICOM and of the web port who mean no good: noise, other protocols, lengths that lie, requests that stop halfway. */
final class HostilePeers {
    private static final Logger LOG = LoggerFactory.getLogger(HostilePeers.class);
    private static final int AT_ONCE = 4;
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int PATIENCE_MILLIS = 2_000;
    private static final byte[] A_PDU_OF_FOUR_GIBIBYTES = HexFormat.of().parseHex("0100FFFFFFFF00010000");
    private static final byte[] DATA_BEFORE_ANY_ASSOCIATION = HexFormat.of().parseHex("04000000000600000002010300");

    private final Workers workers;
    private final AtomicInteger calls = new AtomicInteger();
    private final int dicom;
    private final int web;

    HostilePeers(Workers workers, int dicom, int web) {
        this.workers = workers;
        this.dicom = dicom;
        this.web = web;
    }

    void start() {
        for (int i = 0; i < AT_ONCE; i++) {
            var random = new Random(i);
            workers.start(() -> {
                call(random);
                workers.pause(PAUSE);
            });
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
            socket.getInputStream().read(new byte[1000]);
        } catch (IOException e) {
            LOG.trace("Being thrown out is what such a caller has to expect", e);
        } finally {
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
}
