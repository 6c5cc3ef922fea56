package org.lianzhen.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lianzhen.dicom.net.TestServer.get;

import java.net.BindException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.dimse.Status;

/** A server that is told to stop finishes what it has begun, within limits. */
class ServerStopTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @Test
    void quietAssociationsAreReleasedAndNewConnectionsRefused() throws Exception {
        try (TestServer server = TestServer.start(); RawPeer peer = RawPeer.associate(server)) {
            var stopped = server.server().stop(LONG);
            peer.expect(RawPeer.RELEASE_RQ);
            assertThatThrownBy(() -> RawPeer.connect(server.address())).isInstanceOf(ConnectException.class);
            assertThat(stopped.toCompletableFuture()).isNotDone();
            peer.send(RawPdus.RELEASE_RP);
            peer.expectClosed();
            get(stopped);
            assertThat(server.server().connections()).isZero();
        }
    }

    @Test
    void runningOperationsMayFinish() throws Exception {
        try (TestServer server = TestServer.start()) {
            server.service().answerWhenTold();
            var client = TestClient.connect(server);
            var stored = client.invoke(TestClient.store(1, ChunkSource.of(RawPdus.pattern(10_000))));
            server.service().await("data set 1");
            var stopped = server.server().stop(LONG);
            assertThat(stopped.toCompletableFuture()).isNotDone();
            server.service().answerNext();
            assertThat(get(stored.finalStatus())).isEqualTo(Status.SUCCESS);
            get(stopped);
            assertThat(client.service().await("ended")).contains("released by the peer");
        }
    }

    @Test
    void whatIsLeftAfterTheLimitIsAborted() throws Exception {
        try (TestServer server = TestServer.start(); RawPeer busy = RawPeer.associate(server)) {
            server.service().answerWhenTold();
            busy.send(RawPdus.echo(1));
            server.service().await("request");
            var stopped = server.server().stop(Duration.ofMillis(100));
            busy.expectAbort(0, 0);
            busy.expectClosed();
            get(stopped);
            assertThat(server.service().await("ended")).contains("the server stops");
        }
    }

    @Test
    void connectionsWithoutAssociationAreClosedAtOnce() throws Exception {
        try (TestServer server = TestServer.start(); RawPeer silent = RawPeer.connect(server.address());
                RawPeer half = RawPeer.connect(server.address())) {
            half.send(RawPdus.bytes(1, 0, 0, 0));
            Condition.await("both are there", () -> server.server().connections() == 2);
            var stopped = server.server().stop(LONG);
            silent.expectClosed();
            half.expectClosed();
            get(stopped);
        }
    }

    @Test
    void whoWaitsForADecisionHearsThatThereWillBeNone() throws Exception {
        try (TestServer server = TestServer.deciding(request -> new CompletableFuture<>());
                RawPeer peer = RawPeer.connect(server.address())) {
            peer.send(RawPdus.ASSOCIATE_RQ);
            Condition.await("the request is being decided on", () -> server.server().associations() == 1);
            var stopped = server.server().stop(LONG);
            peer.expectAbort(0, 0);
            peer.expectClosed();
            get(stopped);
        }
    }

    @Test
    void anEmptyServerStopsAtOnce() {
        try (TestServer server = TestServer.start()) {
            get(server.server().stop(LONG));
            get(server.server().stop(LONG));
        }
    }

    @Test
    void aPortThatIsTakenIsSaidToBe() {
        try (TestServer server = TestServer.start()) {
            assertThatThrownBy(() -> get(DicomServer.listen(server.loops(),
                    ServerOptions.of(server.address(), called -> null)))).cause()
                    .isInstanceOf(BindException.class).hasMessageContaining(server.address().toString())
                    .hasMessageContaining("in use");
        }
    }
}
