package org.lianzhen.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lianzhen.dicom.net.RawPdus.COMMAND;
import static org.lianzhen.dicom.net.RawPdus.ECHO;
import static org.lianzhen.dicom.net.RawPdus.LAST;
import static org.lianzhen.dicom.net.RawPdus.STORE;
import static org.lianzhen.dicom.net.RawPdus.bytes;
import static org.lianzhen.dicom.net.RawPdus.echo;
import static org.lianzhen.dicom.net.RawPdus.pData;
import static org.lianzhen.dicom.net.RawPdus.pattern;
import static org.lianzhen.dicom.net.RawPdus.pdv;
import static org.lianzhen.dicom.net.TestServer.get;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dimse.CEchoRq;
import org.lianzhen.dicom.dimse.DimseRequest;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;

/** Peers that say one thing after another without sense: no fault of ours, nothing left behind, everybody told the end. */
class RandomPeersTest {
    private static final long SEED = 20_260_101;
    private static final int PEERS = Boolean.getBoolean("long") ? 20_000 : 600;
    private static final int MOST_WORDS = 8;
    private static final List<byte[]> WORDS = List.of(RawPdus.ASSOCIATE_RQ, RawPdus.ASSOCIATE_RQ, RawPdus.RELEASE_RQ,
            RawPdus.RELEASE_RP, RawPdus.ABORT, echo(1), echo(2),
            RawPdus.store(3, pattern(500)),
            pData(pdv(STORE, COMMAND | LAST, RawPdus.storeCommand(4))),
            pData(pdv(STORE, 0, pattern(100))),
            pData(pdv(STORE, LAST, pattern(10))),
            pData(pdv(ECHO, COMMAND, RawPdus.echoCommand(5))),
            pData(pdv(ECHO, COMMAND | LAST, bytes())),
            pData(pdv(STORE, 0, bytes())),
            pData(),
            echoResponse(1), echoResponse(2), echoResponse(5),
            bytes(2, 0, 0, 0, 0, 0),
            bytes(3, 0, 0, 0, 0, 4, 0, 1, 1, 1),
            bytes(9, 0, 0, 0, 0, 0),
            bytes(4, 0, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0));

    private static byte[] echoResponse(int messageId) {
        return pData(pdv(ECHO, COMMAND | LAST,
                RawPdus.command(new CEchoRq(messageId, SopClass.Verification).respond(Outcome.SUCCESS))));
    }

    private final AtomicInteger sinks = new AtomicInteger();
    private final AtomicInteger sinkEnds = new AtomicInteger();
    private final AtomicInteger associations = new AtomicInteger();
    private final AtomicInteger associationEnds = new AtomicInteger();

    @Test
    void noPeerUpsetsTheServer() throws Exception {
        var random = new Random(SEED);
        var quick = Timeouts.STANDARD.with(Deadline.CLOSE, Duration.ofMillis(50));
        try (var log = new LogCapture();
                TestServer server = TestServer.start(TestServer.accepting(new Counting(random)),
                        options -> options.with(options.association().withTimeouts(quick)))) {
            for (int i = 0; i < PEERS; i++) {
                try (RawPeer peer = RawPeer.connect(server.address())) {
                    if (random.nextInt(4) > 0) {
                        peer.send(RawPdus.ASSOCIATE_RQ);
                    }
                    speak(peer, random);
                }
            }
            Condition.await("every peer is gone", () -> server.server().connections() == 0);
            assertThat(log.lines("ERROR")).isEmpty();
            assertThat(server.server().associations()).isZero();
            assertThat(associations.get()).isGreaterThan(PEERS / 10);
            assertThat(associationEnds).hasValue(associations.get());
            assertThat(sinks.get()).isGreaterThan(PEERS / 20);
            assertThat(sinkEnds).hasValue(sinks.get());
            assertThat(get(TestClient.connect(server).invoke(TestClient.echo(1)).finalStatus()))
                    .isIn(Status.SUCCESS, Status.PROCESSING_FAILURE);
        }
    }

    @Test
    void noPeerUpsetsTheClient() throws Exception {
        var random = new Random(SEED);
        var quick = Timeouts.STANDARD.with(Deadline.CLOSE, Duration.ofMillis(50));
        try (var log = new LogCapture(); FakeScp scp = new FakeScp(); EventLoops loops = EventLoops.start(1)) {
            for (int i = 0; i < PEERS / 3; i++) {
                var connecting = scp.beConnected(loops,
                        options -> options.with(options.association().withTimeouts(quick)));
                try (RawPeer peer = scp.accept()) {
                    Association association = get(connecting).orThrow();
                    List<Responses> operations = List.of(new Responses(), new Responses(), new Responses());
                    association.invoke(TestClient.echo(1), operations.get(0));
                    association.invoke(TestClient.store(2, ChunkSource.of(pattern(3_000))), operations.get(1));
                    association.invoke(TestClient.echo(5), operations.get(2));
                    speak(peer, random);
                    get(association.ended());
                    get(CompletableFuture.runAsync(() -> {
                        assertThat(operations).extracting(Responses::ends).containsOnly(1);
                    }, association.loop()));
                }
            }
            assertThat(log.lines("ERROR")).isEmpty();
        }
    }

    private static void speak(RawPeer peer, Random random) {
        try {
            for (int words = random.nextInt(MOST_WORDS); words > 0; words--) {
                byte[] word = WORDS.get(random.nextInt(WORDS.size())).clone();
                if (random.nextInt(6) == 0 && word.length > 6) {
                    word[random.nextInt(word.length)] = (byte) random.nextInt();
                }
                peer.send(word);
            }
            peer.socket().shutdownOutput();
            peer.socket().getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException closedByTheServer) {
            assertThat(closedByTheServer).isNotNull();
        }
    }

    /** Answers, now and then with a fault of its own, and counts what begins and what ends. */
    private final class Counting implements AssociationListener {
        private final Random random;

        Counting(Random random) {
            this.random = random;
        }

        @Override
        public void onEstablished(Association association) {
            associations.incrementAndGet();
        }

        @Override
        public DataSetSink onRequest(Association association, int contextId, DimseRequest request) {
            Runnable answer = () -> association.respond(contextId, request.respond(Outcome.SUCCESS), null);
            if (!request.hasDataSet()) {
                answer.run();
                return null;
            }
            if (random.nextInt(8) == 0) {
                answer.run();
                return null;
            }
            sinks.incrementAndGet();
            return new CountingSink(answer);
        }

        @Override
        public void onEnded(Association association, AssociationEnd end) {
            associationEnds.incrementAndGet();
        }
    }

    private final class CountingSink implements DataSetSink {
        private final Runnable answer;

        CountingSink(Runnable answer) {
            this.answer = answer;
        }

        @Override
        public void onChunk(ByteBuf chunk) {
            chunk.release();
        }

        @Override
        public void onEnd() {
            sinkEnds.incrementAndGet();
            answer.run();
        }

        @Override
        public void onAborted(Throwable cause) {
            sinkEnds.incrementAndGet();
        }
    }
}
