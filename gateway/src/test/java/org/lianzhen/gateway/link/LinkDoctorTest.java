package org.lianzhen.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dict.Uid;
import org.lianzhen.dicom.dimse.DimseException;
import org.lianzhen.dicom.dimse.Outcome;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.net.EventLoops;
import org.lianzhen.dicom.service.Await;
import org.lianzhen.dicom.service.CommitmentHandler;
import org.lianzhen.dicom.service.CommitmentRequest;
import org.lianzhen.dicom.service.CommitmentResult;
import org.lianzhen.dicom.service.ServiceClassUser;
import org.lianzhen.dicom.service.StoragePolicy;
import org.lianzhen.gateway.link.LinkReport.Result;

/** Nodes that are well, and nodes that are ill in every way. */
@Timeout(90)
class LinkDoctorTest {
    private static final LinkCalls CALLS = new LinkCalls("LIANZHEN", null);

    private final EventLoops loops = EventLoops.start(1);

    @AfterEach
    void stop() {
        Await.result(loops.stop());
    }

    private Examined examine(LinkTarget target) {
        return Examined.of(loops, CALLS, new LinkOrder(target, false, 0));
    }

    private Examined examineWithImages(LinkTarget target, int megabytes) {
        return Examined.of(loops, CALLS, new LinkOrder(target, true, megabytes));
    }

    @Test
    void aNodeThatIsWellIsFoundSo() {
        try (TestNode node = TestNode.storing(loops, Outcome.SUCCESS)) {
            Examined found = examine(node.target());
            found.ok(LinkStep.LOOKUP, "lookup.ok").ok(LinkStep.CONNECTION, "connection.ok")
                    .is(LinkStep.TLS, Result.SKIPPED, "tls.not-wanted").ok(LinkStep.ASSOCIATION, "association.ok")
                    .ok(LinkStep.CONTEXTS, "contexts.ok").ok(LinkStep.ECHO, "echo.ok")
                    .is(LinkStep.STORE, Result.SKIPPED, "store.not-asked")
                    .is(LinkStep.CLEAN_UP, Result.SKIPPED, "store.not-asked");
            assertThat(found.report().isSound()).isTrue();
            assertThat(found.report().steps()).extracting(LinkReport.Step::step).as("but for those of the web")
                    .containsExactlyElementsOf(EnumSet.complementOf(EnumSet.of(LinkStep.CREDENTIALS, LinkStep.QUERY)));
            assertThat(node.stored()).as("nothing without being asked").isEmpty();
            assertThat(found.report().classes()).hasSize(11)
                    .allSatisfy(one -> assertThat(one.transferSyntaxes()).contains("1.2.840.10008.1.2.1"));
            assertThat(found.step(LinkStep.ECHO).details().get("roundTripMillis").split(", ")).hasSize(3);
        }
    }

    @Test
    void theTraceTellsWhatWentOverTheLine() {
        try (TestNode node = TestNode.storing(loops, Outcome.SUCCESS)) {
            List<String> trace = examineWithImages(node.target(), 1).trace();
            assertThat(trace.getFirst()).startsWith("> A-ASSOCIATE-RQ calling LIANZHEN, called CH1PACS, 79 contexts");
            assertThat(trace.get(1)).startsWith("< A-ASSOCIATE-AC accepted 78 of 79 contexts");
            assertThat(trace).filteredOn(line -> line.contains("C-ECHO-RQ")).hasSize(3);
            assertThat(trace).anyMatch(line -> line.matches("< P-DATA-TF C-STORE-RSP \\d+, 0000H.*"));
            assertThat(trace).anyMatch(line -> line.startsWith("> A-RELEASE-RQ"));
            assertThat(trace).noneMatch(line -> line.contains(TestImages.PATIENT));
        }
    }

    @Test
    void testImagesAreStoredMeasuredAndSaidToStay() {
        try (TestNode node = TestNode.storing(loops, Outcome.SUCCESS)) {
            Examined found = examineWithImages(node.target(), 2);
            found.ok(LinkStep.STORE, "store.ok").is(LinkStep.COMMITMENT, Result.SKIPPED, "commitment.not-offered")
                    .ok(LinkStep.THROUGHPUT, "throughput.ok").is(LinkStep.CLEAN_UP, Result.SKIPPED, "clean-up.stays");
            assertThat(node.stored()).hasSize(5).allMatch(Uid::isValid).doesNotHaveDuplicates()
                    .contains(found.step(LinkStep.STORE).details().get("sopInstanceUid"));
            assertThat(found.step(LinkStep.CLEAN_UP).finding().values()).startsWith("5", "LIANZHEN-TEST");
            assertThat(Long.parseLong(found.step(LinkStep.THROUGHPUT).details().get("bytesPerSecond"))).isPositive();
        }
    }

