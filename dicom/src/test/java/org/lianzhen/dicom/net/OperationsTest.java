package org.lianzhen.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lianzhen.dicom.net.TestClient.echo;
import static org.lianzhen.dicom.net.TestClient.store;
import static org.lianzhen.dicom.net.TestServer.get;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dimse.CEchoRq;
import org.lianzhen.dicom.dimse.CFindRq;
import org.lianzhen.dicom.dimse.CFindRsp;
import org.lianzhen.dicom.dimse.CStoreRq;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.DimseRequest;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Priority;
import org.lianzhen.dicom.dimse.Status;

/** Several operations at once, pending responses, cancellation, refusals of single messages. */
class OperationsTest {
    @Test
    void notMoreRequestsLeaveThanTheWindowAllows() throws Exception {
        try (TestServer server = TestServer.start()) {
            server.service().answerWhenTold();
            var client = TestClient.connect(server, new OperationsWindow(2, 1));
            assertThat(client.association().terms().window()).isEqualTo(new OperationsWindow(2, 1));
            var all = new ArrayList<Responses>();
            for (int i = 1; i <= 5; i++) {
                all.add(client.invoke(echo(i)));
            }
            server.service().await("request C-ECHO-RQ 2");
            assertThat(server.service().all("request")).hasSize(2);
            for (Responses responses : all) {
                server.service().answerNext();
                assertThat(get(responses.finalStatus())).isEqualTo(Status.SUCCESS);
            }
        }
    }

    @Test
    void withoutNegotiationThereIsOneAtATime() throws Exception {
        try (TestServer server = TestServer.start(options -> options
                .with(options.association().withWindow(OperationsWindow.SYNCHRONOUS)))) {
            var client = TestClient.connect(server, OperationsWindow.SYNCHRONOUS);
            assertThat(client.association().terms().window()).isEqualTo(OperationsWindow.SYNCHRONOUS);
            server.service().await("established");
            assertThat(server.service().association().terms().window()).isEqualTo(OperationsWindow.SYNCHRONOUS);
        }
    }

    @Test
    void responsesOutOfOrderFindTheirRequests() throws Exception {
        var held = new ArrayList<Runnable>();
        AssociationListener backwards = new AssociationListener() {
            @Override
            public DataSetSink onRequest(Association on, int contextId, DimseRequest request) {
                Status status = request.messageId() == 1 ? Status.SUCCESS : Status.PROCESSING_FAILURE;
                held.addFirst(() -> on.respond(contextId, request.respond(Outcome.of(status)), null));
                if (held.size() == 2) {
                    held.forEach(Runnable::run);
                }
                return null;
            }
        };
        try (TestServer server = TestServer.deciding(TestServer.accepting(backwards))) {
            var client = TestClient.connect(server, new OperationsWindow(2, 1));
            var first = client.invoke(echo(1));
            var second = client.invoke(echo(2));
            assertThat(get(first.finalStatus())).isEqualTo(Status.SUCCESS);
            assertThat(get(second.finalStatus())).isEqualTo(Status.PROCESSING_FAILURE);
        }
    }

    @Test
    void aPeerThatInvokesTooMuchIsNotReadUntilEnoughIsDone() throws Exception {
        try (TestServer server = TestServer.start(); RawPeer peer = RawPeer.associate(server)) {
            server.service().answerWhenTold();
            peer.send(RawPdus.echo(1));
            server.service().await("request C-ECHO-RQ 1");
            peer.send(RawPdus.echo(2));
            server.service().await("request C-ECHO-RQ 2");
            peer.send(RawPdus.echo(3));
            for (int i = 0; i < 10; i++) {
                // whoever gets this answer from a loop knows that the loop has read what came before
                RawPeer.associate(server).close();
            }
            assertThat(server.service().all("request C-ECHO-RQ 3")).isEmpty();
            server.service().answerNext();
            assertThat(peer.expectStatus()).isZero();
            server.service().await("request C-ECHO-RQ 3");
            server.service().answerNext();
            server.service().answerNext();
            assertThat(peer.expectStatus()).isZero();
            assertThat(peer.expectStatus()).isZero();
        }
    }

