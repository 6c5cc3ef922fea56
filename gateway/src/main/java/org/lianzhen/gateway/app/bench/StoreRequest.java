package org.lianzhen.gateway.app.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.lianzhen.dicom.dimse.CStoreRq;
import org.lianzhen.dicom.dimse.CommandSetCodec;
import org.lianzhen.dicom.dimse.Priority;
import org.lianzhen.dicom.pdu.PduEncoder;
import org.lianzhen.dicom.pdu.PdvHeader;
import org.lianzhen.dicom.vr.Bytes;

/** A C-STORE request as ready-made PDUs, in which only the digits that number the instance change. */
final class StoreRequest {
    private static final int NUMBER_DIGITS = 12;
    /** What the servers of the comparison accept at most; larger PDUs bring nothing. */
    private static final long LARGEST_PDU = 131_072;

    private final int stream;
    private final ByteBuffer pdus;
    private final int inCommand;
    private final int inDataSet;
    private final int dataSetLength;

    /**
     * @param stream tells the UIDs of concurrent streams apart, 0..999999
     * @param peerMaxLength the largest P-DATA-TF the server takes; 0 = any
     */
    StoreRequest(SampleImage image, int stream, long peerMaxLength) {
        this.stream = stream;
        String uid = uid(stream, 0);
        Bytes dataSet = image.encode(uid);
        ByteBuf command = Unpooled.buffer();
        CommandSetCodec.encode(new CStoreRq(1, image.sopClassUid(), uid, Priority.MEDIUM, null), command);
        long maxLength = peerMaxLength == 0 ? LARGEST_PDU : Math.min(peerMaxLength, LARGEST_PDU);
        int fragment = (int) (maxLength - PduEncoder.PDV_HEADER_LENGTH) & ~1;
        dataSetLength = dataSet.length();
        int pieces = 1 + Math.ceilDiv(dataSetLength, fragment);
        ByteBuf out = Unpooled
                .buffer(command.readableBytes() + dataSetLength + pieces * PduEncoder.P_DATA_HEADER_LENGTH);
        append(out, true, true, command);
        ByteBuf rest = Unpooled.wrappedBuffer(dataSet.asByteBuffer());
        while (rest.isReadable()) {
            int size = Math.min(fragment, rest.readableBytes());
            append(out, false, size == rest.readableBytes(), rest.readSlice(size));
        }
        command.release();
        pdus = LoadAssociation.direct(out);
        inCommand = numberAfter(uid, 0);
        inDataSet = numberAfter(uid, inCommand);
    }

    /** SOP Instance UID of instance {@code number}; of even length, so that it needs no padding. */
    String uid(long number) {
        return uid(stream, number);
    }

    private static String uid(int stream, long number) {
        return "2.25.1%06d%012d".formatted(stream, number);
    }

    /** The bytes to send for instance {@code number}; the same buffer every time. */
    ByteBuffer numbered(long number) {
        byte[] digits = ("%0" + NUMBER_DIGITS + "d").formatted(number).getBytes(StandardCharsets.US_ASCII);
        pdus.put(inCommand, digits).put(inDataSet, digits);
        return pdus.clear();
    }

    int dataSetLength() {
        return dataSetLength;
    }

    private static void append(ByteBuf out, boolean command, boolean last, ByteBuf payload) {
        int header = out.writerIndex();
        out.writeZero(PduEncoder.P_DATA_HEADER_LENGTH);
        PduEncoder.setPDataHeaders(out, header, PdvHeader.of(LoadAssociation.CONTEXT_ID, command, last),
                payload.readableBytes());
        out.writeBytes(payload);
    }

    /** Where the instance's number stands in the next occurrence of the UID. */
    private int numberAfter(String uid, int from) {
        byte[] wanted = uid.getBytes(StandardCharsets.US_ASCII);
        int at = from;
        while (pdus.slice(at, wanted.length).mismatch(ByteBuffer.wrap(wanted)) >= 0) {
            at++;
        }
        return at + wanted.length - NUMBER_DIGITS;
    }
}
