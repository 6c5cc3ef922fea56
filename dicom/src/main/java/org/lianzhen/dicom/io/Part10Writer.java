package org.lianzhen.dicom.io;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.OutputStream;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.vr.Bytes;

/** Writes DICOM files (PS3.10): a preamble of zeros, "DICM", File Meta Information, then the data set. */
@SuppressWarnings("DoNotCallSuggester")
public final class Part10Writer {

    private Part10Writer() {}

    /**
     * What stands before the bytes of a data set in its file; these may then follow as they were received. The preamble
     * is zeros always, so that no file is at the same time a program.
     */
    public static Bytes head(FileMetaInformation meta) {
        throw new UnsupportedOperationException();
    }

    /** {@link #head} at the end of a buffer. */
    public static void writeHead(FileMetaInformation meta, ByteBuf out) {
        throw new UnsupportedOperationException();
    }

    /**
     * Writes a whole file in the transfer syntax that the meta information names.
     *
     * @throws DataSetException when that is unknown or cannot express a value
     */
    public static void write(FileMetaInformation meta, DataSet dataSet, OutputStream out, WriteOptions options)
            throws IOException {
        throw new UnsupportedOperationException();
    }
}
