package org.lianzhen.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lianzhen.dicom.net.TestServer.get;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.net.ConnectResult.Step;
import org.lianzhen.dicom.pdu.AssociateRj;
import org.lianzhen.dicom.pdu.RejectReason;
import org.lianzhen.dicom.pdu.UserInformation;

/** What a client learns when it asks for an association, good or bad. */
class ConnectTest {
    private final EventLoops loops = EventLoops.start(1);

    @AfterEach
    void stop() {
        get(loops.stop());
    }

    private ConnectResult connect(ConnectOptions options) {
        return get(new DicomClient(loops).connect(options, TestClient.proposal(), new RecordingService()));
    }

    private static void assertFailed(ConnectResult result, Step step, String... why) {
        assertThat(result).isInstanceOfSatisfying(ConnectResult.Failed.class, failed -> {
            assertThat(failed.step()).as(failed.why()).isEqualTo(step);
            assertThat(failed.inWords()).contains(why).contains(step.name());
        });
        assertThatThrownBy(result::orThrow).isInstanceOfSatisfying(AssociationFailedException.class,
                failure -> assertThat(failure.result()).isEqualTo(result));
    }

    @Test
    void aHostNobodyKnowsFailsAtTheLookup() {
        assertFailed(connect(ConnectOptions.to("no-such-host.invalid", 104)), Step.LOOKUP, "no-such-host.invalid");
    }

