package org.lianzhen.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lianzhen.dicom.net.RawPdus.COMMAND;
import static org.lianzhen.dicom.net.RawPdus.ECHO;
import static org.lianzhen.dicom.net.RawPdus.LAST;
import static org.lianzhen.dicom.net.RawPdus.STORE;
import static org.lianzhen.dicom.net.RawPdus.pData;
import static org.lianzhen.dicom.net.RawPdus.pattern;
import static org.lianzhen.dicom.net.RawPdus.pdv;
import static org.lianzhen.dicom.net.TestClient.echo;
import static org.lianzhen.dicom.net.TestClient.store;
import static org.lianzhen.dicom.net.TestServer.get;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dimse.CEchoRq;
import org.lianzhen.dicom.dimse.CEchoRsp;
import org.lianzhen.dicom.dimse.CStoreRsp;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.net.ConnectResult.Step;

/** Every wait ends. */
class DeadlineTest {
    private static final Duration SHORT = Duration.ofMillis(150);
    private static final MinimumProgress FAST = new MinimumProgress(100_000, Duration.ofMillis(200));

    private static Timeouts only(Deadline deadline) {
        return Timeouts.STANDARD.with(deadline, SHORT);
    }

    @Test
    void silenceInsteadOfARequestIsClosed() throws Exception {
        try (var log = new LogCapture(); TestServer server = TestServer.start(only(Deadline.REQUEST));
                RawPeer peer = RawPeer.connect(server.address())) {
            peer.expectClosed();
            log.await("REQUEST deadline");
        }
    }

    @Test
    void tricklingDoesNotProlongTheTimeForARequestAndNobodyElseWaits() throws Exception {
        try (TestServer server = TestServer.start(only(Deadline.REQUEST));
                RawPeer slow = RawPeer.connect(server.address())) {
            byte[] half = Arrays.copyOf(RawPdus.ASSOCIATE_RQ, RawPdus.ASSOCIATE_RQ.length / 2);
            slow.send(Arrays.copyOf(half, 60));
            assertThat(get(TestClient.connect(server).invoke(echo(1)).finalStatus())).isEqualTo(Status.SUCCESS);
            slow.send(Arrays.copyOfRange(half, 60, half.length));
            slow.expectClosed();
        }
    }

    @Test
    void aDecisionThatNeverComesIsATransientRejection() throws Exception {
        try (TestServer server = TestServer.start(request -> new CompletableFuture<>(),
                options -> options.with(options.association().withTimeouts(only(Deadline.DECISION))));
                RawPeer peer = RawPeer.connect(server.address())) {
            peer.send(RawPdus.ASSOCIATE_RQ);
            peer.expectReject(2, 1, 1);
        }
    }

    @Test
    void anIdleAssociationIsAborted() throws Exception {
        try (TestServer server = TestServer.start(only(Deadline.IDLE)); RawPeer peer = RawPeer.associate(server)) {
            peer.expectAbort(0, 0);
            peer.expectClosed();
            assertThat(server.service().await("ended")).contains("IDLE");
        }
    }

    @Test
    void aRunningOperationIsNotIdle() throws Exception {
        try (TestServer server = TestServer.start(only(Deadline.IDLE)); RawPeer peer = RawPeer.associate(server);
                RawPeer idle = RawPeer.associate(server)) {
            server.service().answerWhenTold();
            peer.send(RawPdus.echo(1));
            server.service().await("request");
            idle.expectAbort(0, 0);
            server.service().answerNext();
            assertThat(peer.expectStatus()).isZero();
            peer.expectAbort(0, 0);
        }
    }

    @Test
    void bytesThatMakeNoMessageAreIdleToo() throws Exception {
        try (TestServer server = TestServer.start(only(Deadline.IDLE)); RawPeer peer = RawPeer.associate(server)) {
            peer.send(RawPdus.bytes(4, 0, 0));
            peer.expectAbort(0, 0);
        }
    }

    @Test
    void aCommandMustBeCompleteInTime() throws Exception {
        try (TestServer server = TestServer.start(only(Deadline.COMMAND)); RawPeer peer = RawPeer.associate(server)) {
            peer.send(pData(pdv(ECHO, COMMAND, RawPdus.echoCommand(1))));
            peer.expectAbort(0, 0);
            assertThat(server.service().await("ended")).contains("COMMAND");
        }
    }

    @Test
    void aDataSetThatComesTooSlowlyIsAborted() throws Exception {
        try (TestServer server = TestServer.start(Timeouts.STANDARD.with(FAST));
                RawPeer peer = RawPeer.associate(server)) {
            peer.send(pData(pdv(STORE, COMMAND | LAST, RawPdus.storeCommand(1)), pdv(STORE, 0, pattern(100))));
            peer.expectAbort(0, 0);
            assertThat(server.service().await("data set aborted")).contains("PROGRESS");
        }
    }