    @Test
    void anImageThatIsRefusedDoesNotStay() {
        try (TestNode node = TestNode.storing(loops, Outcome.of(Status.OUT_OF_RESOURCES))) {
            examineWithImages(node.target(), 1).ok(LinkStep.ECHO, "echo.ok")
                    .failsAt(LinkStep.STORE, "store.full", "A700H")
                    .is(LinkStep.CLEAN_UP, Result.SKIPPED, "clean-up.nothing");
        }
        try (TestNode node = TestNode.storing(loops, Outcome.of(new Status(0xC001)))) {
            examineWithImages(node.target(), 1).failsAt(LinkStep.STORE, "store.refused", "C001H");
        }
    }

    @Test
    void aWarningIsTold() {
        try (TestNode node = TestNode.storing(loops, Outcome.of(new Status(0xB000)))) {
            examineWithImages(node.target(), 0).ok(LinkStep.STORE, "store.warning").is(LinkStep.THROUGHPUT,
                    Result.SKIPPED, "throughput.not-asked");
        }
    }

    private TestNode committing(CommitmentHandler handler) {
        var user = new ServiceClassUser(loops);
        var storing = new TestNode[1];
        storing[0] = TestNode.of(loops,
                builder -> builder.storage(StoragePolicy.EVERYTHING, context -> storing[0].begin(context))
                        .commitment(handler, title -> CompletableFuture.completedStage(Optional.empty()), user),
                options -> options);
        return storing[0];
    }

    private TestNode committing(boolean keeps) {
        return committing((request, reporter) -> {
            reporter.report(result(request, keeps));
            return CompletableFuture.completedStage(null);
        });
    }

    private static CommitmentResult result(CommitmentRequest request, boolean keeps) {
        var refused = request.instances().stream()
                .map(one -> new CommitmentResult.Refusal(one, CommitmentResult.Refusal.NO_SUCH_OBJECT)).toList();
        return new CommitmentResult(request.transactionUid(), keeps ? request.instances() : List.of(),
                keeps ? List.of() : refused);
    }

    @Test
    void aResultThatComesLaterIsNotWaitedFor() {
        var soon = new LinkPace(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(30), 1, 1);
        try (TestNode node = committing((request, reporter) -> CompletableFuture.completedStage(null))) {
            var report = Await
                    .result(new LinkDoctor(loops, CALLS, soon).examine(new LinkOrder(node.target(), true, 0),
                            Examined.UNRECORDED))
                    .orElseThrow();
            new Examined(report).ok(LinkStep.COMMITMENT, "commitment.later");
        }
    }

    @Test
    void aResultThatTheNodeCallsForCounts() {
        var doctor = new LinkDoctor(loops, CALLS, Examined.PACE);
        for (boolean keeps : List.of(true, false)) {
            try (TestNode node = committing((request, reporter) -> {
                assertThat(doctor.reported(result(request, keeps))).isTrue();
                return CompletableFuture.completedStage(null);
            })) {
                Examined found = new Examined(Await.result(doctor.examine(new LinkOrder(node.target(), true, 0),
                        Examined.UNRECORDED)).orElseThrow());
                found.is(LinkStep.COMMITMENT, keeps ? Result.OK : Result.FAILED,
                        keeps ? "commitment.ok-by-call" : "commitment.not-kept");
            }
        }
        assertThat(doctor.reported(new CommitmentResult("1.2.3", List.of(), List.of()))).as("nobody asked").isFalse();
    }

    @Test
    void aRefusedCommitmentIsTold() {
        try (TestNode node = committing((request, reporter) -> CompletableFuture.failedStage(
                new DimseException(Status.PROCESSING_FAILURE, "no disk")))) {
            Examined found = examineWithImages(node.target(), 0).is(LinkStep.COMMITMENT, Result.FAILED,
                    "commitment.refused");
            assertThat(found.words(LinkStep.COMMITMENT, Locale.ENGLISH)).contains("0110H");
        }
    }

