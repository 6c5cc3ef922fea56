package org.lianzhen.dicom.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.lianzhen.dicom.pdu.Abort;
import org.lianzhen.dicom.pdu.AssociateAc;
import org.lianzhen.dicom.pdu.AssociateRj;
import org.lianzhen.dicom.pdu.AssociateRq;
import org.lianzhen.dicom.pdu.Pdu;
import org.lianzhen.dicom.pdu.PduDecoder;
import org.lianzhen.dicom.pdu.PduEncoder;
import org.lianzhen.dicom.pdu.PduException;
import org.lianzhen.dicom.pdu.PduLimits;
import org.lianzhen.dicom.pdu.PdvHeader;
import org.lianzhen.dicom.pdu.RecordingSink;
import org.lianzhen.dicom.pdu.RejectReason;
import org.lianzhen.dicom.pdu.UserInformation;
import org.lianzhen.dicom.ul.Event;

/** An upper layer whose events are made one by one, with a user and a connection that remember what they saw. */
final class TestProvider implements AutoCloseable {
    private static final Duration ARTIM = Duration.ofMillis(1);
    private static final Timeouts TIMEOUTS = Timeouts.STANDARD.with(Deadline.REQUEST, ARTIM).with(Deadline.CLOSE,
            ARTIM);
    private static final byte[] INVALID = RawPdus.bytes(99, 0, 0, 0, 0, 4, 0, 0, 0, 0);
    /** Context 1, the last piece of a data set, two bytes. */
    private static final byte[] DATA = RawPdus.bytes(4, 0, 0, 0, 0, 8, 0, 0, 0, 4, 1, 2, 7, 7);

    private static final UserInformation USER = UserInformation.builder(16_384, "1.2.3").build();

    private final boolean requestor;
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final UpperLayer layer;
    private final PduDecoder received;
    private final RecordingSink atPeer = new RecordingSink();
    private final PduDecoder peer = new PduDecoder(PduLimits.DEFAULT, atPeer);
    private final List<String> told = new ArrayList<>();

    TestProvider(boolean requestor) {
        this.requestor = requestor;
        channel.freezeTime();
        this.layer = new UpperLayer(channel, requestor, TIMEOUTS, new User());
        this.received = new PduDecoder(PduLimits.DEFAULT, layer);
    }

    /** What can be seen of a state without events. */
    record View(boolean awaitsDecision, boolean established, boolean maySend) {}

    static View view(String state) {
        return new View(state.startsWith("Sta3"), state.equals("Sta6"), state.equals("Sta6") || state.equals("Sta8"));
    }

    View state() {
        return new View(layer.awaitsDecision(), layer.isEstablished(), layer.maySend());
    }

    boolean isRequestor() {
        return requestor;
    }

    private static AssociateRq request(int version) {
        return new AssociateRq(version, "CALLED", "CALLING", AssociateRq.DICOM_APPLICATION_CONTEXT, List.of(),
                USER);
    }

    private static AssociateAc acceptance() {
        return AssociateAc.answering(request(1), List.of(), USER);
    }

    private static AssociateRj rejection() {
        return AssociateRj.permanent(RejectReason.CALLED_AE_TITLE_NOT_RECOGNIZED);
    }

