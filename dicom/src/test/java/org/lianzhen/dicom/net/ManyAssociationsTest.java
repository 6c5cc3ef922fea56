package org.lianzhen.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.lianzhen.dicom.net.RawPdus.COMMAND;
import static org.lianzhen.dicom.net.RawPdus.LAST;
import static org.lianzhen.dicom.net.RawPdus.STORE;
import static org.lianzhen.dicom.net.RawPdus.pData;
import static org.lianzhen.dicom.net.RawPdus.pattern;
import static org.lianzhen.dicom.net.RawPdus.pdv;
import static org.lianzhen.dicom.net.TestServer.get;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.dimse.Status;

/** Thousands of slow peers on a handful of threads, and nobody waits for them. */
class ManyAssociationsTest {
    private static final int IDLE = 2_000;
    private static final int TRICKLING = 1_000;
    private static final int NEWCOMERS = 50;
    /** Both ends of every connection, and some for the rest of the process. */
    private static final long DESCRIPTORS = 2L * (IDLE + TRICKLING) + 500;
    /** Far more than an echo takes on a busy machine, far less than waiting for anybody. */
    private static final Duration AT_ONCE = Duration.ofSeconds(2);
    /** Each slow peer sends a drop this often. */
    private static final int ROUND_MILLIS = 250;
    private static final int IDLE_BYTES = 12 * 1024;

    private final List<RawPeer> peers = new ArrayList<>();

    @AfterEach
    void leave() {
        peers.forEach(RawPeer::close);
    }

    @Test
    void aNewcomerIsAnsweredAtOnceBesideThousandsOfSlowPeers() throws Exception {
        assumeThat(ManagementFactory.getOperatingSystemMXBean()).isInstanceOfSatisfying(
                UnixOperatingSystemMXBean.class, system -> assumeThat(system.getMaxFileDescriptorCount())
                        .as("this user may open enough sockets (ulimit -n)").isGreaterThan(DESCRIPTORS));
        try (TestServer server = TestServer.start(options -> options
                .with(new AssociationCaps(5_000, 5_000, 5_000, 5_000)))) {
            newcomer(server);
            int threads = Thread.activeCount();
            long before = heapInUse();
            associate(server, IDLE);
            assertThat((heapInUse() - before) / IDLE).as("bytes on the heap per idle association, both ends")
                    .isLessThan(IDLE_BYTES);
            associate(server, TRICKLING);
            List<RawPeer> trickling = peers.subList(IDLE, IDLE + TRICKLING);
            for (RawPeer peer : trickling) {
                peer.send(pData(pdv(STORE, COMMAND | LAST, RawPdus.storeCommand(1))));
            }
            assertThat(server.server().associations()).isBetween(IDLE + TRICKLING, IDLE + TRICKLING + 1);
            assertThat(Thread.activeCount()).as("threads").isLessThanOrEqualTo(threads);
            newcomersBeside(trickling, server);
            for (RawPeer peer : trickling) {
                peer.send(pData(pdv(STORE, LAST, pattern(2))));
            }
            for (RawPeer peer : trickling) {
                assertThat(peer.expectStatus()).isZero();
            }
        }
    }

    private void associate(TestServer server, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            peers.add(RawPeer.associate(server));
        }
    }

    private static void newcomersBeside(List<RawPeer> trickling, TestServer server) throws Exception {
        try (var clock = Executors.newSingleThreadScheduledExecutor()) {
            var trickle = clock.scheduleAtFixedRate(() -> trickle(trickling), 0, ROUND_MILLIS, TimeUnit.MILLISECONDS);
            for (int i = 0; i < NEWCOMERS; i++) {
                long start = System.nanoTime();
                newcomer(server);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
            }
            assertThat(trickle.isDone()).as("a slow peer was dropped").isFalse();
            clock.shutdownNow();
        }
    }

    private static void newcomer(TestServer server) {
        var client = TestClient.connect(server);
        assertThat(get(client.invoke(TestClient.echo(1)).finalStatus())).isEqualTo(Status.SUCCESS);
        get(client.association().release());
    }

    private static void trickle(List<RawPeer> peers) {
        byte[] drop = pData(pdv(STORE, 0, pattern(80)));
        for (RawPeer peer : peers) {
            try {
                peer.send(drop);
            } catch (IOException e) {
                throw new UncheckedIOException("a slow peer was dropped", e);
            }
        }
    }

    private static long heapInUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
