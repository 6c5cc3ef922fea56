package org.lianzhen.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lianzhen.dicom.net.TestClient.echo;
import static org.lianzhen.dicom.net.TestClient.store;
import static org.lianzhen.dicom.net.TestServer.get;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.dimse.Status;

/** Our client and our server, talking. */
class AssociationTest {
    private final TestServer server = TestServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anEchoIsAnsweredAndTheAssociationReleased() throws Exception {
        var client = TestClient.connect(server);
        assertThat(get(client.invoke(echo(client.association().nextMessageId())).finalStatus()))
                .isEqualTo(Status.SUCCESS);
        assertThat(get(client.association().release())).isEqualTo(new AssociationEnd.Released(false));
        assertThat(server.service().await("ended")).contains("released by the peer");
        assertThat(client.service().await("ended")).contains("released by us");
        assertThat(client.association().isOpen()).isFalse();
        Condition.await("the server let go", () -> server.server().associations() == 0);
    }

    @ParameterizedTest
    @CsvSource({ "0, 100", "2, 1", "1000, 7", "16372, 5000", "16374, 16374", "300000, 131072", "5000000, 131072",
            "5000000, 99999" })
    void aDataSetArrivesAsItWas(int length, int chunk) throws Exception {
        byte[] dataSet = RawPdus.pattern(length);
        var source = new ChunkSource(dataSet, chunk);
        var client = TestClient.connect(server);
        assertThat(get(client.invoke(store(7, source)).finalStatus())).isEqualTo(Status.SUCCESS);
        assertThat(server.service().dataSet(7)).isEqualTo(dataSet);
        assertThat(source.timesClosed()).isEqualTo(1);
    }

    @Test
    void manyMessagesFollowEachOther() throws Exception {
        var client = TestClient.connect(server);
        var all = new ArrayList<Responses>();
        for (int i = 1; i <= 100; i++) {
            all.add(client.invoke(i % 3 == 0 ? echo(i) : store(i, ChunkSource.of(RawPdus.pattern(i * 1000)))));
        }
        for (Responses responses : all) {
            assertThat(get(responses.finalStatus())).isEqualTo(Status.SUCCESS);
        }
        assertThat(server.service().dataSet(100)).isEqualTo(RawPdus.pattern(100_000));
        assertThat(get(client.association().release())).isInstanceOf(AssociationEnd.Released.class);
    }

    @Test
    void theServerMayInvokeToo() throws Exception {
        var client = TestClient.connect(server);
        server.service().await("established");
        var responses = new Responses();
        server.service().association().invoke(echo(9), responses);
        assertThat(get(responses.finalStatus())).isEqualTo(Status.SUCCESS);
        client.service().await("request C-ECHO-RQ 9");
    }

    @Test
    void trafficIsCounted() throws Exception {
        var client = TestClient.connect(server);
        get(client.invoke(store(1, ChunkSource.of(RawPdus.pattern(50_000)))).finalStatus());
        assertThat(client.association().traffic().sent()).isBetween(50_000L, 51_000L);
        assertThat(client.association().traffic().received()).isBetween(100L, 1_000L);
        assertThat(server.service().association().traffic().received()).isBetween(50_000L, 52_000L);
    }

    @Test
    void messageIdsComeInTurnAndNeverAreZero() {
        var association = TestClient.connect(server).association();
        for (int i = 1; i <= 0xFFFF; i++) {
            assertThat(association.nextMessageId()).isEqualTo(i);
        }
        assertThat(association.nextMessageId()).isEqualTo(1);
    }

    @Test
    void aMessageIdInUseIsRefused() throws Exception {
        server.service().answerWhenTold();
        var client = TestClient.connect(server);
        var first = client.invoke(echo(5));
        var second = client.invoke(echo(5));
        assertThatThrownBy(() -> get(second.finalStatus())).hasRootCauseInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("5 is in use");
        server.service().answerNext();
        assertThat(get(first.finalStatus())).isEqualTo(Status.SUCCESS);
    }

    @Test
    void aContextThatWasNotAcceptedIsRefusedAndTheSourceClosed() {
        var client = TestClient.connect(server);
        var source = ChunkSource.of(RawPdus.pattern(10));
        var request = store(1, source).request();
        var responses = new Responses();
        var sent = client.association().invoke(Invocation.of(99, request, source), responses);
        assertThatThrownBy(() -> get(sent)).hasMessageContaining("99 was not accepted");
        assertThatThrownBy(() -> get(responses.finalStatus())).hasMessageContaining("99 was not accepted");
        assertThat(source.timesClosed()).isEqualTo(1);
        assertThat(client.association().isOpen()).isTrue();
    }

    @Test
    void aRequestNeedsItsDataSetAndNoOther() {
        var request = store(1, ChunkSource.of(RawPdus.pattern(2))).request();
        assertThatThrownBy(() -> Invocation.of(3, request)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Invocation.of(1, echo(1).request(), ChunkSource.of(RawPdus.pattern(2))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAbortInMidDataSetReachesBothSidesOnce() throws Exception {
        var client = TestClient.connect(server);
        var never = new CompletableFuture<ByteBuf>();
        var source = new StalledSource(RawPdus.pattern(200_000), never);
        var responses = client.invoke(store(1, source));
        server.service().await("chunk");
        client.association().abort("the operator gave up");
        assertThat(get(client.association().ended())).isInstanceOf(AssociationEnd.AbortedByUs.class)
                .extracting(AssociationEnd::inWords).asString().contains("the operator gave up");
        assertThatThrownBy(() -> get(responses.finalStatus())).cause().isInstanceOf(AssociationEndedException.class);
        server.service().await("data set aborted: aborted by the peer");
        server.service().await("ended: aborted by the peer");
        assertThat(responses.ends()).isEqualTo(1);
        assertThat(source.timesClosed()).isEqualTo(1);
        assertThat(server.service().all("data set")).hasSize(1);
        never.complete(RawPdus.lateBuffer());
    }

    @Test
    void aSourceThatFailsAbortsTheAssociation() throws Exception {
        var client = TestClient.connect(server);
        var source = new StalledSource(RawPdus.pattern(200_000),
                CompletableFuture.failedFuture(new IllegalStateException("disk gone")));
        assertThatThrownBy(() -> get(client.invoke(store(1, source)).finalStatus())).hasMessageContaining("disk gone");
        server.service().await("data set aborted");
        assertThat(source.timesClosed()).isEqualTo(1);
    }

    @Test
    void aSourceThatThrowsAbortsTheAssociation() throws Exception {
        var client = TestClient.connect(server);
        DataSetSource source = new DataSetSource() {
            @Override
            public CompletionStage<ByteBuf> next(int maxBytes) {
                throw new IllegalStateException("bad source");
            }

            @Override
            public void close() {}
        };
        assertThatThrownBy(() -> get(client.invoke(store(1, source)).finalStatus())).hasMessageContaining("bad source");
        server.service().await("ended: aborted by the peer");
    }

    @Test
    void nothingIsTakenAfterTheEnd() {
        var client = TestClient.connect(server);
        get(client.association().release());
        var source = ChunkSource.of(RawPdus.pattern(10));
        assertThatThrownBy(() -> get(client.invoke(store(1, source)).finalStatus())).cause()
                .isInstanceOf(AssociationEndedException.class);
        assertThat(source.timesClosed()).isEqualTo(1);
        assertThatThrownBy(() -> get(client.association().cancel(1, 1))).cause()
                .isInstanceOf(AssociationEndedException.class);
        client.association().abort("too late");
        assertThat(get(client.association().ended())).isInstanceOf(AssociationEnd.Released.class);
    }
}