    @Test
    void aDataSetThatComesFastEnoughMayTakeAnyTime() throws Exception {
        var window = Duration.ofMillis(100);
        try (TestServer server = TestServer.start(Timeouts.STANDARD.with(new MinimumProgress(20_000, window)));
                RawPeer peer = RawPeer.associate(server); RawPeer clock = RawPeer.associate(server)) {
            peer.send(pData(pdv(STORE, COMMAND | LAST, RawPdus.storeCommand(1))));
            long end = System.nanoTime() + 5 * window.toNanos();
            int fragments = 0;
            while (System.nanoTime() < end) {
                peer.send(pData(pdv(STORE, 0, pattern(1_000))));
                clock.send(RawPdus.echo(1));
                clock.expectStatus();
                fragments++;
            }
            peer.send(pData(pdv(STORE, LAST, pattern(1_000))));
            assertThat(peer.expectStatus()).isZero();
            assertThat(server.service().dataSet(1)).hasSize((fragments + 1) * 1_000);
        }
    }

    @Test
    void aPeerThatDoesNotTakeOurDataIsAborted() throws Exception {
        try (FakeScp scp = new FakeScp(); EventLoops loops = EventLoops.start(1)) {
            var connecting = scp.beConnected(loops, options -> options.with(options.association()
                    .withTimeouts(Timeouts.STANDARD.with(FAST).with(Deadline.CLOSE, SHORT))));
            try (RawPeer peer = scp.accept()) {
                Association association = get(connecting).orThrow();
                var source = ChunkSource.of(pattern(64 << 20));
                var responses = new Responses();
                association.invoke(store(1, source), responses);
                assertThat(get(association.ended())).isInstanceOf(AssociationEnd.TimedOut.class)
                        .extracting(AssociationEnd::inWords).asString().contains("PROGRESS");
                assertThatThrownBy(() -> get(responses.finalStatus())).cause()
                        .isInstanceOf(AssociationEndedException.class);
                assertThat(source.timesClosed()).isEqualTo(1);
                assertThat(association.isOpen()).isFalse();
                assertThat(peer.socket().isConnected()).isTrue();
            }
        }
    }

    @Test
    void aResponseThatDoesNotComeAbortsTheAssociation() throws Exception {
        try (TestServer server = TestServer.start()) {
            server.service().answerWhenTold();
            var client = TestClient.connect(server);
            var responses = client.invoke(echo(1).withResponseDeadline(SHORT));
            assertThatThrownBy(() -> get(responses.finalStatus())).hasMessageContaining("RESPONSE");
            assertThat(server.service().await("ended")).contains("aborted by the peer");
        }
    }

    @Test
    void theResponseToALargeRequestMayTakeAsLongAsItsBytesMayStillBeUnderWay() throws Exception {
        var slowLine = Timeouts.STANDARD.with(new MinimumProgress(20_000, Duration.ofMinutes(1)));
        try (FakeScp scp = new FakeScp(); EventLoops loops = EventLoops.start(1)) {
            var connecting = scp.beConnected(loops,
                    options -> options.with(options.association().withTimeouts(slowLine)));
            try (RawPeer peer = scp.accept()) {
                Association association = get(connecting).orThrow();
                var stored = new Responses();
                association.invoke(store(1, ChunkSource.of(pattern(40_000))).withResponseDeadline(SHORT), stored);
                peer.expect(RawPeer.P_DATA);
                pass(loops, SHORT.multipliedBy(3));
                assertThat(stored.finalStatus()).isNotDone();
                peer.send(pData(pdv(STORE, COMMAND | LAST, RawPdus.command(new CStoreRsp(1, Outcome.SUCCESS,
                        SopClass.CTImageStorage, "1.2.3.1")))));
                assertThat(get(stored.finalStatus())).isEqualTo(Status.SUCCESS);
                var echoed = new Responses();
                association.invoke(echo(2).withResponseDeadline(SHORT), echoed);
                assertThatThrownBy(() -> get(echoed.finalStatus())).hasMessageContaining("RESPONSE");
            }
        }
    }

    @Test
    void aDataSetOfOursThatIsReadTooSlowlyIsNotBlamedOnThePeer() throws Exception {
        try (TestServer server = TestServer.start()) {
            var client = TestClient.connect(server, Timeouts.STANDARD.with(FAST));
            client.invoke(store(1, new StalledSource(pattern(100), new CompletableFuture<>())));
            assertThat(get(client.association().ended()).inWords()).contains("PROGRESS")
                    .contains("our data set is read too slowly");
        }
    }

