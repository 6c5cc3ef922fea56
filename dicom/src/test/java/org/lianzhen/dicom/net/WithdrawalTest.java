package org.lianzhen.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lianzhen.dicom.net.RawPdus.pattern;
import static org.lianzhen.dicom.net.TestClient.echo;
import static org.lianzhen.dicom.net.TestClient.store;
import static org.lianzhen.dicom.net.TestServer.get;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.dimse.Status;

/** Requests that are taken back before they leave. */
class WithdrawalTest {
    private static final int WAITING = 6;

    /** Whether the window keeps them back, or a message before them that is being written. */
    @ParameterizedTest
    @ValueSource(ints = { 1, 3, 16 })
    void whatWaitsIsTakenBackAndWhatIsBeingWrittenIsFinished(int window) throws Exception {
        try (TestServer server = TestServer.start()) {
            var client = TestClient.connect(server, new OperationsWindow(window, 1));
            var rest = new CompletableFuture<ByteBuf>();
            var begun = new StalledSource(pattern(200_000), rest);
            var stored = client.invoke(store(1, begun));
            server.service().await("chunk");
            var sources = new ArrayList<ChunkSource>();
            var waiting = new ArrayList<Responses>();
            for (int i = 0; i < WAITING; i++) {
                sources.add(ChunkSource.of(pattern(1_000)));
                waiting.add(client.invoke(store(2 + i, sources.get(i))));
            }
            for (int i = WAITING - 1; i >= 0; i--) {
                assertThat(get(client.association().withdraw(2 + i))).isTrue();
            }
            assertThat(get(client.association().withdraw(1))).isFalse();
            waiting.forEach(WithdrawalTest::isWithdrawn);
            assertThat(sources).allSatisfy(source -> {
                assertThat(source.timesClosed()).isEqualTo(1);
                assertThat(source.drawn()).isZero();
            });
            rest.complete(Unpooled.wrappedBuffer(pattern(100)));
            assertThat(get(stored.finalStatus())).isEqualTo(Status.SUCCESS);
            assertThat(begun.timesClosed()).isEqualTo(1);
            assertThat(get(client.invoke(echo(2)).finalStatus())).isEqualTo(Status.SUCCESS);
            assertThat(server.service().all("request")).hasSize(2);
        }
    }

    private static void isWithdrawn(Responses responses) {
        assertThatThrownBy(() -> get(responses.finalStatus())).cause().isInstanceOf(WithdrawnException.class);
        assertThat(responses.ends()).isEqualTo(1);
    }

    /** Its beginning is less than a PDU, and so has not left. */
    @Test
    void aRequestWhoseDataIsStillWaitedForIsTakenBack() throws Exception {
        try (TestServer server = TestServer.start()) {
            var client = TestClient.connect(server);
            var rest = new CompletableFuture<ByteBuf>();
            var source = new StalledSource(pattern(100), rest);
            var stored = client.invoke(store(1, source));
            var behind = client.invoke(echo(2));
            assertThat(get(client.association().withdraw(1))).isTrue();
            isWithdrawn(stored);
            assertThat(get(behind.finalStatus())).isEqualTo(Status.SUCCESS);
            assertThat(source.timesClosed()).isEqualTo(1);
            ByteBuf late = Unpooled.buffer().writeBytes(pattern(100));
            rest.complete(late);
            Condition.await("what came too late is released", () -> late.refCnt() == 0);
            assertThat(get(client.invoke(store(1, ChunkSource.of(pattern(3_000)))).finalStatus()))
                    .isEqualTo(Status.SUCCESS);
            assertThat(server.service().dataSet(1)).hasSize(3_000);
        }
    }

    /** Of two that wait behind the window, the second one goes out when the first one is taken back. */
    @Test
    void theNextOneTakesThePlaceOfTheOneTakenBack() throws Exception {
        try (TestServer server = TestServer.start()) {
            server.service().answerWhenTold();
            var client = TestClient.connect(server, OperationsWindow.SYNCHRONOUS);
            var first = client.invoke(echo(1));
            server.service().await("request C-ECHO-RQ 1");
            var second = client.invoke(echo(2));
            var third = client.invoke(echo(3));
            assertThat(get(client.association().withdraw(2))).isTrue();
            isWithdrawn(second);
            server.service().answerNext();
            server.service().answerNext();
            for (Responses answered : List.of(first, third)) {
                assertThat(get(answered.finalStatus())).isEqualTo(Status.SUCCESS);
            }
            assertThat(server.service().all("request C-ECHO-RQ 2")).isEmpty();
        }
    }

    @Test
    void whatHasLeftOrEndedOrNeverWasIsNot() throws Exception {
        try (TestServer server = TestServer.start()) {
            server.service().answerWhenTold();
            var client = TestClient.connect(server);
            var running = client.invoke(echo(1));
            server.service().await("request");
            assertThat(get(client.association().withdraw(1))).isFalse();
            server.service().answerNext();
            assertThat(get(running.finalStatus())).isEqualTo(Status.SUCCESS);
            assertThat(get(client.association().withdraw(1))).isFalse();
            assertThat(get(client.association().withdraw(7))).isFalse();
            client.association().abort("enough");
            get(client.association().ended());
            assertThat(get(client.association().withdraw(1))).isFalse();
        }
    }

    /** What was wanted before the last request was taken back happens then. */
    @Test
    void aReleaseWaitsForItNoLonger() throws Exception {
        try (TestServer server = TestServer.start()) {
            var client = TestClient.connect(server);
            var stored = client.invoke(store(1, new StalledSource(pattern(100), new CompletableFuture<>())));
            var released = client.association().release();
            assertThat(get(client.association().withdraw(1))).isTrue();
            isWithdrawn(stored);
            assertThat(get(released)).isEqualTo(new AssociationEnd.Released(false));
        }
    }
}
