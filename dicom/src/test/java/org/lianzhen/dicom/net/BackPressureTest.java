package org.lianzhen.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.lianzhen.dicom.net.RawPdus.LAST;
import static org.lianzhen.dicom.net.RawPdus.STORE;
import static org.lianzhen.dicom.net.RawPdus.pData;
import static org.lianzhen.dicom.net.RawPdus.pattern;
import static org.lianzhen.dicom.net.RawPdus.pdv;
import static org.lianzhen.dicom.net.TestClient.store;
import static org.lianzhen.dicom.net.TestServer.get;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.dimse.Status;

/** Nobody is flooded: not we, when our disk is slow, and not the peer, when its is. */
class BackPressureTest {
    private static final int MEGABYTE = 1 << 20;

    @Test
    void whileReadingIsHeldThePeerIsStoppedByTcp() throws Exception {
        try (TestServer server = TestServer.start(); RawPeer peer = RawPeer.associate(server);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            server.service().await("established");
            Association association = server.service().association();
            peer.send(pData(pdv(STORE, RawPdus.COMMAND | LAST, RawPdus.storeCommand(1))));
            server.service().await("request");
            ReadHold hold = association.holdReads();
            var sent = new AtomicLong();
            var sending = threads.submit(() -> sendMegabytes(peer, 64, sent));
            long stopped = waitUntilStill(sent::get);
            assertThat(stopped).isLessThan(64L * MEGABYTE);
            assertThat(association.traffic().received()).isLessThan(2 * MEGABYTE);
            hold.release();
            hold.release();
            sending.get(20, TimeUnit.SECONDS);
            assertThat(peer.expectStatus()).isZero();
            assertThat(server.service().dataSet(1)).hasSize(64 * MEGABYTE);
        }
    }

    private static Void sendMegabytes(RawPeer peer, int count, AtomicLong sent) throws IOException {
        byte[] megabyte = pattern(MEGABYTE);
        for (int i = 1; i <= count; i++) {
            peer.send(pData(pdv(STORE, i == count ? LAST : 0, megabyte)));
            sent.addAndGet(MEGABYTE);
        }
        return null;
    }

    /** Waits until a figure does not change any more for a good while. */
    private static long waitUntilStill(LongSupplier figure) {
        long[] last = { -1, System.nanoTime() };
        Condition.await("it stands still", () -> {
            long now = figure.getAsLong();
            if (now != last[0]) {
                last[0] = now;
                last[1] = System.nanoTime();
            }
            return System.nanoTime() - last[1] > TimeUnit.MILLISECONDS.toNanos(300);
        });
        return last[0];
    }

    @Test
    void everyHoldMustBeReleased() throws Exception {
        try (TestServer server = TestServer.start(); RawPeer peer = RawPeer.associate(server)) {
            server.service().await("established");
            Association association = server.service().association();
            ReadHold first = association.holdReads();
            ReadHold second = association.holdReads();
            // from another thread a hold takes effect soon, not at once
            get(CompletableFuture.runAsync(() -> {}, association.loop()));
            peer.send(RawPdus.echo(1));
            first.release();
            first.release();
            get(CompletableFuture.runAsync(() -> assertThat(server.service().all("request")).isEmpty(),
                    association.loop()));
            second.release();
            assertThat(peer.expectStatus()).isZero();
        }
    }

    @Test
    void aHoldDoesNotHideThatTheAssociationIsAborted() throws Exception {
        try (TestServer server = TestServer.start(); RawPeer peer = RawPeer.associate(server)) {
            server.service().await("established");
            server.service().association().holdReads();
            server.service().association().abort("test");
            peer.expectAbort(0, 0);
            peer.expectClosed();
            Condition.await("the connection is gone", () -> server.server().connections() == 0);
        }
    }

    @Test
    void aSourceIsAskedOnlyForWhatThePeerTakes() throws Exception {
        try (FakeScp scp = new FakeScp(); EventLoops loops = EventLoops.start(1)) {
            var connecting = scp.beConnected(loops);
            try (RawPeer peer = scp.accept()) {
                Association association = get(connecting).orThrow();
                var source = ChunkSource.of(pattern(64 * MEGABYTE));
                association.invoke(store(1, source), new Responses());
                long asked = waitUntilStill(source::drawn);
                assertThat(asked).isLessThan(32L * MEGABYTE);
                peer.expect(RawPeer.P_DATA);
                association.abort("seen enough");
                get(association.ended());
                assertThat(source.timesClosed()).isEqualTo(1);
            }
        }
    }

    @Test
    void theOperatingSystemHoldsLittleThatIsUnsent() throws Exception {
        assumeTrue(Epoll.isAvailable(), "only epoll sockets can limit that");
        try (FakeScp scp = new FakeScp().withReceiveBuffer(32 * 1024); EventLoops loops = EventLoops.start(1)) {
            var connecting = scp.beConnected(loops);
            try (RawPeer peer = scp.accept()) {
                Association association = get(connecting).orThrow();
                var source = ChunkSource.of(pattern(64 * MEGABYTE));
                association.invoke(store(1, source), new Responses());
                assertThat(waitUntilStill(source::drawn)).isLessThan(MEGABYTE);
                association.abort("seen enough");
                assertThat(peer.socket().isConnected()).isTrue();
            }
        }
    }

    @Test
    void aSlowSourceHoldsUpNothingElse() throws Exception {
        try (TestServer server = TestServer.start()) {
            var slow = TestClient.connect(server);
            var other = TestClient.connect(server);
            var rest = new CompletableFuture<ByteBuf>();
            var stored = slow.invoke(store(1, new StalledSource(pattern(100), rest)));
            assertThat(get(other.invoke(TestClient.echo(1)).finalStatus())).isEqualTo(Status.SUCCESS);
            rest.complete(Unpooled.wrappedBuffer(pattern(100)));
            assertThat(get(stored.finalStatus())).isEqualTo(Status.SUCCESS);
            assertThat(server.service().dataSet(1)).hasSize(200);
        }
    }

    @Test
    void aSourceMayAnswerFromAnotherThread() throws Exception {
        byte[] dataSet = pattern(3 * MEGABYTE);
        try (TestServer server = TestServer.start(); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var inner = new ChunkSource(dataSet, 50_000);
            DataSetSource source = new DataSetSource() {
                @Override
                public CompletionStage<ByteBuf> next(int maxBytes) {
                    return CompletableFuture.supplyAsync(() -> get(inner.next(maxBytes)), threads);
                }

                @Override
                public void close() {
                    inner.close();
                }
            };
            var stored = TestClient.connect(server).invoke(store(1, source));
            assertThat(get(stored.finalStatus())).isEqualTo(Status.SUCCESS);
            assertThat(server.service().dataSet(1)).isEqualTo(dataSet);
            assertThat(inner.timesClosed()).isEqualTo(1);
        }
    }
}
