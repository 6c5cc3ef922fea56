package org.lianzhen.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lianzhen.dicom.net.TestServer.get;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.dimse.CEchoRsp;
import org.lianzhen.dicom.dimse.CStoreRq;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.pdu.AssociateAc;
import org.lianzhen.dicom.pdu.AssociateRj;
import org.lianzhen.dicom.pdu.AssociateRq;
import org.lianzhen.dicom.pdu.PduException;
import org.lianzhen.dicom.pdu.RejectReason;
import org.lianzhen.dicom.pdu.ReleaseRp;
import org.lianzhen.dicom.pdu.ReleaseRq;
import org.lianzhen.dicom.pdu.UserInformation;

/** What somebody hears who looks for the cause of trouble on a connection. */
class PduTapTest {
    private static final int IMAGE = 300_000;

    private final ConcurrentLinkedQueue<TracedPdu> heard = new ConcurrentLinkedQueue<>();
    private final EventLoops loops = EventLoops.start(1);

    @AfterEach
    void stop() {
        get(loops.stop());
    }

    private <T extends TracedPdu> List<T> all(Class<T> kind) {
        return heard.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Test
    void everyPduOfBothDirectionsIsHeardInOrder() {
        try (TestServer server = TestServer.start()) {
            TestClient client = TestClient.connect(server, options -> options.tracedBy(heard::add));
            assertThat(get(client.invoke(TestClient.echo(1)).finalStatus())).isEqualTo(Status.SUCCESS);
            get(client.association().release());
            Condition.await("the release is heard", () -> all(TracedPdu.Control.class).size() == 4);
        }
        assertThat(all(TracedPdu.Control.class)).extracting(TracedPdu.Control::sent).containsExactly(true, false, true,
                false);
        assertThat(all(TracedPdu.Control.class)).extracting(one -> (Object) one.pdu().getClass())
                .containsExactly(AssociateRq.class, AssociateAc.class, ReleaseRq.class, ReleaseRp.class);
        assertThat(all(TracedPdu.Control.class)).extracting(TracedPdu.Control::length)
                .allSatisfy(length -> assertThat(length).isGreaterThanOrEqualTo(4)).endsWith(4L, 4L);
        assertThat(all(TracedPdu.Command.class)).extracting(one -> one.message().commandField().toString())
                .containsExactly("C-ECHO-RQ", "C-ECHO-RSP");
        assertThat(all(TracedPdu.Command.class).getLast().message())
                .isInstanceOfSatisfying(CEchoRsp.class,
                        answer -> assertThat(answer.status()).isEqualTo(Status.SUCCESS));
        assertThat(heard).noneMatch(TracedPdu.Unreadable.class::isInstance);
    }

    @Test
    void theLengthOfARequestIsThatOnTheWire() throws Exception {
        try (FakeScp scp = new FakeScp()) {
            var connecting = scp.beConnected(loops, options -> options.tracedBy(heard::add));
            try (RawPeer peer = scp.takeConnection()) {
                int length = peer.expect(1).length;
                AssociateAc answer = FakeScp.accepting(UserInformation.builder(16_384, "1.2.3.4").build());
                byte[] bytes = RawPdus.encode(answer);
                // in two pieces: what is told does not hang on how bytes arrive
                peer.send(Arrays.copyOf(bytes, 10));
                peer.send(Arrays.copyOfRange(bytes, 10, bytes.length));
                get(connecting).orThrow().abort("done");
                assertThat(all(TracedPdu.Control.class)).extracting(TracedPdu.Control::length).startsWith((long) length,
                        (long) bytes.length - 6);
            }
        }
    }

    @Test
    void aDataSetIsToldByItsLengthAlone() {
        try (TestServer server = TestServer.start()) {
            TestClient client = TestClient.connect(server, options -> options.tracedBy(heard::add));
            var stored = client.invoke(TestClient.store(2, ChunkSource.of(RawPdus.pattern(IMAGE))));
            assertThat(get(stored.finalStatus())).isEqualTo(Status.SUCCESS);
            assertThat(server.service().dataSet(2)).isEqualTo(RawPdus.pattern(IMAGE));
            client.association().abort("done");
        }
        List<TracedPdu.Value> data = all(TracedPdu.Value.class).stream().filter(value -> !value.header().command())
                .toList();
        assertThat(data.stream().mapToLong(TracedPdu.Value::length).sum()).isEqualTo(IMAGE);
        assertThat(data).hasSizeGreaterThan(1).allMatch(TracedPdu.Value::sent);
        assertThat(data.getLast().header().last()).isTrue();
        assertThat(all(TracedPdu.Command.class).getFirst().message()).isInstanceOf(CStoreRq.class);
    }

    @Test
    void aRejectionIsHeard() throws Exception {
        try (FakeScp scp = new FakeScp()) {
            var connecting = scp.beConnected(loops, options -> options.tracedBy(heard::add));
            try (RawPeer peer = scp.takeConnection()) {
                peer.expect(1);
                AssociateRj answer = AssociateRj.permanent(RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED);
                peer.send(RawPdus.encode(answer));
                get(connecting);
                assertThat(all(TracedPdu.Control.class)).last()
                        .isEqualTo(new TracedPdu.Control(false, answer, 4));
            }
        }
    }

    @Test
    void whatIsNoDicomIsNamed() throws Exception {
        try (FakeScp scp = new FakeScp()) {
            var connecting = scp.beConnected(loops, options -> options.tracedBy(heard::add));
            try (RawPeer peer = scp.takeConnection()) {
                peer.expect(1);
                peer.send("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                get(connecting);
                assertThat(all(TracedPdu.Unreadable.class)).singleElement()
                        .satisfies(one -> assertThat(one.kind()).isEqualTo(PduException.Kind.HTTP))
                        .satisfies(one -> assertThat(one.sent()).isFalse());
            }
        }
    }

    @Test
    void aDataSetWithoutACommandIsTold() throws Exception {
        try (FakeScp scp = new FakeScp()) {
            var connecting = scp.beConnected(loops, options -> options.tracedBy(heard::add));
            try (RawPeer peer = scp.accept()) {
                get(connecting).orThrow();
                peer.send(new byte[]{ 4, 0, 0, 0, 0, 8, 0, 0, 0, 4, 1, 2, 0, 0 });
                peer.expectAbort(0, 0);
                assertThat(all(TracedPdu.Unreadable.class)).singleElement()
                        .satisfies(one -> assertThat(one.why()).contains("without a command"));
            }
        }
    }
}