    @Test
    void commitmentIsAskedForWhereItIsOffered() {
        try (TestNode node = committing(true)) {
            examineWithImages(node.target(), 0).ok(LinkStep.COMMITMENT, "commitment.ok");
        }
        try (TestNode node = committing(false)) {
            examineWithImages(node.target(), 0).is(LinkStep.COMMITMENT, Result.FAILED, "commitment.not-kept")
                    .is(LinkStep.CLEAN_UP, Result.SKIPPED, "clean-up.stays");
        }
    }

    @Test
    void aTitleThatIsNotRegisteredIsNamed() {
        try (TestNode node = TestNode.of(loops,
                builder -> builder.callers(request -> CompletableFuture.completedStage(false)), options -> options)) {
            Examined found = examine(node.target()).failsAt(LinkStep.ASSOCIATION, "association.calling-title",
                    "LIANZHEN");
            assertThat(found.words(LinkStep.ASSOCIATION, Locale.SIMPLIFIED_CHINESE))
                    .isEqualTo("对方拒绝了呼叫 AE 标题：请在对方 PACS 中登记 LIANZHEN。");
            assertThat(found.trace().getLast()).contains("A-ASSOCIATE-RJ", "CALLING_AE_TITLE_NOT_RECOGNIZED");
            assertThat(found.step(LinkStep.ASSOCIATION).details()).containsEntry("reject", "1/1/3");
        }
    }

    @Test
    void aNodeThatIsCalledOtherwiseIsNamed() {
        try (TestNode node = TestNode.storing(loops, Outcome.SUCCESS)) {
            examine(node.target("OTHER")).failsAt(LinkStep.ASSOCIATION, "association.called-title", "OTHER");
        }
    }

    @Test
    void aNodeThatTakesNoImagesIsStillAskedForAnEcho() {
        try (TestNode node = TestNode.of(loops, builder -> builder, options -> options)) {
            Examined found = examineWithImages(node.target(), 1);
            found.is(LinkStep.CONTEXTS, Result.FAILED, "contexts.none").ok(LinkStep.ECHO, "echo.ok")
                    .is(LinkStep.STORE, Result.SKIPPED, "earlier")
                    .is(LinkStep.CLEAN_UP, Result.SKIPPED, "clean-up.nothing");
        }
    }

    @Test
    void aHostThatNobodyKnowsEndsIt() {
        examine(new LinkTarget("X", "no-such-host.invalid", 104, false)).failsAt(LinkStep.LOOKUP, "lookup.unknown",
                "no-such-host.invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = { "169.254.169.254", "fe80::1", "0.0.0.0", "::", "224.0.0.1", "ff02::1",
            "::ffff:169.254.169.254" })
    void whereNoNodeCanBeIsNotCalled(String host) {
        examine(new LinkTarget("X", host, 104, false)).failsAt(LinkStep.LOOKUP, "lookup.no-place", host);
    }

    @ParameterizedTest
    @ValueSource(strings = { "127.0.0.1", "127.9.9.9", "::1", "localhost" })
    void thisMachineIsNotCalledForStrangers(String host) {
        examine(new LinkTarget("X", host, 104, false, false)).failsAt(LinkStep.LOOKUP, "lookup.loopback", host);
    }

    @Test
    void whatMustBeDoneFirstAndFailsLeavesRoom() {
        var pace = new LinkPace(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ZERO, 1, 1);
        var doctor = new LinkDoctor(loops, CALLS, pace);
        var order = new LinkOrder(new LinkTarget("X", "127.0.0.1", 104, false), false, 0);
        var broken = new IllegalStateException("not on record");
        assertThat(doctor.examine(order, () -> CompletableFuture.failedStage(broken)).toCompletableFuture())
                .isCompletedExceptionally();
        assertThat(doctor.examine(order, () -> {
            throw broken;
        }).toCompletableFuture()).isCompletedExceptionally();
        assertThat(Await.result(doctor.examine(order, Examined.UNRECORDED))).isPresent();
    }