    @Test
    void pendingResponsesForEverEndAtTheTotalDeadline() throws Exception {
        try (FakeScp scp = new FakeScp(); EventLoops loops = EventLoops.start(1)) {
            var connecting = scp.beConnected(loops);
            try (RawPeer peer = scp.accept()) {
                Association association = get(connecting).orThrow();
                var responses = new Responses();
                association.invoke(echo(1).withTotalDeadline(SHORT).withResponseDeadline(Duration.ofHours(1)),
                        responses);
                byte[] pending = RawPdus.command(new CEchoRsp(1, Outcome.of(Status.PENDING), null));
                peer.expect(RawPeer.P_DATA);
                for (int i = 0; i < 3; i++) {
                    peer.send(pData(pdv(ECHO, COMMAND | LAST, pending)));
                }
                peer.expectAbort(0, 0);
                assertThatThrownBy(() -> get(responses.finalStatus())).hasMessageContaining("TOTAL");
                assertThat(responses.all()).hasSize(3);
            }
        }
    }

    @Test
    void aResponseIsNotLateWhileThePeerSendsSomethingElse() throws Exception {
        try (FakeScp scp = new FakeScp(); EventLoops loops = EventLoops.start(1)) {
            scp.service().answerWhenTold();
            var connecting = scp.beConnected(loops);
            try (RawPeer peer = scp.accept()) {
                Association association = get(connecting).orThrow();
                var responses = new Responses();
                association.invoke(echo(1).withResponseDeadline(SHORT), responses);
                peer.expect(RawPeer.P_DATA);
                peer.send(pData(pdv(STORE, COMMAND | LAST, RawPdus.storeCommand(7)), pdv(STORE, 0, pattern(100))));
                scp.service().await("chunk");
                pass(loops, SHORT.multipliedBy(2));
                peer.send(pData(pdv(STORE, LAST, pattern(100))));
                scp.service().await("data set 7");
                pass(loops, SHORT.multipliedBy(2));
                assertThat(responses.finalStatus()).isNotDone();
                scp.service().answerNext();
                assertThat(peer.expectStatus()).isZero();
                peer.expectAbort(0, 0);
                assertThatThrownBy(() -> get(responses.finalStatus())).hasMessageContaining("RESPONSE");
            }
        }
    }

    /** Lets time pass on the loops: what was due before has happened then. */
    private static void pass(EventLoops loops, Duration time) {
        var passed = new CompletableFuture<Void>();
        loops.group().next().schedule(() -> passed.complete(null), time.toMillis(), TimeUnit.MILLISECONDS);
        get(passed);
    }

    @Test
    void aReleaseWaitsAnyTimeWhileDataMoves() throws Exception {
        try (TestServer server = TestServer.start(only(Deadline.OPERATIONS));
                RawPeer peer = RawPeer.associate(server)) {
            peer.send(pData(pdv(STORE, COMMAND | LAST, RawPdus.storeCommand(1)), pdv(STORE, 0, pattern(100))));
            server.service().await("chunk");
            server.service().association().release();
            pass(server.loops(), SHORT.multipliedBy(2));
            peer.send(pData(pdv(STORE, LAST, pattern(100))));
            assertThat(peer.expectStatus()).isZero();
            peer.expect(RawPeer.RELEASE_RQ);
        }
    }

    @Test
    void aReleaseThatIsNotAnsweredBecomesAnAbort() throws Exception {
        try (TestServer server = TestServer.start(only(Deadline.RELEASE)); RawPeer peer = RawPeer.associate(server)) {
            server.service().await("established");
            server.service().association().release();
            peer.expect(RawPeer.RELEASE_RQ);
            peer.expectAbort(0, 0);
            assertThat(server.service().await("ended")).contains("RELEASE");
        }
    }

    @Test
    void aReleaseIsNotLateWhileDataStillArrives() throws Exception {
        var limit = Duration.ofMillis(500);
        try (TestServer server = TestServer.start(Timeouts.STANDARD.with(Deadline.RELEASE, limit));
                RawPeer peer = RawPeer.associate(server)) {
            server.service().await("established");
            server.service().association().release();
            peer.expect(RawPeer.RELEASE_RQ);
            peer.send(pData(pdv(STORE, COMMAND | LAST, RawPdus.storeCommand(1)), pdv(STORE, 0, pattern(100))));
            server.service().await("chunk");
            pass(server.loops(), limit.multipliedBy(2));
            peer.send(pData(pdv(STORE, LAST, pattern(100))));
            server.service().await("data set 1: 200");
            peer.expectAbort(0, 0);
            assertThat(server.service().await("ended")).contains("RELEASE");
        }
    }

