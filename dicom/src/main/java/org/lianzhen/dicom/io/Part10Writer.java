package org.lianzhen.dicom.io;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSetException.Reason;
import org.lianzhen.dicom.vr.Bytes;

/** Writes DICOM files (PS3.10): a preamble of zeros, "DICM", File Meta Information, then the data set. */
public final class Part10Writer {

    /** Bytes before the prefix. */
    public static final int PREAMBLE = 128;
    public static final String PREFIX = "DICM";
    private static final int USUAL_HEAD = 512;

    private Part10Writer() {}

    /**
     * What stands before the bytes of a data set in its file; these may then follow as they were received. The preamble
     * is zeros always, so that no file is at the same time a program.
     */
    public static Bytes head(FileMetaInformation meta) {
        ByteBuf out = Unpooled.buffer(USUAL_HEAD);
        writeHead(meta, out);
        byte[] bytes = new byte[out.readableBytes()];
        out.readBytes(bytes);
        return Bytes.wrap(bytes);
    }

    /** {@link #head} at the end of a buffer. */
    public static void writeHead(FileMetaInformation meta, ByteBuf out) {
        out.writeZero(PREAMBLE);
        out.writeCharSequence(PREFIX, StandardCharsets.US_ASCII);
        DataSets.encode(meta.elements(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, out);
    }

    /**
     * Writes a whole file in the transfer syntax that the meta information names. The stream stays open.
     *
     * @throws DataSetException when that is unknown or cannot express a value
     */
    public static void write(FileMetaInformation meta, DataSet dataSet, OutputStream out, WriteOptions options)
            throws IOException {
        String uid = meta.transferSyntaxUid();
        TransferSyntax syntax = uid == null ? null : TransferSyntax.of(uid);
        if (syntax == null) {
            throw new DataSetException(Reason.UNSUPPORTED, "no known transfer syntax to write in", "", 0);
        }
        out.write(head(meta).toArray());
        new DataSetWriter(syntax, options).write(dataSet, out);
    }
}
