package org.lianzhen.gateway.hl7;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.service.Await;

/** Connections, whatever is said over them. */
class MllpServerTest {
    private static final MllpServer.Limits LIMITS = new MllpServer.Limits(1000, Duration.ofSeconds(60), 2);

    private final Vertx vertx = Vertx.vertx();
    private final List<Socket> sockets = new ArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<byte[]>> answers = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        Await.result(vertx.close().toCompletionStage());
    }

    /** Answers when the test says so. */
    private MllpServer started(MllpServer.Limits limits) {
        return Await.result(MllpServer.start(vertx, new MllpServer.Address(InetAddress.getLoopbackAddress(), 0, null),
                limits, (message, peer) -> {
                    var answer = new CompletableFuture<byte[]>();
                    answers.add(answer);
                    heard.add(new String(message, StandardCharsets.UTF_8) + (peer.isLoopbackAddress() ? "" : peer));
                    return answer;
                }));
    }

    private Socket connect(MllpServer server) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        return socket;
    }

    private static void send(Socket socket, String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private void hears(String... messages) {
        Await.until("messages are heard", () -> heard.size() >= messages.length);
        assertThat(heard).containsExactly(messages);
    }

    private void answer(int number, String text) {
        answers.get(number).complete(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String read(Socket socket, int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.UTF_8);
    }

    @Test
    void anAnswerStandsInItsFrame() throws IOException {
        Socket socket = connect(started(LIMITS));
        send(socket, "\u000b李\r\u001c\r");
        hears("李\r");
        answer(0, "王\r");

        assertThat(read(socket, 7)).isEqualTo("\u000b王\r\u001c\r");
    }

    @Test
    void theNextMessageWaitsForTheAnswer() throws IOException {
        Socket socket = connect(started(LIMITS));
        send(socket, "\u000ba\u001c\r\u000bb\u001c\r\u000bc\u001c\r");
        hears("a");
        answer(0, "A");
        assertThat(read(socket, 4)).isEqualTo("\u000bA\u001c\r");
        hears("a", "b");
        answer(1, "B");
        hears("a", "b", "c");
        answer(2, "C");
        assertThat(read(socket, 8)).isEqualTo("\u000bB\u001c\r\u000bC\u001c\r");
    }

    @Test
    void whoWaitsHoldsNobodyElseUp() throws IOException {
        MllpServer server = started(LIMITS);
        Socket slow = connect(server);
        send(slow, "\u000bslow\u001c\r");
        hears("slow");
        Socket quick = connect(server);
        send(quick, "\u000bquick\u001c\r");
        hears("slow", "quick");
        answer(1, "Q");
        assertThat(read(quick, 4)).isEqualTo("\u000bQ\u001c\r");
        answer(0, "S");
        assertThat(read(slow, 4)).isEqualTo("\u000bS\u001c\r");
    }

    @Test
    void whatCannotBeAnsweredEndsTheConnection() throws IOException {
        Socket socket = connect(started(LIMITS));
        send(socket, "\u000ba\u001c\r\u000bb\u001c\r");
        hears("a");
        answers.getFirst().completeExceptionally(new IllegalStateException("of the test"));

        assertThat(read(socket, 1)).isEmpty();
        assertThat(heard).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(strings = { "x\u000ba\u001c\r", "\u000ba\u001cb", "\u000ba\u001c\u001c\r", "\u0000" })
    void whatIsNoFrameEndsTheConnection(String bytes) throws IOException {
        Socket socket = connect(started(LIMITS));
        send(socket, bytes);

        assertThat(read(socket, 1)).isEmpty();
        assertThat(heard).isEmpty();
    }

    @Test
    void theLargestMessageIsTakenAndALargerOneIsNot() throws IOException {
        MllpServer server = started(LIMITS);
        Socket socket = connect(server);
        String largest = "x".repeat(LIMITS.largest());
        send(socket, "\u000b" + largest + "\u001c\r");
        hears(largest);
        answer(0, "A");
        assertThat(read(socket, 4)).isEqualTo("\u000bA\u001c\r");
        send(socket, "\u000b" + largest + "y");

        assertThat(read(socket, 1)).isEmpty();
        assertThat(heard).hasSize(1);
    }

    @Test
    void whoLeavesMakesRoom() throws IOException {
        MllpServer server = started(LIMITS);
        for (int i = 0; i < LIMITS.connections(); i++) {
            Socket socket = connect(server);
            send(socket, "\u000bm\u001c\r");
            int number = i;
            Await.until("it is heard", () -> heard.size() > number);
            answer(i, "A");
            assertThat(read(socket, 4)).isNotEmpty();
        }
        assertThat(read(connect(server), 1)).as("one too many").isEmpty();
        sockets.getFirst().close();

        Await.until("there is room", () -> isHeardOn(server));
    }

    private boolean isHeardOn(MllpServer server) {
        int before = heard.size();
        try (Socket socket = connect(server)) {
            send(socket, "\u000blater\u001c\r");
            socket.setSoTimeout(200);
            return read(socket, 1).isEmpty() && heard.size() > before;
        } catch (IOException e) {
            return heard.size() > before;
        }
    }

    @Test
    void whoLeavesBeforeTheAnswerDisturbsNobody() throws IOException {
        MllpServer server = started(LIMITS);
        Socket gone = connect(server);
        send(gone, "\u000bgone\u001c\r\u000bnever\u001c\r");
        hears("gone");
        gone.close();
        answer(0, "A");
        Socket other = connect(server);
        send(other, "\u000bother\u001c\r");
        Await.until("the other is heard", () -> heard.contains("other"));
        answer(heard.indexOf("other"), "B");

        assertThat(read(other, 4)).isEqualTo("\u000bB\u001c\r");
    }

    @Test
    void aConnectionWithoutAWordIsClosed() throws IOException {
        MllpServer server = started(new MllpServer.Limits(1000, Duration.ofMillis(100), 2));
        Socket silent = connect(server);
        Socket within = connect(server);
        send(within, "\u000bhalf of a mess");

        assertThat(read(silent, 1)).isEmpty();
        assertThat(read(within, 1)).isEmpty();
        assertThat(heard).isEmpty();
    }

    @Test
    void stoppingEndsWhatIsOpen() throws IOException {
        MllpServer server = started(LIMITS);
        Socket socket = connect(server);
        send(socket, "\u000ba\u001c\r");
        hears("a");
        Await.result(server.stop());

        assertThat(read(socket, 1)).isEmpty();
    }
}