    void happens(Event event) {
        switch (event) {
            case A_ASSOCIATE_REQUEST, TRANSPORT_CONNECT_CONFIRM -> layer.request(request(1));
            case TRANSPORT_CONNECT_INDICATION -> layer.connected();
            case A_ASSOCIATE_RESPONSE_ACCEPT -> layer.accept(acceptance(), new User());
            case A_ASSOCIATE_RESPONSE_REJECT -> layer.reject(rejection());
            case P_DATA_REQUEST -> {
                // whoever sends asks whether it may, which state() shows
            }
            case A_RELEASE_REQUEST -> layer.requestRelease();
            case A_RELEASE_RESPONSE -> layer.respondRelease();
            case A_ABORT_REQUEST -> layer.abort(new AssociationEnd.AbortedByUs(Abort.byUser(), "test"));
            case TRANSPORT_CONNECTION_CLOSED -> layer.disconnected("test");
            case ARTIM_TIMER_EXPIRED -> timePasses();
            case P_DATA_TF_PDU -> receives(DATA);
            case INVALID_PDU -> receives(INVALID);
            case A_ASSOCIATE_AC_PDU -> receives(acceptance());
            case A_ASSOCIATE_RJ_PDU -> receives(rejection());
            case A_ASSOCIATE_RQ_PDU -> receivesRequestOfVersion(1);
            case A_RELEASE_RQ_PDU -> receives(RawPdus.RELEASE_RQ);
            case A_RELEASE_RP_PDU -> receives(RawPdus.RELEASE_RP);
            case A_ABORT_PDU -> receives(RawPdus.ABORT);
        }
    }

    void receivesRequestOfVersion(int version) {
        receives(request(version));
    }

    private void receives(Pdu pdu) {
        receives(bytes(pdu));
    }

    private byte[] bytes(Pdu pdu) {
        ByteBuf encoded = PduEncoder.encode(pdu, channel.alloc());
        byte[] bytes = new byte[encoded.readableBytes()];
        encoded.readBytes(bytes).release();
        return bytes;
    }

    private void receives(byte[] pdu) {
        try {
            received.feed(Unpooled.wrappedBuffer(pdu));
        } catch (PduException e) {
            layer.invalid(e);
        }
    }

    /** The loop's clock stands still meanwhile; a timer looks at the machine's, too. */
    private void timePasses() {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin <= ARTIM.toNanos()) {
            Thread.onSpinWait();
        }
        channel.advanceTimeBy(1, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }

    void forget() {
        told.clear();
        channel.releaseOutbound();
    }

    /** What the user was told, what the peer was sent, whether the connection is closed, and whether the timer runs. */
    List<String> seen() {
        var seen = new ArrayList<>(told);
        for (ByteBuf sent = channel.readOutbound(); sent != null; sent = channel.readOutbound()) {
            peer.feed(sent);
            sent.release();
        }
        atPeer.received.forEach(pdu -> seen.add("sent " + inWords(pdu)));
        atPeer.received.clear();
        if (!channel.isOpen()) {
            seen.add("closed");
        }
        told.clear();
        if (timerRuns()) {
            seen.add("ARTIM");
        }
        return seen;
    }

    private static String inWords(Object pdu) {
        String name = pdu.getClass().getSimpleName();
        return switch (pdu) {
            case Abort abort -> name + " " + abort.source() + "/" + abort.reason();
            case AssociateRj no -> name + " " + no.result() + "/" + no.source() + "/" + no.reason();
            default -> name;
        };
    }

    /** It is seen to run by what it does. */
    private boolean timerRuns() {
        boolean open = channel.isOpen();
        timePasses();
        return open && !channel.isOpen();
    }

    @Override
    public void close() {
        received.close();
        peer.close();
        channel.finishAndReleaseAll();
    }

    private final class User implements UpperLayerUser {
        @Override
        public void associateIndication(AssociateRq request) {
            told.add("A-ASSOCIATE indication");
        }

        @Override
        public void rejectedByProvider(AssociateRq request, AssociateRj answer) {
            told.add("rejected by provider");
        }

        @Override
        public void associateConfirmation(AssociateAc answer) {
            told.add("A-ASSOCIATE confirmation");
        }

        @Override
        public void rejectConfirmation(AssociateRj answer) {
            told.add("A-ASSOCIATE confirmation (reject)");
        }

        @Override
        public void dataIndication(PdvHeader header, ByteBuf piece, boolean endOfPdv) {
            piece.release();
            told.add("P-DATA indication");
        }

        @Override
        public void releaseIndication() {
            told.add("A-RELEASE indication");
        }

        @Override
        public void releaseConfirmation() {
            told.add("A-RELEASE confirmation");
        }

        @Override
        public void ended(AssociationEnd end) {
            told.add(end.getClass().getSimpleName());
        }
    }
}
