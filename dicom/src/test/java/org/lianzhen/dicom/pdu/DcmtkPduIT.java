package org.lianzhen.dicom.pdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lianzhen.dicom.pdu.RecordingSink.Value;
import org.lianzhen.dicom.service.FreePort;

/** What the codecs write and read, said to and heard from DCMTK over a bare socket. Skipped where it is not installed. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DcmtkPduIT {
    private static final String VERIFICATION = "1.2.840.10008.1.1";
    private static final String IMPLICIT_LITTLE_ENDIAN = "1.2.840.10008.1.2";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final UserInformation FULL = UserInformation.builder(16384, "1.2.3.4")
            .implementationVersionName("LIANZHEN 0.1").asyncOperationsWindow(new AsyncOperationsWindow(4, 4))
            .roleSelection(new RoleSelection(VERIFICATION, true, true))
            .extendedNegotiation(new ExtendedNegotiation(VERIFICATION, Octets.of((byte) 1)))
            .commonExtendedNegotiation(new CommonExtendedNegotiation(VERIFICATION, "1.2.840.10008.4.2", List.of("1.2")))
            .userIdentityRq(UserIdentityRq.username("zhang", true)).build();

    @TempDir
    Path folder;

    @Test
    void storescpUnderstandsAFullRequestAndAnEcho() throws IOException, InterruptedException {
        int port = FreePort.find();
        Process storescp = start("storescp", "-od", folder.toString(), Integer.toString(port));
        try (Socket socket = connect(port, storescp)) {
            AssociateRq request = new AssociateRq("STORESCP", "LIANZHEN",
                    List.of(new PresentationContextRq(1, VERIFICATION, List.of(IMPLICIT_LITTLE_ENDIAN)),
                            new PresentationContextRq(3, "1.2.3.4.5", List.of(IMPLICIT_LITTLE_ENDIAN))),
                    FULL);
            Conversation conversation = new Conversation(socket);
            conversation.send(request);
            AssociateAc answer = (AssociateAc) conversation.receive();
            conversation.send(AnnotatedHex.bytes(EncodedPdus.ECHO_COMMAND));
            Value echo = (Value) conversation.receive();
            conversation.send(new ReleaseRq());

            assertThat(answer.presentationContexts()).containsExactly(
                    PresentationContextAc.accepted(1, IMPLICIT_LITTLE_ENDIAN),
                    PresentationContextAc.rejected(3, PresentationContextResult.ABSTRACT_SYNTAX_NOT_SUPPORTED));
            assertThat(answer.userInformation().implementationVersionName()).startsWith("OFFIS_DCMTK");
            assertThat(echo.header()).isEqualTo(PdvHeader.of(1, true, true));
            assertThat(conversation.receive()).isEqualTo(new ReleaseRp());
        } finally {
            storescp.destroy();
        }
    }

    @Test
    void echoscuUnderstandsAnAcceptanceAndARelease() throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout((int) PATIENCE.toMillis());
            Process echoscu = start("echoscu", "-aec", "LIANZHEN", "127.0.0.1",
                    Integer.toString(server.getLocalPort()));
            try (Socket socket = server.accept()) {
                Conversation conversation = new Conversation(socket);
                AssociateRq request = (AssociateRq) conversation.receive();
                conversation.send(AssociateAc.answering(request,
                        List.of(PresentationContextAc.accepted(1, IMPLICIT_LITTLE_ENDIAN)),
                        UserInformation.builder(16384, "1.2.3.4").implementationVersionName("LIANZHEN 0.1").build()));
                Value echo = (Value) conversation.receive();
                conversation.send(echoResponse());
                assertThat(request.calledAeTitle()).isEqualTo("LIANZHEN");
                assertThat(echo.header()).isEqualTo(PdvHeader.of(1, true, true));
                assertThat(conversation.receive()).isEqualTo(new ReleaseRq());
                conversation.send(new ReleaseRp());
            }
            assertThat(echoscu.waitFor(PATIENCE)).isTrue();
            assertThat(echoscu.exitValue()).as(output()).isZero();
        }
    }

    @Test
    void echoscuUnderstandsARejection() throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout((int) PATIENCE.toMillis());
            Process echoscu = start("echoscu", "-v", "127.0.0.1", Integer.toString(server.getLocalPort()));
            try (Socket socket = server.accept()) {
                Conversation conversation = new Conversation(socket);
                conversation.receive();
                conversation.send(AssociateRj.transientRejection(RejectReason.LOCAL_LIMIT_EXCEEDED));
            }
            assertThat(echoscu.waitFor(PATIENCE)).isTrue();
            assertThat(output()).contains("Rejected Transient", "Local Limit Exceeded");
        }
    }

    private static byte[] echoResponse() {
        return AnnotatedHex.bytes("""
                04 00 00 00 00 54  # P-DATA-TF, 84 bytes
                  00 00 00 50      # value of 80 bytes
                  01 03            # context 1, command, last fragment
                    00 00 00 00 04 00 00 00 42 00 00 00                                # CommandGroupLength 66
                    00 00 02 00 12 00 00 00 31 2e 32 2e 38 34 30 2e 31 30 30 30 38 2e 31 2e 31 00
                    00 00 00 01 02 00 00 00 30 80                                      # CommandField: C-ECHO-RSP
                    00 00 20 01 02 00 00 00 01 00                                      # MessageIDBeingRespondedTo 1
                    00 00 00 08 02 00 00 00 01 01                                      # CommandDataSetType: none
                    00 00 00 09 02 00 00 00 00 00                                      # Status: success
                """);
    }

    private Process start(String tool, String... arguments) throws IOException {
        boolean installed = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
        assumeThat(installed).as("DCMTK is installed").isTrue();
        List<String> command = Stream.concat(Stream.of(tool), Stream.of(arguments)).toList();
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log().toFile()).start();
    }

    private String output() throws IOException {
        return Files.readString(log());
    }

    private Path log() {
        return folder.resolve("log");
    }

    /** Tries until the tool listens. */
    private Socket connect(int port, Process tool) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                socket.setSoTimeout((int) PATIENCE.toMillis());
                return socket;
            } catch (IOException e) {
                if (!tool.isAlive() || System.nanoTime() > deadline) {
                    throw new IOException(output(), e);
                }
                Thread.onSpinWait();
            }
        }
    }

    /** Sends and receives whole PDUs over a blocking socket. */
    private static final class Conversation {
        private final Socket socket;
        private final RecordingSink sink = new RecordingSink();
        private final PduDecoder decoder = new PduDecoder(PduLimits.DEFAULT, sink);
        private int taken;

        Conversation(Socket socket) {
            this.socket = socket;
        }

        void send(Pdu pdu) throws IOException {
            ByteBuf out = PduEncoder.encode(pdu, ByteBufAllocator.DEFAULT);
            out.readBytes(socket.getOutputStream(), out.readableBytes());
            out.release();
        }

        void send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        Object receive() throws IOException {
            byte[] chunk = new byte[1000];
            while (sink.received.size() == taken) {
                int length = socket.getInputStream().read(chunk);
                assertThat(length).as("bytes before the end of the stream").isPositive();
                decoder.feed(Unpooled.wrappedBuffer(chunk.clone(), 0, length));
            }
            return sink.received.get(taken++);
        }
    }
}
