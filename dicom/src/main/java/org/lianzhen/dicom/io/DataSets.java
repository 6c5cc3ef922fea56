package org.lianzhen.dicom.io;

import io.netty.buffer.ByteBuf;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.vr.Bytes;

/** Data sets that are wholly in memory, such as commands, queries and responses, from bytes and back in one call. */
@SuppressWarnings("DoNotCallSuggester")
public final class DataSets {

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
        throw new UnsupportedOperationException();
    }

    /**
     * Writes a data set that holds all its values.
     *
     * @throws DataSetException when a value cannot be expressed
     */
    public static Bytes encode(DataSet dataSet, TransferSyntax syntax) {
        throw new UnsupportedOperationException();
    }

    /** As {@link #encode}, at the end of a buffer. */
    public static void encode(DataSet dataSet, TransferSyntax syntax, ByteBuf out) {
        throw new UnsupportedOperationException();
    }
}
