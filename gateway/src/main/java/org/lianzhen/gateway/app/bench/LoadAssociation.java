package org.lianzhen.gateway.app.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dimse.CommandSetCodec;
import org.lianzhen.dicom.dimse.DimseMessage;
import org.lianzhen.dicom.dimse.DimseResponse;
import org.lianzhen.dicom.dimse.Status;
import org.lianzhen.dicom.net.ImplementationIdentity;
import org.lianzhen.dicom.pdu.AssociateAc;
import org.lianzhen.dicom.pdu.AssociateRq;
import org.lianzhen.dicom.pdu.Pdu;
import org.lianzhen.dicom.pdu.PduDecoder;
import org.lianzhen.dicom.pdu.PduEncoder;
import org.lianzhen.dicom.pdu.PduLimits;
import org.lianzhen.dicom.pdu.PduSink;
import org.lianzhen.dicom.pdu.PdvHeader;
import org.lianzhen.dicom.pdu.PresentationContextRq;
import org.lianzhen.dicom.pdu.ReleaseRp;
import org.lianzhen.dicom.pdu.ReleaseRq;
import org.lianzhen.dicom.pdu.UserInformation;

/** The load's side of one association: a blocking socket, so that what it costs is small and the same for every server. */
final class LoadAssociation implements AutoCloseable {
    static final int CONTEXT_ID = 1;
    private static final int RECEIVE_BYTES = 16_384;

    private final SocketChannel channel;
    private final Answers answers = new Answers();
    private final PduDecoder decoder = new PduDecoder(PduLimits.DEFAULT, answers);
    private final ByteBuffer received = ByteBuffer.allocateDirect(RECEIVE_BYTES);
    private final long peerMaxLength;

    private LoadAssociation(SocketChannel channel, String calledAeTitle, String sopClassUid) throws IOException {
        this.channel = channel;
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        send(new AssociateRq(calledAeTitle, "BENCH",
                List.of(new PresentationContextRq(CONTEXT_ID, sopClassUid,
                        List.of(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid()))),
                UserInformation.builder(RECEIVE_BYTES, ImplementationIdentity.OURS.classUid()).build()));
        if (!(nextPdu() instanceof AssociateAc accepted)) {
            throw new IOException("the association was not accepted");
        }
        peerMaxLength = accepted.userInformation().maxLength();
    }

    /** Associates with one presentation context. */
    @SuppressWarnings("MustBeClosedChecker")
    static LoadAssociation open(InetSocketAddress server, String calledAeTitle, String sopClassUid) throws IOException {
        SocketChannel channel = SocketChannel.open(server);
        try {
            return new LoadAssociation(channel, calledAeTitle, sopClassUid);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** The bytes where the operating system can take them from. Releases the buffer. */
    static ByteBuffer direct(ByteBuf bytes) {
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.readableBytes()).put(bytes.nioBuffer()).flip();
        bytes.release();
        return direct;
    }

    /** The largest P-DATA-TF the server takes, in bytes; 0 = any. */
    long peerMaxLength() {
        return peerMaxLength;
    }

    /** Sends ready-made P-DATA-TF PDUs of one request and waits for the answer to it. */
    void exchange(ByteBuffer request) throws IOException {
        write(request);
        answers.status = null;
        while (answers.status == null) {
            receive();
        }
        if (!Status.SUCCESS.equals(answers.status)) {
            throw new IOException("the server answered " + answers.status);
        }
    }

    /** Sends bytes to which there is no answer yet. */
    void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** From now on nothing waits: only {@link #offer} may be called, and {@link #close}. */
    void stopWaiting() throws IOException {
        channel.configureBlocking(false);
    }

    /**
     * Sends as much of {@code bytes} as fits just now, and passes over what the server says.
     *
     * @return whether the server still holds the connection
     */
    boolean offer(ByteBuffer bytes) throws IOException {
        int count = channel.read(received.clear());
        if (count >= 0) {
            channel.write(bytes);
        }
        return count >= 0;
    }

    void release() throws IOException {
        send(new ReleaseRq());
        if (!(nextPdu() instanceof ReleaseRp)) {
            throw new IOException("the server did not confirm the release");
        }
    }

    private void send(Pdu pdu) throws IOException {
        ByteBuf encoded = PduEncoder.encode(pdu, Unpooled.buffer().alloc());
        try {
            write(encoded.nioBuffer());
        } finally {
            encoded.release();
        }
    }

    private Pdu nextPdu() throws IOException {
        answers.pdu = null;
        while (answers.pdu == null) {
            receive();
        }
        return answers.pdu;
    }

    private void receive() throws IOException {
        if (channel.read(received.clear()) < 0) {
            throw new EOFException("the server closed the connection");
        }
        decoder.feed(Unpooled.wrappedBuffer(received.flip()));
    }

    @Override
    public void close() throws IOException {
        decoder.close();
        answers.command.release();
        channel.close();
    }

    /** Keeps the last thing the server said. */
    private static final class Answers implements PduSink {
        private final ByteBuf command = Unpooled.buffer();
        private @Nullable Pdu pdu;
        private @Nullable Status status;

        @Override
        public void onPdu(Pdu newPdu) {
            pdu = newPdu;
        }

        @Override
        public void onPdv(PdvHeader header, ByteBuf piece, boolean endOfPdv) {
            command.writeBytes(piece);
            piece.release();
            if (endOfPdv && header.last()) {
                status = CommandSetCodec.decode(command) instanceof DimseMessage message
                        && message instanceof DimseResponse response ? response.status() : Status.PROCESSING_FAILURE;
                command.clear();
            }
        }
    }
}