    @Test
    void messagesWithoutEndDoNotProlongARelease() throws Exception {
        try (TestServer server = TestServer.start(Timeouts.STANDARD.with(Deadline.RELEASE, Duration.ofMillis(500)));
                RawPeer peer = RawPeer.associate(server)) {
            server.service().await("established");
            server.service().association().release();
            peer.expect(RawPeer.RELEASE_RQ);
            for (int i = 1; i < 30 && server.service().all("ended").isEmpty(); i++) {
                peer.send(pData(pdv(STORE, COMMAND | LAST, RawPdus.storeCommand(i)), pdv(STORE, 0, pattern(2))));
                pass(server.loops(), Duration.ofMillis(10));
                peer.send(pData(pdv(STORE, LAST, pattern(2))));
                pass(server.loops(), Duration.ofMillis(100));
            }
            assertThat(server.service().all("ended")).singleElement().asString().contains("RELEASE");
        }
    }

    @Test
    void aReleaseDoesNotWaitForOperationsForEver() throws Exception {
        try (TestServer server = TestServer.start(only(Deadline.OPERATIONS));
                RawPeer peer = RawPeer.associate(server)) {
            server.service().answerWhenTold();
            peer.send(RawPdus.echo(1), RawPdus.RELEASE_RQ);
            peer.expectAbort(0, 0);
            assertThat(server.service().await("ended")).contains("OPERATIONS");
        }
    }

    @Test
    void afterOurAbortThePeerHasOnlySoMuchTimeToClose() throws Exception {
        try (TestServer server = TestServer.start(only(Deadline.CLOSE)); RawPeer peer = RawPeer.associate(server)) {
            server.service().await("established");
            server.service().association().abort("test");
            peer.expectAbort(0, 0);
            peer.expectClosed();
            Condition.await("the connection is gone", () -> server.server().connections() == 0);
        }
    }

    @Test
    void settingUpHasOneDeadlineInAll() throws Exception {
        try (FakeScp scp = new FakeScp(); EventLoops loops = EventLoops.start(1)) {
            var connecting = scp.beConnected(loops, options -> options
                    .with(options.association().withTimeouts(only(Deadline.SET_UP))));
            try (RawPeer peer = scp.takeConnection()) {
                peer.expect(1);
                assertThat(get(connecting)).isInstanceOfSatisfying(ConnectResult.Failed.class, failed -> {
                    assertThat(failed.step()).isEqualTo(Step.NEGOTIATION);
                    assertThat(failed.why()).contains("in time");
                });
                peer.expectAbort(0, 0);
                peer.expectClosed();
            }
        }
    }

    @Test
    void aHoldOfOursIsNotThePeersFault() throws Exception {
        try (TestServer server = TestServer.start(Timeouts.STANDARD.with(FAST));
                RawPeer peer = RawPeer.associate(server); RawPeer other = RawPeer.associate(server)) {
            CompletionStage<ReadHold> holding = server.service().holdAtDataSet(2);
            other.send(pData(pdv(STORE, COMMAND | LAST, RawPdus.storeCommand(2)), pdv(STORE, 0, pattern(100))));
            ReadHold hold = get(holding);
            peer.send(pData(pdv(STORE, COMMAND | LAST, RawPdus.storeCommand(1)), pdv(STORE, 0, pattern(100))));
            peer.expectAbort(0, 0);
            other.send(pData(pdv(STORE, LAST, pattern(100))));
            hold.release();
            assertThat(other.expectStatus()).isZero();
        }
    }

    @Test
    void responseTimesDoNotRunWhileWeHoldReading() throws Exception {
        try (FakeScp scp = new FakeScp(); EventLoops loops = EventLoops.start(1)) {
            var connecting = scp.beConnected(loops);
            try (RawPeer peer = scp.accept()) {
                Association association = get(connecting).orThrow();
                ReadHold hold = association.holdReads();
                var responses = new Responses();
                association.invoke(echo(1).withResponseDeadline(SHORT), responses);
                peer.expect(RawPeer.P_DATA);
                byte[] response = RawPdus.command(new CEchoRq(1, SopClass.Verification).respond(Outcome.SUCCESS));
                peer.send(pData(pdv(ECHO, COMMAND | LAST, response)));
                pass(loops, SHORT.multipliedBy(3));
                assertThat(responses.finalStatus()).isNotDone();
                hold.release();
                assertThat(get(responses.finalStatus())).isEqualTo(Status.SUCCESS);
            }
        }
    }
}
