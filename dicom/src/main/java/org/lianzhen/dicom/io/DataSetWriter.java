package org.lianzhen.dicom.io;

import java.io.IOException;
import java.io.OutputStream;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.TransferSyntax;

/**
 * Writes data sets as bytes of one transfer syntax. Values kept by reference are streamed, so memory does not grow with
 * them. May be used by several threads.
 *
 * <p>Group lengths are dropped, but those of groups 0000 and 0002 are computed and written. A value that is too long
 * for the 16-bit length of its representation is written as UN (PS3.5 section 6.2.2).
 */
@SuppressWarnings("DoNotCallSuggester")
public final class DataSetWriter {

    public DataSetWriter(TransferSyntax syntax, WriteOptions options) {
        throw new UnsupportedOperationException();
    }

    /**
     * Writes one data set; blocks as the stream and the bulk data do. The stream stays open and is not flushed.
     *
     * @throws IOException from the stream or the bulk data, or when these are shorter than their reference says
     * @throws DataSetException when a value cannot be expressed, such as pixel data of more than 4 GiB
     */
    public void write(DataSet dataSet, OutputStream out) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Bytes that {@link #write} will produce. Not for deflated syntaxes. */
    public long length(DataSet dataSet) {
        throw new UnsupportedOperationException();
    }
}
