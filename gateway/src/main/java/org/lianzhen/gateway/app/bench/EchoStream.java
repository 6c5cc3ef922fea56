package org.lianzhen.gateway.app.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dimse.CEchoRq;
import org.lianzhen.dicom.dimse.CommandSetCodec;
import org.lianzhen.dicom.pdu.PduEncoder;
import org.lianzhen.dicom.pdu.PdvHeader;

/** Associates, asks for an echo and releases, over and over. */
record EchoStream(InetSocketAddress server, ByteBuffer echo) implements Load.Stream {

    static Load.Source of(ServerUnderTest server) {
        return _ -> to(server.address());
    }

    static EchoStream to(InetSocketAddress server) {
        return new EchoStream(server, request());
    }

    private static ByteBuffer request() {
        ByteBuf out = Unpooled.buffer();
        out.writeZero(PduEncoder.P_DATA_HEADER_LENGTH);
        CommandSetCodec.encode(new CEchoRq(1, SopClass.Verification), out);
        PduEncoder.setPDataHeaders(out, 0, PdvHeader.of(LoadAssociation.CONTEXT_ID, true, true),
                out.readableBytes() - PduEncoder.P_DATA_HEADER_LENGTH);
        return LoadAssociation.direct(out);
    }

    @Override
    public void perform(long number) throws IOException {
        try (var association = LoadAssociation.open(server, ServerUnderTest.AE_TITLE, SopClass.Verification)) {
            association.exchange(echo.duplicate());
            association.release();
        }
    }

    @Override
    public long bytesPerOperation() {
        return 0;
    }

    @Override
    public void close() {}
}
