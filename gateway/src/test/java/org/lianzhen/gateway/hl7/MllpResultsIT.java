package org.lianzhen.gateway.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.app.HL7Service;
import ca.uhn.hl7v2.llp.MinLowerLayerProtocol;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.protocol.ReceivingApplication;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.util.idgenerator.InMemoryIDGenerator;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.SelfSignedCertificate;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.FreePort;
import org.lianzhen.gateway.member.MessageSender;
import org.lianzhen.gateway.member.ResultReceiver;
import org.lianzhen.gateway.reading.report.SampleReports;
import org.lianzhen.gateway.reading.result.ReportResult;
import org.lianzhen.gateway.reading.result.ResultChannel.Answer;

/** What is sent is taken by the receiver of another implementation (HAPI), and whatever goes wrong is told. */
@Timeout(60)
class MllpResultsIT {
    private static final ReportResult RESULT = ResultMessageTest
            .result(SampleReports.approved("欧阳^𠀀", "右肺结节,\n建议复查。"));

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        Await.result(vertx.close().toCompletionStage());
    }

    private Answer send(ResultReceiver receiver) {
        return Await.result(new MllpResults(vertx, folder, Duration.ofSeconds(5), InstantSource.system())
                .send(receiver, RESULT));
    }

    private static final class Taking implements ReceivingApplication<Message> {
        private final List<Message> taken = new CopyOnWriteArrayList<>();

        @Override
        public Message processMessage(Message message, Map<String, Object> metadata) throws HL7Exception {
            taken.add(message);
            try {
                return message.generateACK();
            } catch (IOException e) {
                throw new HL7Exception(e);
            }
        }

        @Override
        public boolean canProcess(Message message) {
            return true;
        }
    }

    @ParameterizedTest
    @EnumSource(MessageSender.Text.class)
    void aReceiverOfOthersTakesIt(MessageSender.Text text) throws Exception {
        int port = FreePort.find();
        var taking = new Taking();
        try (HapiContext context = new DefaultHapiContext()) {
            var protocol = new MinLowerLayerProtocol();
            protocol.setCharset(text.charset());
            context.setLowerLayerProtocol(protocol);
            // the usual one keeps its numbers in a file of this folder
            context.getParserConfiguration().setIdGenerator(new InMemoryIDGenerator());
            HL7Service service = context.newServer(port, false);
            service.registerApplication("ORU", "R01", taking);
            service.startAndWait();
            assertThat(send(ResultMessageTest.receiver(port, text))).isEqualTo(new Answer.Taken());
            service.stopAndWait();
        }
        Terser terser = new Terser(taking.taken.getFirst());
        assertThat(terser.get("/.PID-5-1") + terser.get("/.PID-5-2")).isEqualTo("欧阳𠀀");
        assertThat(terser.get("/.OBSERVATION(4)/OBX-5")).isEqualTo("右肺上叶磨玻璃结节。\\.br\\建议复查。");
    }

    /** A receiver that says something of its own. */
    private int answering(@Nullable NetServerOptions options, UnaryOperator<String> answer) {
        NetServer server = vertx.createNetServer(options == null ? new NetServerOptions() : options);
        server.connectHandler(socket -> socket.handler(packet -> {
            String said = answer.apply(packet.toString(StandardCharsets.UTF_8));
            if (said.isEmpty()) {
                socket.close();
            } else {
                socket.write(said);
            }
        }));
        return Await.result(server.listen(0, "127.0.0.1").toCompletionStage()).actualPort();
    }

    private static ResultReceiver at(int port) {
        return ResultMessageTest.receiver(port, MessageSender.Text.UTF_8);
    }

    private static String framed(String message) {
        return "\u000b" + message + "\u001c\r";
    }

    private static String acknowledged(String code, String control, String words) {
        return framed("MSH|^~\\&|HIS|TS1|LIANZHEN|IMG|20260301||ACK^R01|9|P|2.4\rMSA|" + code + "|" + control + "|"
                + words + "\r");
    }

    @ParameterizedTest
    @CsvSource({ "AA, true", "CA, true", "AE, false", "AR, false", "CE, false", "ZZ, false" })
    void whatItAnswersCounts(String code, boolean taken) {
        Answer answer = send(at(answering(null, message -> acknowledged(code, ResultMessage.controlId(RESULT), ""))));
        assertThat(answer instanceof Answer.Taken).isEqualTo(taken);
    }

    @Test
    void whatItComplainsOfIsToldWithoutThePatient() {
        String words = "病人 欧阳𠀀(P1 19800229 110101198002290018) 欧阳 不在院, 检查号 A7";
        Answer answer = send(at(answering(null,
                message -> acknowledged("AE", ResultMessage.controlId(RESULT), words + "x".repeat(500)))));
        assertThat(answer).isInstanceOfSatisfying(Answer.Refused.class, refused -> assertThat(refused.why())
                .startsWith("AE 病人").contains("不在院").doesNotContain("欧阳", "𠀀", "P1", "19800229", "110101")
                .hasSizeLessThanOrEqualTo(200));
    }

    @ParameterizedTest
    @CsvSource({ "OTHER", "GARBAGE", "NO_MSA", "NOTHING" })
    void whatIsNoAnswerToOursIsNone(String what) {
        int port = answering(null, message -> switch (what) {
            case "OTHER" -> acknowledged("AA", "somebody else's", "");
            case "GARBAGE" -> "HTTP/1.1 400 Bad Request\r\n\r\n";
            case "NO_MSA" -> framed("MSH|^~\\&|HIS|TS1|||20260301||ACK|9|P|2.4\r");
            default -> "";
        });
        assertThatThrownBy(() -> send(at(port))).hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void whoeverSaysNothingIsNotWaitedForForever() {
        int port = answering(null, message -> "\u000bMSH|");
        var impatient = new MllpResults(vertx, folder, Duration.ofMillis(300), InstantSource.system());
        assertThatThrownBy(() -> Await.result(impatient.send(at(port), RESULT)))
                .hasRootCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void nobodyThereIsTold() throws Exception {
        int port = FreePort.find();
        assertThatThrownBy(() -> send(at(port))).hasStackTraceContaining("refused");
    }

    @Test
    void overTlsOnlyWhoIsBelievedGetsIt() throws Exception {
        var certificate = SelfSignedCertificate.create("localhost");
        Files.copy(Path.of(certificate.certificatePath()), folder.resolve("his.pem"));
        int port = answering(new NetServerOptions().setSsl(true).setKeyCertOptions(certificate.keyCertOptions()),
                message -> acknowledged("AA", ResultMessage.controlId(RESULT), ""));
        assertThat(send(secure(port, "localhost", "his.pem"))).isEqualTo(new Answer.Taken());
        assertThatThrownBy(() -> send(secure(port, "localhost", null))).as("an issuer nobody has named")
                .hasStackTraceContaining("certification path");
        assertThatThrownBy(() -> send(secure(port, "127.0.0.1", "his.pem"))).as("another name than it shows")
                .hasStackTraceContaining("subject alternative names");
        assertThatThrownBy(() -> send(secure(port, "localhost", "gone.pem"))).hasStackTraceContaining("gone.pem");
    }

    private static ResultReceiver secure(int port, String host, @Nullable String issuers) {
        return new ResultReceiver("TS1HIS", "TS1", new ResultReceiver.Address(host, port, true, issuers),
                new ResultReceiver.Name("HIS", ""), MessageSender.Text.UTF_8, Set.of());
    }

    @Test
    void theAnswerMayBeInAnotherCharacterSet() {
        Charset national = Charset.forName("GB18030");
        NetServer server = vertx.createNetServer();
        server.connectHandler(socket -> socket.handler(packet -> socket.write(Buffer.buffer(
                acknowledged("AE", ResultMessage.controlId(RESULT), "科室停用").replace("|2.4\r", "|2.4||||||GB18030\r")
                        .getBytes(national)))));
        int port = Await.result(server.listen(0, "127.0.0.1").toCompletionStage()).actualPort();
        assertThat(send(at(port))).isEqualTo(new Answer.Refused("AE 科室停用"));
    }
}
