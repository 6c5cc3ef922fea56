package org.lianzhen.dicom.io;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Element;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;

/**
 * Writes data sets as bytes of one transfer syntax. Values kept by reference are streamed, so memory does not grow with
 * them. May be used by several threads.
 *
 * <p>Group lengths are dropped, but those of groups 0000 and 0002 are computed and written. A value that is too long
 * for the 16-bit length of its representation is written as UN (PS3.5 section 6.2.2).
 */
public final class DataSetWriter {

    private static final int STAGE = 8 * 1024;

    private final TransferSyntax syntax;
    private final WriteOptions options;

    public DataSetWriter(TransferSyntax syntax, WriteOptions options) {
        this.syntax = syntax;
        this.options = options;
    }

    /**
     * Writes one data set; blocks as the stream and the bulk data do. The stream stays open and is not flushed.
     *
     * @throws IOException from the stream or the bulk data, or when these are shorter than their reference says
     * @throws DataSetException when a value cannot be expressed, such as pixel data of more than 4 GiB
     */
    public void write(DataSet dataSet, OutputStream out) throws IOException {
        if (syntax.deflated()) {
            try (var deflated = new Deflation(out, new Deflater(Deflater.DEFAULT_COMPRESSION, true))) {
                writePlain(dataSet, deflated);
            }
        } else {
            writePlain(dataSet, out);
        }
    }

    private void writePlain(DataSet dataSet, OutputStream out) throws IOException {
        Output output = new Output(Unpooled.buffer(STAGE), out, syntax.bigEndian());
        new ElementWriter(output, syntax.explicitVr(), options).write(dataSet);
        output.flush();
    }

    /** Writes at the end of a buffer that grows as needed. */
    void write(DataSet dataSet, ByteBuf out) throws IOException {
        if (syntax.deflated()) {
            write(dataSet, new ByteBufOutputStream(out));
        } else {
            new ElementWriter(new Output(out, null, syntax.bigEndian()), syntax.explicitVr(), options).write(dataSet);
        }
    }

    /**
     * Bytes that {@link #write} will produce.
     *
     * @throws IllegalStateException for deflated syntaxes: nobody knows
     */
    public long length(DataSet dataSet) {
        if (syntax.deflated()) {
            throw new IllegalStateException("the length of a deflated data set is not known before");
        }
        Lengths lengths = new Lengths(syntax.explicitVr(), options.sequenceLengths());
        long computed = dataSet.elements().stream().mapToInt(Element::tag).map(Tag::group)
                .filter(group -> group == 0 || group == 2).distinct().count() * lengths.ofGroupLength();
        return lengths.ofElements(dataSet) + computed;
    }
}
