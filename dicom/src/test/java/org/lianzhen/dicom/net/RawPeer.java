package org.lianzhen.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.HexFormat;

/** A peer that says exactly what a test tells it to, and nothing else. */
final class RawPeer implements AutoCloseable {
    static final int ASSOCIATE_AC = 2;
    static final int ASSOCIATE_RJ = 3;
    static final int P_DATA = 4;
    static final int RELEASE_RQ = 5;
    static final int RELEASE_RP = 6;
    static final int ABORT = 7;

    private static final int PATIENCE_MILLIS = 10_000;

    private final Socket socket;
    private final DataInputStream in;

    RawPeer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new DataInputStream(socket.getInputStream());
    }

    static RawPeer connect(InetSocketAddress address) throws IOException {
        return new RawPeer(new Socket(address.getAddress(), address.getPort()));
    }

    /** A peer with an association on the contexts of {@link RawPdus#ASSOCIATE_RQ}. */
    static RawPeer associate(TestServer server) throws IOException {
        RawPeer peer = connect(server.address());
        peer.send(RawPdus.ASSOCIATE_RQ);
        peer.expect(ASSOCIATE_AC);
        return peer;
    }

    Socket socket() {
        return socket;
    }

    void send(byte[]... parts) throws IOException {
        socket.getOutputStream().write(RawPdus.concat(parts));
    }

    /** Reads the next PDU, which must be of this type; returns what follows its length field. */
    byte[] expect(int type) throws IOException {
        int actual = in.readUnsignedByte();
        in.readUnsignedByte();
        var content = new byte[in.readInt()];
        in.readFully(content);
        assertThat(actual).as("type of a PDU with content %s", HexFormat.of().formatHex(content)).isEqualTo(type);
        return content;
    }

    /** Reads an A-ABORT with this source and reason. */
    void expectAbort(int source, int reason) throws IOException {
        assertThat(expect(ABORT)).containsExactly(0, 0, source, reason);
    }

    /** Reads an A-ASSOCIATE-RJ with this result, source and reason. */
    void expectReject(int result, int source, int reason) throws IOException {
        assertThat(expect(ASSOCIATE_RJ)).containsExactly(0, result, source, reason);
    }

    /** Reads a response in one P-DATA-TF and returns its status. */
    int expectStatus() throws IOException {
        byte[] content = expect(P_DATA);
        for (int i = 6; i + 10 <= content.length; i += 8 + content[i + 4]) {
            if (content[i + 2] == 0 && content[i + 3] == 0x09) {
                return (content[i + 8] & 0xFF) | (content[i + 9] & 0xFF) << 8;
            }
        }
        throw new AssertionError("a response without status");
    }

    /** Waits until the other side closes; it must not send anything more. A reset is as good as an end. */
    void expectClosed() throws IOException {
        try {
            assertThat(in.read()).as("nothing more, and the end").isEqualTo(-1);
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
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
