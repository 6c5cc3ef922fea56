package org.lianzhen.dicom.io;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.vr.Bytes;

/** Data sets that are wholly in memory, such as commands, queries and responses, from bytes and back in one call. */
public final class DataSets {

    private static final int FIRST_CAPACITY = 512;

    private DataSets() {}

    /** {@link #parse(ByteBuf, TransferSyntax, ParseLimits)} with {@link ParseLimits#DEFAULT}. */
    public static DataSet parse(ByteBuf bytes, TransferSyntax syntax) {
        return parse(bytes, syntax, ParseLimits.DEFAULT);
    }

    /**
     * Reads all readable bytes as one data set. The caller keeps ownership of the buffer.
     *
     * @throws DataSetException when they are none, or one beyond the limits
     */
    public static DataSet parse(ByteBuf bytes, TransferSyntax syntax, ParseLimits limits) {
        try (var parser = new DataSetParser(syntax, ParseOptions.WHOLE.withLimits(limits))) {
            parser.feed(bytes);
            parser.end();
            return parser.result();
        }
    }

    /** As {@link #parse(ByteBuf, TransferSyntax)}. */
    public static DataSet parse(Bytes bytes, TransferSyntax syntax) {
        return parse(Unpooled.wrappedBuffer(bytes.asByteBuffer()), syntax);
    }

    /**
     * Writes a data set that holds all its values, sequences with undefined lengths.
     *
     * @throws DataSetException when a value cannot be expressed
     * @throws UncheckedIOException when a value is kept by reference
     */
    public static Bytes encode(DataSet dataSet, TransferSyntax syntax) {
        ByteBuf out = Unpooled.buffer(FIRST_CAPACITY);
        encode(dataSet, syntax, out);
        byte[] bytes = new byte[out.readableBytes()];
        out.readBytes(bytes);
        return Bytes.wrap(bytes);
    }

    /** As {@link #encode(DataSet, TransferSyntax)}, at the end of a buffer that grows as needed. */
    public static void encode(DataSet dataSet, TransferSyntax syntax, ByteBuf out) {
        try {
            new DataSetWriter(syntax, WriteOptions.DEFAULT).write(dataSet, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