    @Test
    void aPortThatNobodyListensOnEndsIt() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        examine(new LinkTarget("X", "127.0.0.1", port, false)).ok(LinkStep.LOOKUP, "lookup.ok")
                .failsAt(LinkStep.CONNECTION, "connection.refused", String.valueOf(port));
    }

    @Test
    void aServerThatSaysNothingIsNotWaitedForForEver() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            var pace = new LinkPace(Duration.ofMillis(300), Duration.ofSeconds(1), Duration.ofSeconds(20), 1, 1);
            var order = new LinkOrder(new LinkTarget("X", "127.0.0.1", mute.getLocalPort(), false), true, 0);
            var report = Await.result(new LinkDoctor(loops, CALLS, pace).examine(order, Examined.UNRECORDED))
                    .orElseThrow();
            new Examined(report).failsAt(LinkStep.ASSOCIATION, "association.silent");
        }
    }

    @Test
    void whatIsNoDicomIsCalledSo() throws Exception {
        for (var one : List.of(List.of("HTTP/1.1 400 Bad Request\r\n\r\n", "association.web-server"),
                List.of("SSH-2.0-OpenSSH\r\n", "association.no-dicom"),
                List.of("\u0015\u0003\u0003\u0000\u0002\u0002(", "association.wants-tls"),
                List.of("\u0002\u0000\u0000\u0000", "association.silent"),
                List.of("", "association.lost"))) {
            try (ServerSocket server = answering(one.getFirst())) {
                var pace = new LinkPace(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(20), 1, 1);
                var order = new LinkOrder(new LinkTarget("X", "127.0.0.1", server.getLocalPort(), false), false, 0);
                var report = Await.result(new LinkDoctor(loops, CALLS, pace).examine(order, Examined.UNRECORDED))
                        .orElseThrow();
                new Examined(report).failsAt(LinkStep.ASSOCIATION, one.getLast());
            }
        }
    }

    /** Says the same to everybody who speaks; nothing is a closed connection. */
    private static ServerSocket answering(String text) throws IOException {
        var server = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    Socket peer = server.accept();
                    if (peer.getInputStream().read() >= 0) {
                        peer.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
                        peer.getOutputStream().flush();
                        if (text.isEmpty()) {
                            peer.close();
                        }
                    }
                }
            } catch (IOException e) {
                // closed
            }
        });
        return server;
    }

    @Test
    void thereIsATimeForAllOfIt() {
        try (TestNode node = TestNode.storing(loops, Outcome.SUCCESS)) {
            var pace = new LinkPace(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ZERO, 1, 1);
            var report = Await
                    .result(new LinkDoctor(loops, CALLS, pace).examine(new LinkOrder(node.target(), true, 0),
                            Examined.UNRECORDED))
                    .orElseThrow();
            new Examined(report).is(LinkStep.LOOKUP, Result.FAILED, "total").is(LinkStep.STORE, Result.SKIPPED,
                    "earlier");
        }
    }

    @Test
    void onlySoManyAreExaminedAtOnce() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            var pace = new LinkPace(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(20), 1, 1);
            var doctor = new LinkDoctor(loops, CALLS, pace);
            var order = new LinkOrder(new LinkTarget("X", "127.0.0.1", mute.getLocalPort(), false), false, 0);
            CompletionStage<Optional<LinkReport>> first = doctor.examine(order, Examined.UNRECORDED);
            assertThat(Await.result(doctor.examine(order, Examined.UNRECORDED))).isEmpty();
            assertThat(Await.result(first)).isPresent();
            Await.until("there is room again",
                    () -> Await.result(doctor.examine(order, Examined.UNRECORDED)).isPresent());
        }
    }

    @Test
    void ordersThatMakeNoSenseAreNoOrders() {
        var target = new LinkTarget("X", "h", 104, false);
        assertThatThrownBy(() -> new LinkOrder(target, false, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LinkOrder(target, true, 65)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LinkOrder(target, true, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNodeThatTakesOneSyntaxGetsAnImageInThat() {
        var only = new TestNode[1];
        only[0] = TestNode.of(loops, builder -> builder.storage(
                StoragePolicy.EVERYTHING.accepting(List.of(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN)),
                context -> only[0].begin(context)), options -> options);
        try (TestNode node = only[0]) {
            Examined found = examineWithImages(node.target(), 0).ok(LinkStep.STORE, "store.ok");
            assertThat(found.step(LinkStep.CONTEXTS).finding().values()).containsExactly("11", "11", "1");
            assertThat(found.report().classes()).allSatisfy(one -> assertThat(one.transferSyntaxes())
                    .containsExactly(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN.uid()));
        }
    }
}
