package org.lianzhen.dicom.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.lianzhen.dicom.dict.SopClass;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dimse.CEchoRq;
import org.lianzhen.dicom.dimse.CStoreRq;
import org.lianzhen.dicom.dimse.CommandSetCodec;
import org.lianzhen.dicom.dimse.DimseMessage;
import org.lianzhen.dicom.dimse.Priority;
import org.lianzhen.dicom.pdu.AssociateRq;
import org.lianzhen.dicom.pdu.Pdu;
import org.lianzhen.dicom.pdu.PduEncoder;
import org.lianzhen.dicom.pdu.PresentationContextRq;
import org.lianzhen.dicom.pdu.UserInformation;

/** PDUs as bytes, good ones and bad ones. */
final class RawPdus {
    /** Presentation contexts of {@link #ASSOCIATE_RQ}. */
    static final int ECHO = 1;
    static final int STORE = 3;

    static final int COMMAND = 1;
    static final int LAST = 2;

    static final byte[] ASSOCIATE_RQ = associateRq("SCU", TestServer.AE_TITLE);
    static final byte[] RELEASE_RQ = bytes(5, 0, 0, 0, 0, 4, 0, 0, 0, 0);
    static final byte[] RELEASE_RP = bytes(6, 0, 0, 0, 0, 4, 0, 0, 0, 0);
    /** By the service user. */
    static final byte[] ABORT = bytes(7, 0, 0, 0, 0, 4, 0, 0, 0, 0);

    private RawPdus() {}

    static byte[] bytes(int... values) {
        var bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    static byte[] concat(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** Verification on context 1 and CT storage on context 3, both uncompressed. */
    static byte[] associateRq(String calling, String called) {
        List<String> syntaxes = RecordingService.UNCOMPRESSED.stream().map(TransferSyntax::uid).toList();
        return encode(new AssociateRq(called, calling,
                List.of(new PresentationContextRq(ECHO, SopClass.Verification, syntaxes),
                        new PresentationContextRq(STORE, SopClass.CTImageStorage, syntaxes)),
                UserInformation.builder(16_384, "1.2.3.4").build()));
    }

    static byte[] encode(Pdu pdu) {
        return take(PduEncoder.encode(pdu, UnpooledByteBufAllocator.DEFAULT));
    }

    static byte[] command(DimseMessage message) {
        ByteBuf out = Unpooled.buffer();
        CommandSetCodec.encode(message, out);
        return take(out);
    }

    static byte[] take(ByteBuf buffer) {
        byte[] bytes = ByteBufUtil.getBytes(buffer);
        buffer.release();
        return bytes;
    }

    static byte[] echoCommand(int messageId) {
        return command(new CEchoRq(messageId, SopClass.Verification));
    }

    static byte[] storeCommand(int messageId) {
        return command(new CStoreRq(messageId, SopClass.CTImageStorage, "1.2.3." + messageId, Priority.MEDIUM, null));
    }

    /** A whole C-ECHO-RQ in one P-DATA-TF. */
    static byte[] echo(int messageId) {
        return pData(pdv(ECHO, COMMAND | LAST, echoCommand(messageId)));
    }

    /** A whole C-STORE-RQ with its data set in one P-DATA-TF. */
    static byte[] store(int messageId, byte[] dataSet) {
        return pData(pdv(STORE, COMMAND | LAST, storeCommand(messageId)), pdv(STORE, LAST, dataSet));
    }

    static byte[] pData(byte[]... values) {
        byte[] content = concat(values);
        return concat(ByteBuffer.allocate(6).put((byte) 4).put((byte) 0).putInt(content.length).array(), content);
    }

    static byte[] pdv(int contextId, int flags, byte[] payload) {
        return concat(ByteBuffer.allocate(6).putInt(payload.length + 2).put((byte) contextId).put((byte) flags).array(),
                payload);
    }

    /** A command or data set in fragments of this size, each in a P-DATA-TF of its own. */
    static byte[] fragments(int contextId, int flags, byte[] whole, int size) {
        var all = new ByteArrayOutputStream();
        for (int at = 0; at < whole.length; at += size) {
            int end = Math.min(whole.length, at + size);
            int last = end == whole.length ? LAST : 0;
            all.writeBytes(pData(pdv(contextId, flags | last, Arrays.copyOfRange(whole, at, end))));
        }
        return all.toByteArray();
    }

    /** A pooled buffer that somebody has to release, or the leak check speaks up. */
    static ByteBuf lateBuffer() {
        return ByteBufAllocator.DEFAULT.directBuffer(16).writeLong(1);
    }

    /** Bytes that are easy to recognise. */
    static byte[] pattern(int length) {
        var bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31 + (i >> 8));
        }
        return bytes;
    }
}
