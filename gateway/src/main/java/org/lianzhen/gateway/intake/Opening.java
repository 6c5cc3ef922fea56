package org.lianzhen.gateway.intake;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.io.DataSetException.Reason;
import org.lianzhen.dicom.io.DataSetParser;
import org.lianzhen.dicom.io.ParseLimits;
import org.lianzhen.dicom.io.ParseOptions;

/** The beginning of a data set as far as it says which instance it is, with its bytes. */
final class Opening implements AutoCloseable {
    private static final ParseOptions IDENTITY = ParseOptions.WHOLE.withLimits(ParseLimits.HEADER)
            .stoppingAt(Tag.SOPInstanceUID + 1);
    private static final int STEP = 512;

    private final DataSetParser parser;
    private final ByteBuf taken = PooledByteBufAllocator.DEFAULT.directBuffer(STEP);

    Opening(TransferSyntax syntax) {
        this.parser = new DataSetParser(syntax, IDENTITY);
    }

    /** Takes the bytes that the data set begins with; they stay the caller's. */
    void begin(ByteBuf bytes) {
        parser.feed(bytes.duplicate());
        taken.writeBytes(bytes);
    }

    /**
     * Takes what it needs of {@code bytes}.
     *
     * @return whether it is complete
     * @throws DataSetException when they are no data set, or do not say it soon
     */
    boolean read(ByteBuf bytes) {
        if (!isComplete()) {
            ByteBuf view = bytes.duplicate();
            parser.feed(view);
            taken.writeBytes(bytes, view.readerIndex() - bytes.readerIndex());
            if (!isComplete() && taken.readableBytes() > FileHead.LONGEST) {
                throw new DataSetException(Reason.LIMIT_EXCEEDED,
                        "more than " + FileHead.LONGEST + " bytes before SOP Instance UID", "", FileHead.LONGEST);
            }
        }
        return isComplete();
    }

    private boolean isComplete() {
        return parser.state() != DataSetParser.State.MORE;
    }

    /**
     * Says that the data set ends with what was read.
     *
     * @throws DataSetException when it ends in the middle
     */
    void end() {
        if (!isComplete()) {
            parser.end();
        }
    }

    /** Once complete. */
    DataSet elements() {
        return parser.result();
    }

    /** All that was taken; the caller owns it. */
    ByteBuf bytes() {
        return taken.retainedSlice();
    }

    @Override
    public void close() {
        parser.close();
        taken.release();
    }
}