    @Test
    void pendingResponsesComeOneByOneUntilTheLast() throws Exception {
        AssociationListener matches = new AssociationListener() {
            @Override
            public DataSetSink onRequest(Association on, int contextId, DimseRequest request) {
                for (String name : List.of("first", "second", "third")) {
                    on.respond(contextId, new CFindRsp(request.messageId(), Outcome.of(Status.PENDING), null, true),
                            ChunkSource.of(name.getBytes(StandardCharsets.UTF_8)));
                }
                on.respond(contextId, new CFindRsp(request.messageId(), Outcome.SUCCESS, null, false), null);
                return null;
            }
        };
        try (TestServer server = TestServer.deciding(TestServer.accepting(matches))) {
            var responses = TestClient.connect(server).invoke(Invocation.of(TestClient.ECHO,
                    new CFindRq(1, SopClass.Verification, Priority.MEDIUM), ChunkSource.of(new byte[2])));
            assertThat(get(responses.finalStatus())).isEqualTo(Status.SUCCESS);
            // an odd data set gets a byte of padding
            assertThat(responses.dataSets()).containsExactly("first\0", "second", "third\0");
            assertThat(responses.all()).hasSize(4);
            assertThat(responses.ends()).isEqualTo(1);
        }
    }

    @Test
    void aCancellationReachesThePerformer() throws Exception {
        try (TestServer server = TestServer.start()) {
            server.service().answerWhenTold();
            var client = TestClient.connect(server);
            var responses = client.invoke(echo(3));
            server.service().await("request");
            get(client.association().cancel(TestClient.ECHO, 3));
            server.service().await("cancel 3");
            server.service().answerNext();
            assertThat(get(responses.finalStatus())).isEqualTo(Status.SUCCESS);
        }
    }

    @Test
    void aRefusalIsAnsweredAfterItsDataSetAndHarmsNothingElse() throws Exception {
        AssociationListener picky = new AssociationListener() {
            @Override
            public DataSetSink onRequest(Association on, int contextId, DimseRequest request) {
                if (request instanceof CStoreRq || request.messageId() == 2) {
                    throw new DimseException(Status.OUT_OF_RESOURCES, "disk full");
                }
                on.respond(contextId, request.respond(Outcome.SUCCESS), null);
                return null;
            }
        };
        try (TestServer server = TestServer.deciding(TestServer.accepting(picky))) {
            var client = TestClient.connect(server);
            var stored = client.invoke(store(1, ChunkSource.of(RawPdus.pattern(400_000))));
            assertThat(get(stored.finalStatus())).isEqualTo(Status.OUT_OF_RESOURCES);
            assertThat(stored.all().getFirst().outcome().errorComment()).isEqualTo("disk full");
            assertThat(get(client.invoke(echo(2)).finalStatus())).isEqualTo(Status.OUT_OF_RESOURCES);
            assertThat(get(client.invoke(echo(3)).finalStatus())).isEqualTo(Status.SUCCESS);
        }
    }

    @Test
    void aRequestThatLacksSomethingIsAnsweredNotAborted() throws Exception {
        try (TestServer server = TestServer.start(); RawPeer peer = RawPeer.associate(server)) {
            byte[] noInstance = RawPdus.command(new CStoreRq(1, SopClass.CTImageStorage, "",
                    Priority.MEDIUM, null));
            peer.send(RawPdus.pData(RawPdus.pdv(RawPdus.STORE, RawPdus.COMMAND | RawPdus.LAST, noInstance),
                    RawPdus.pdv(RawPdus.STORE, RawPdus.LAST, RawPdus.pattern(100))), RawPdus.echo(2));
            int refused = peer.expectStatus();
            assertThat(new Status(refused).isFailure()).as(new Status(refused).toString()).isTrue();
            assertThat(peer.expectStatus()).isZero();
        }
    }

    @Test
    void aDataSetNobodyWantsIsDropped() throws Exception {
        AssociationListener deaf = new AssociationListener() {
            @Override
            public DataSetSink onRequest(Association on, int contextId, DimseRequest request) {
                on.respond(contextId, request.respond(Outcome.SUCCESS), null);
                return null;
            }
        };
        try (TestServer server = TestServer.deciding(TestServer.accepting(deaf))) {
            var client = TestClient.connect(server);
            var stored = client.invoke(store(1, ChunkSource.of(RawPdus.pattern(300_000))));
            assertThat(get(stored.finalStatus())).isEqualTo(Status.SUCCESS);
            assertThat(get(client.invoke(echo(2)).finalStatus())).isEqualTo(Status.SUCCESS);
        }
    }

