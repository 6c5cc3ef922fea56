package org.lianzhen.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lianzhen.dicom.net.TestClient.echo;
import static org.lianzhen.dicom.net.TestServer.get;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.dimse.Status;

/** A-RELEASE from either side, with work under way, and from both sides at once (PS3.8 section 7.2, Sta7 to Sta12). */
class ReleaseTest {
    @Test
    void theConnectionIsClosedThoughThePeerStays() throws Exception {
        try (TestServer server = TestServer
                .start(Timeouts.STANDARD.with(Deadline.CLOSE, Duration.ofMillis(50)));
                RawPeer peer = RawPeer.associate(server)) {
            peer.send(RawPdus.RELEASE_RQ);
            peer.expect(RawPeer.RELEASE_RP);
            peer.expectClosed();
            assertThat(server.service().await("ended")).contains("released by the peer");
        }
    }

    @Test
    void thePeersReleaseWaitsForWhatWePerform() throws Exception {
        try (TestServer server = TestServer.start(); RawPeer peer = RawPeer.associate(server)) {
            server.service().answerWhenTold();
            peer.send(RawPdus.store(1, RawPdus.pattern(1_000)), RawPdus.RELEASE_RQ);
            server.service().await("data set 1");
            Association association = server.service().association();
            assertThat(association.isOpen()).isTrue();
            server.service().answerNext();
            assertThat(peer.expectStatus()).isZero();
            peer.expect(RawPeer.RELEASE_RP);
            server.service().await("ended: released by the peer");
        }
    }

    @Test
    void ourReleaseWaitsForWhatWeInvoked() throws Exception {
        try (TestServer server = TestServer.start()) {
            server.service().answerWhenTold();
            var client = TestClient.connect(server);
            var running = client.invoke(echo(1));
            var released = client.association().release();
            var late = client.invoke(echo(2));
            assertThatThrownBy(() -> get(late.finalStatus())).cause().isInstanceOf(AssociationEndedException.class);
            server.service().await("request C-ECHO-RQ 1");
            assertThat(released.toCompletableFuture()).isNotDone();
            server.service().answerNext();
            assertThat(get(running.finalStatus())).isEqualTo(Status.SUCCESS);
            assertThat(get(released)).isEqualTo(new AssociationEnd.Released(false));
        }
    }

    @Test
    void ourReleaseWaitsForWhatWePerform() throws Exception {
        try (TestServer server = TestServer.start(); RawPeer peer = RawPeer.associate(server)) {
            server.service().answerWhenTold();
            peer.send(RawPdus.echo(1));
            server.service().await("request");
            var released = server.service().association().release();
            server.service().answerNext();
            assertThat(peer.expectStatus()).isZero();
            peer.expect(RawPeer.RELEASE_RQ);
            peer.send(RawPdus.RELEASE_RP);
            peer.expectClosed();
            assertThat(get(released)).isEqualTo(new AssociationEnd.Released(false));
        }
    }

    @Test
    void dataAfterOurReleaseRequestIsStillDelivered() throws Exception {
        try (TestServer server = TestServer.start(); RawPeer peer = RawPeer.associate(server)) {
            server.service().await("established");
            server.service().association().release();
            peer.expect(RawPeer.RELEASE_RQ);
            peer.send(RawPdus.store(4, RawPdus.pattern(10)), RawPdus.RELEASE_RP);
            peer.expectClosed();
            server.service().await("data set 4: 10");
            server.service().await("ended: released by us");
        }
    }

    @Test
    void operationsOfOursThatAPeersReleaseCutsOffFail() throws Exception {
        try (TestServer server = TestServer.start(); RawPeer peer = RawPeer.associate(server)) {
            server.service().await("established");
            var responses = new Responses();
            server.service().association().invoke(echo(1), responses);
            peer.expect(RawPeer.P_DATA);
            peer.send(RawPdus.RELEASE_RQ);
            peer.expect(RawPeer.RELEASE_RP);
            assertThatThrownBy(() -> get(responses.finalStatus())).cause()
                    .isInstanceOf(AssociationEndedException.class);
            assertThat(responses.ends()).isEqualTo(1);
        }
    }

    @Test
    void inACollisionTheAcceptorWaitsForTheRequestorsResponse() throws Exception {
        try (TestServer server = TestServer.start(); RawPeer requestor = RawPeer.associate(server)) {
            server.service().await("established");
            server.service().association().release();
            requestor.expect(RawPeer.RELEASE_RQ);
            requestor.send(RawPdus.RELEASE_RQ, RawPdus.RELEASE_RP);
            requestor.expect(RawPeer.RELEASE_RP);
            assertThat(server.service().await("ended")).contains("released");
        }
    }

    @Test
    void inACollisionTheRequestorRespondsFirst() throws Exception {
        try (FakeScp acceptor = new FakeScp(); EventLoops loops = EventLoops.start(1)) {
            var connecting = acceptor.beConnected(loops);
            RawPeer peer = acceptor.accept();
            Association association = get(connecting).orThrow();
            var released = association.release();
            peer.expect(RawPeer.RELEASE_RQ);
            peer.send(RawPdus.RELEASE_RQ);
            peer.expect(RawPeer.RELEASE_RP);
            peer.send(RawPdus.RELEASE_RP);
            peer.expectClosed();
            assertThat(get(released)).isInstanceOf(AssociationEnd.Released.class);
        }
    }

    @Test
    void anAbortInsteadOfAReleaseResponseIsUnderstood() throws Exception {
        try (TestServer server = TestServer.start(); RawPeer peer = RawPeer.associate(server)) {
            server.service().await("established");
            var released = server.service().association().release();
            peer.expect(RawPeer.RELEASE_RQ);
            peer.send(RawPdus.ABORT);
            peer.expectClosed();
            assertThat(get(released)).isInstanceOf(AssociationEnd.AbortedByPeer.class);
        }
    }
}
