package org.lianzhen.dicom.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.pdu.AssociateAc;
import org.lianzhen.dicom.pdu.AssociateRq;
import org.lianzhen.dicom.pdu.PresentationContextAc;
import org.lianzhen.dicom.pdu.PresentationContextRq;
import org.lianzhen.dicom.pdu.UserInformation;

/** A server socket whose connections say exactly what a test tells them to. */
final class FakeScp implements AutoCloseable {
    private static final AssociateRq REQUEST = new AssociateRq("SCP", "SCU",
            List.of(new PresentationContextRq(1, SopClass.Verification, List.of())),
            UserInformation.builder(0, "1.2.3.4").build());

    private final ServerSocket socket;
    private final RecordingService service = new RecordingService();

    FakeScp() throws IOException {
        socket = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(10_000);
    }

    /** Takes little at a time from peers that connect from now on. */
    FakeScp withReceiveBuffer(int bytes) throws IOException {
        socket.setReceiveBufferSize(bytes);
        return this;
    }

    /** The client's own service. */
    RecordingService service() {
        return service;
    }

    ConnectOptions connectOptions() {
        return ConnectOptions.to(socket.getInetAddress().getHostAddress(), socket.getLocalPort());
    }

    /** Lets our client connect to this; the test has to {@link #accept}. */
    CompletionStage<ConnectResult> beConnected(EventLoops loops) {
        return beConnected(loops, options -> options);
    }

    CompletionStage<ConnectResult> beConnected(EventLoops loops, UnaryOperator<ConnectOptions> options) {
        return new DicomClient(loops).connect(options.apply(connectOptions()), TestClient.proposal(), service);
    }

    /** Takes the connection, without a word. */
    RawPeer takeConnection() throws IOException {
        return new RawPeer(socket.accept());
    }

    /** Takes the connection and accepts both contexts of {@link TestClient#proposal}. */
    RawPeer accept() throws IOException {
        return answer(accepting(UserInformation.builder(16_384, "1.2.3.4").build()));
    }

    static AssociateAc accepting(UserInformation information) {
        String syntax = TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN.uid();
        return AssociateAc.answering(REQUEST, List.of(PresentationContextAc.accepted(TestClient.ECHO, syntax),
                PresentationContextAc.accepted(TestClient.STORE, syntax)), information);
    }

    /** Takes the connection and answers like this. */
    RawPeer answer(AssociateAc answer) throws IOException {
        RawPeer peer = takeConnection();
        peer.expect(1);
        peer.send(RawPdus.encode(answer));
        return peer;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