    @Test
    void aPortNobodyListensOnFailsAtTheConnection() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertFailed(connect(ConnectOptions.to("127.0.0.1", port)), Step.CONNECT, "refused");
    }

    @Test
    void anAddressThatNeverAnswersFailsInTime() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var soon = AssociationOptions.STANDARD
                    .withTimeouts(Timeouts.STANDARD.with(Deadline.SET_UP, Duration.ofMillis(200)));
            // nobody accepts here: the TCP handshake may succeed in the backlog, but no answer ever comes
            ConnectResult result = connect(ConnectOptions.to("127.0.0.1", full.getLocalPort()).with(soon));
            assertFailed(result, Step.NEGOTIATION, "in time");
        }
    }

    @Test
    void aHostNameIsLookedUp() {
        try (TestServer server = TestServer.start()) {
            connect(ConnectOptions.to("localhost", server.address().getPort())).orThrow();
        }
    }

    @Test
    void aRejectionSaysWhy() throws Exception {
        try (FakeScp scp = new FakeScp()) {
            var connecting = scp.beConnected(loops);
            try (RawPeer peer = scp.takeConnection()) {
                peer.expect(1);
                AssociateRj answer = AssociateRj.permanent(RejectReason.CALLING_AE_TITLE_NOT_RECOGNIZED);
                peer.send(RawPdus.encode(answer));
                ConnectResult result = get(connecting);
                assertThat(result).isEqualTo(new ConnectResult.Rejected(answer));
                assertThat(result.inWords()).contains("CALLING_AE_TITLE_NOT_RECOGNIZED");
                assertThat(((ConnectResult.Rejected) result).isTransient()).isFalse();
                assertThatThrownBy(result::orThrow).isInstanceOf(AssociationFailedException.class);
                peer.expectClosed();
            }
        }
    }

    @Test
    void aPeerThatAbortsOrClosesFailsTheNegotiation() throws Exception {
        try (FakeScp scp = new FakeScp()) {
            var aborted = scp.beConnected(loops);
            try (RawPeer peer = scp.takeConnection()) {
                peer.expect(1);
                peer.send(RawPdus.ABORT);
                assertFailed(get(aborted), Step.NEGOTIATION, "aborted by the peer");
                peer.expectClosed();
            }
            var closed = scp.beConnected(loops);
            scp.takeConnection().close();
            assertFailed(get(closed), Step.NEGOTIATION, "connection lost");
        }
    }

    @Test
    void aPeerThatSpeaksSomethingElseFailsTheNegotiation() throws Exception {
        try (FakeScp scp = new FakeScp()) {
            var connecting = scp.beConnected(loops);
            try (RawPeer peer = scp.takeConnection()) {
                peer.expect(1);
                peer.send("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertFailed(get(connecting), Step.NEGOTIATION, "HTTP");
            }
        }
    }

    @Test
    void dataInsteadOfAnAnswerIsAborted() throws Exception {
        try (FakeScp scp = new FakeScp()) {
            var connecting = scp.beConnected(loops);
            try (RawPeer peer = scp.takeConnection()) {
                peer.expect(1);
                peer.send(RawPdus.echo(1));
                peer.expectAbort(2, 2);
                assertFailed(get(connecting), Step.NEGOTIATION, "P-DATA-TF");
                peer.expectClosed();
            }
        }
    }

    @Test
    void anAnswerWithoutRoomForDataIsAborted() throws Exception {
        try (FakeScp scp = new FakeScp()) {
            var connecting = scp.beConnected(loops);
            try (RawPeer peer = scp.answer(FakeScp.accepting(UserInformation.builder(6, "1.2.3").build()))) {
                peer.expectAbort(0, 0);
                assertFailed(get(connecting), Step.NEGOTIATION, "6");
            }
        }
    }

    @Test
    void anAssociationWithoutContextsIsStillOne() throws Exception {
        try (TestServer server = TestServer.start()) {
            var proposal = AssociationProposal.from("SCU", "SCP");
            proposal.context("1.2.3.4", RecordingService.UNCOMPRESSED);
            Association association = get(new DicomClient(loops).connect(server.connectOptions(), proposal.build(),
                    new RecordingService())).orThrow();
            assertThat(association.terms().contexts()).isEmpty();
            assertThat(association.terms().refused()).containsExactly(new RefusedContext(1, "1.2.3.4", 3));
            get(association.release());
        }
    }

    @Test
    void severalAeTitlesShareOnePort() throws Exception {
        var normal = new RecordingService();
        var urgent = new RecordingService();
        var entities = ApplicationEntities.of(
                Map.of("SCP", TestServer.accepting(normal), "URGENT", TestServer.accepting(urgent)));
        try (TestServer both = TestServer.start(options -> new ServerOptions(options.address(), entities,
                options.association(), options.caps(), options.authenticator(), options.tls(), options.events()));
                RawPeer one = RawPeer.connect(both.address()); RawPeer other = RawPeer.connect(both.address())) {
            one.send(RawPdus.associateRq("SCU", "URGENT"));
            one.expect(RawPeer.ASSOCIATE_AC);
            one.send(RawPdus.echo(7));
            assertThat(one.expectStatus()).isZero();
            urgent.await("request C-ECHO-RQ 7");
            assertThat(urgent.association().terms().calledAeTitle()).isEqualTo("URGENT");
            other.send(RawPdus.associateRq("SCU", "SCP"));
            other.expect(RawPeer.ASSOCIATE_AC);
            normal.await("established");
            assertThat(normal.all("request")).isEmpty();
        }
    }

    @Test
    void portableNioWorksWhereEpollDoesNot() {
        EventLoops nio = EventLoops.startNio(1);
        assertThat(nio.usesEpoll()).isFalse();
        var service = new RecordingService();
        DicomServer server = get(DicomServer.listen(nio, ServerOptions.of(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                ApplicationEntities.of(Map.of("SCP", TestServer.accepting(service))))));
        Association association = get(new DicomClient(nio).connect(
                ConnectOptions.to("127.0.0.1", server.address().getPort()), TestClient.proposal(),
                new RecordingService())).orThrow();
        var responses = new Responses();
        association.invoke(TestClient.store(1, ChunkSource.of(RawPdus.pattern(2_000_000))), responses);
        assertThat(get(responses.finalStatus())).isEqualTo(Status.SUCCESS);
        assertThat(service.dataSet(1)).isEqualTo(RawPdus.pattern(2_000_000));
        association.abort("done");
        get(server.stop(Duration.ZERO));
        get(nio.stop());
    }

    @Test
    void metricsHearOfEverything() {
        var heard = new ConcurrentLinkedQueue<String>();
        AssociationEvents events = new AssociationEvents() {
            @Override
            public void connected(InetSocketAddress peer) {
                heard.add("connected");
            }

            @Override
            public void refused(InetSocketAddress peer, String why) {
                heard.add("refused " + why);
            }

            @Override
            public void established(Association association) {
                heard.add("established " + association.terms().callingAeTitle());
            }

            @Override
            public void ended(Association association, AssociationEnd end) {
                heard.add("ended " + end.inWords());
            }
        };
        try (TestServer server = TestServer.start(options -> options.with(events))) {
            get(connect(server.connectOptions()).orThrow().release());
            Condition.await("the end is heard", () -> heard.size() == 3);
            assertThat(heard).containsExactly("connected", "established SCU", "ended released by the peer");
        }
        heard.clear();
        connect(ConnectOptions.to("no-such-host.invalid", 104).with(events));
        Condition.await("the refusal is heard", () -> !heard.isEmpty());
        assertThat(heard).singleElement().asString().contains("LOOKUP");
    }

    @Test
    void nonsenseIsRefusedWhereItIsMade() {
        assertThatThrownBy(() -> EventLoops.start(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OperationsWindow(-1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OperationsWindow(1, 65_536)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AssociationOptions.STANDARD.withWindow(new OperationsWindow(0, 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AssociationOptions.STANDARD.withMaxPduLength(-1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Timeouts.STANDARD.with(Deadline.IDLE, Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MinimumProgress(0, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MinimumProgress(1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }
}