    @Test
    void aMessageIdInUseIsRefusedAndTheFirstRequestGoesOn() throws Exception {
        try (TestServer server = TestServer.start(); RawPeer peer = RawPeer.associate(server)) {
            server.service().answerWhenTold();
            peer.send(RawPdus.echo(1));
            server.service().await("request C-ECHO-RQ 1");
            peer.send(RawPdus.echo(1));
            assertThat(peer.expectStatus()).isEqualTo(Status.DUPLICATE_INVOCATION.code());
            server.service().answerNext();
            assertThat(peer.expectStatus()).isZero();
            peer.send(RawPdus.echo(1));
            server.service().await("request C-ECHO-RQ 1");
            server.service().answerNext();
            assertThat(peer.expectStatus()).isZero();
            assertThat(server.service().all("request")).hasSize(2);
        }
    }

    @Test
    void aResponseToNothingIsDropped() throws Exception {
        try (TestServer server = TestServer.start(); RawPeer peer = RawPeer.associate(server)) {
            byte[] response = RawPdus.command(new CEchoRq(9, SopClass.Verification).respond(Outcome.SUCCESS));
            peer.send(RawPdus.pData(RawPdus.pdv(RawPdus.ECHO, RawPdus.COMMAND | RawPdus.LAST, response)),
                    RawPdus.echo(1));
            assertThat(peer.expectStatus()).isZero();
        }
    }

    @Test
    void aResponseOfAnotherKindProvesNothingAndIsAborted() throws Exception {
        try (FakeScp scp = new FakeScp(); EventLoops loops = EventLoops.start(1)) {
            var connecting = scp.beConnected(loops);
            try (RawPeer peer = scp.accept()) {
                var stored = new Responses();
                get(connecting).orThrow().invoke(store(1, ChunkSource.of(RawPdus.pattern(100))), stored);
                peer.expect(RawPeer.P_DATA);
                byte[] response = RawPdus.command(new CEchoRq(1, SopClass.Verification).respond(Outcome.SUCCESS));
                peer.send(RawPdus.pData(RawPdus.pdv(RawPdus.STORE, RawPdus.COMMAND | RawPdus.LAST, response)));
                assertThatThrownBy(() -> get(stored.finalStatus())).cause()
                        .isInstanceOf(AssociationEndedException.class);
                assertThat(scp.service().await("ended")).contains("aborted by us").contains("C-ECHO-RSP");
            }
        }
    }

    @Test
    void aListenerThatThrowsEndsItsAssociationOnly() throws Exception {
        AssociationListener broken = new AssociationListener() {
            @Override
            public DataSetSink onRequest(Association on, int contextId, DimseRequest request) {
                throw new IllegalStateException("a mistake of ours");
            }
        };
        try (TestServer server = TestServer.deciding(TestServer.accepting(broken));
                RawPeer victim = RawPeer.associate(server); RawPeer other = RawPeer.associate(server)) {
            victim.send(RawPdus.echo(1));
            victim.expectAbort(0, 0);
            victim.expectClosed();
            other.send(RawPdus.RELEASE_RQ);
            other.expect(RawPeer.RELEASE_RP);
        }
    }

    @Test
    void theQueueOfWaitingRequestsIsBounded() throws Exception {
        try (TestServer server = TestServer.start()) {
            server.service().answerWhenTold();
            var client = TestClient.connect(server, OperationsWindow.SYNCHRONOUS);
            var all = new ArrayList<CompletableFuture<Status>>();
            for (int i = 1; i <= 1_100; i++) {
                all.add(client.invoke(echo(i)).finalStatus());
            }
            assertThatThrownBy(() -> get(all.getLast())).hasRootCauseInstanceOf(RejectedExecutionException.class);
            assertThat(all.get(1_000)).isNotDone();
            client.association().abort("enough");
            assertThatThrownBy(() -> get(all.get(1_000))).cause().isInstanceOf(AssociationEndedException.class);
            Condition.await("all have failed",
                    () -> all.stream().allMatch(CompletableFuture::isCompletedExceptionally));
        }
    }
}
