package org.lianzhen.dicom.io;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dict.Uid;
import org.lianzhen.dicom.io.DataSetException.Reason;

/**
 * Tells what stands before the data set of a DICOM file (PS3.10 section 7.1) from the data set, while the file arrives in pieces
 * of any size. Preamble, prefix, group length and the File Meta Information as a whole may be missing or wrong. Use: {@link #read}
 * until it is true, or {@link #end} when the bytes end; then the others. {@link #close} frees what it holds. Not for several threads.
 */
public final class Part10Head implements AutoCloseable {
    private static final int META_GROUP = 0x0002;
    private static final int AFTER_META = 0x0003_0000;
    /** (0002,0000) UL, 4 bytes, then the length of the rest. */
    private static final int GROUP_LENGTH_ELEMENT = 12;
    private static final int META_OFFSET = Part10Writer.PREAMBLE + Part10Writer.PREFIX.length();
    private static final int STEP = 512;
    private static final ParseOptions META = ParseOptions.WHOLE.withLimits(ParseLimits.HEADER).stoppingAt(AFTER_META);

    private final int longest;
    private final ByteBuf gathered;
    private Runnable step = this::top;
    private int wanted = META_OFFSET + GROUP_LENGTH_ELEMENT;
    private boolean over;
    private boolean complete;
    private int metaOffset = -1;
    private int dataSetOffset;
    private @Nullable FileMetaInformation meta;
    private @Nullable TransferSyntax declared;
    private @Nullable TransferSyntax syntax;

    /** @param longest bytes before a data set; more are refused */
    public Part10Head(int longest) {
        this.longest = longest;
        this.gathered = PooledByteBufAllocator.DEFAULT.directBuffer(STEP, longest + STEP);
    }

    /**
     * Takes what it needs of {@code bytes}.
     *
     * @return whether the data set has been found; what remains readable belongs to it and follows {@link #dataSetBytes}
     * @throws DataSetException when this is no DICOM file, or its transfer syntax is unknown
     */
    public boolean read(ByteBuf bytes) {
        while (!complete) {
            int missing = Math.min(wanted - gathered.readableBytes(), bytes.readableBytes());
            gathered.writeBytes(bytes, Math.max(0, missing));
            if (gathered.readableBytes() < wanted) {
                return false;
            }
            step.run();
        }
        return true;
    }

    /**
     * Says that the file ends with what was read.
     *
     * @throws DataSetException as {@link #read}
     */
    public void end() {
        over = true;
        while (!complete) {
            step.run();
        }
    }

    /** File Meta Information as it is; null when there is none. */
    public @Nullable FileMetaInformation meta() {
        return meta;
    }

    /** What File Meta Information says that the data set is in; null when it says nothing. */
    @Nullable
    TransferSyntax declared() {
        return declared;
    }

    /**
     * What the data set is in as far as its first bytes show: what was declared unless that is plainly wrong. Who says that pixels
     * are compressed is believed, because the first bytes show nothing of pixels.
     */
    public TransferSyntax syntax() {
        return Objects.requireNonNull(syntax, "the head is not complete");
    }

    /** The preamble; empty when there is none. */
    public ByteBuf preamble() {
        return gathered.slice(0, metaOffset == META_OFFSET ? Part10Writer.PREAMBLE : 0);
    }

    /** The bytes of the File Meta Information; empty when there is none. */
    public ByteBuf metaBytes() {
        return gathered.slice(Math.max(0, metaOffset), dataSetOffset - Math.max(0, metaOffset));
    }

    /** Where in the file the data set begins. */
    int dataSetOffset() {
        return dataSetOffset;
    }

    /** What was taken of the data set; the caller owns it. */
    public ByteBuf dataSetBytes() {
        return gathered.retainedSlice(dataSetOffset, gathered.readableBytes() - dataSetOffset);
    }

    private void want(int count, Runnable next) {
        if (count > longest) {
            throw new DataSetException(Reason.LIMIT_EXCEEDED, "more than " + longest + " bytes before the data set", "",
                    longest);
        }
        wanted = count;
        step = next;
    }

    private void top() {
        metaOffset = offsetOfMeta();
        if (metaOffset < 0) {
            dataSet(0);
            return;
        }
        long end = statedEnd();
        if (end <= longest) {
            want((int) end + 2, () -> stated((int) end));
        } else {
            walk();
        }
    }

    private int offsetOfMeta() {
        if (hasPrefix(Part10Writer.PREAMBLE)) {
            return META_OFFSET;
        }
        if (hasPrefix(0)) {
            return Part10Writer.PREFIX.length();
        }
        return gathered.readableBytes() >= 2 && gathered.getUnsignedShortLE(0) == META_GROUP ? 0 : -1;
    }

    private boolean hasPrefix(int offset) {
        int length = Part10Writer.PREFIX.length();
        return gathered.readableBytes() >= offset + length
                && gathered.toString(offset, length, StandardCharsets.US_ASCII).equals(Part10Writer.PREFIX);
    }

    /** Where the group length says that File Meta Information ends; without it a deflated data set could be taken for more of it. */
    private long statedEnd() {
        return gathered.readableBytes() < metaOffset + GROUP_LENGTH_ELEMENT
                || gathered.getIntLE(metaOffset) != META_GROUP ? Long.MAX_VALUE
                        : metaOffset + GROUP_LENGTH_ELEMENT + gathered.getUnsignedIntLE(metaOffset + 8);
    }

    /** Believes the group length unless what follows belies it. */
    private void stated(int end) {
        boolean more = gathered.readableBytes() >= end + 2 && gathered.getUnsignedShortLE(end) == META_GROUP;
        if (gathered.readableBytes() < end || more) {
            walk();
            return;
        }
        try {
            take(DataSets.parse(gathered.slice(metaOffset, end - metaOffset), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                    ParseLimits.HEADER), end);
        } catch (DataSetException e) {
            walk();
        }
    }

    /** Reads elements up to those of a data set, waiting for more bytes as often as needed. */
    private void walk() {
        try (var parser = new DataSetParser(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, META)) {
            DataSetParser.State state = parser
                    .feed(gathered.slice(metaOffset, gathered.readableBytes() - metaOffset));
            if (state == DataSetParser.State.MORE && over) {
                state = parser.end();
            }
            if (state == DataSetParser.State.MORE) {
                want(more(), this::walk);
            } else {
                take(parser.result(), metaOffset + (int) parser.position());
            }
        }
    }

    private int more() {
        int there = gathered.readableBytes();
        return there < longest ? Math.min(Math.max(there * 2, STEP), longest) : longest + 1;
    }

    private void take(DataSet elements, int end) {
        meta = new FileMetaInformation(elements);
        String uid = meta.transferSyntaxUid();
        declared = uid == null ? null : TransferSyntax.of(uid);
        if (uid != null && declared == null) {
            throw new DataSetException(Reason.UNSUPPORTED,
                    "unknown transfer syntax " + (Uid.isPlausible(uid) ? uid : "that is no UID"), "(0002,0010)", 0);
        }
        dataSet(end);
    }

    private void dataSet(int offset) {
        dataSetOffset = offset;
        want(offset + EncodingGuess.SAMPLE, this::look);
    }

    /** Without File Meta Information anything could be in the file. */
    private void look() {
        var window = new ByteWindow();
        window.enter(gathered.slice(dataSetOffset, gathered.readableBytes() - dataSetOffset));
        boolean visible = window.has(EncodingGuess.SAMPLE);
        if (meta == null && !(visible && EncodingGuess.isDataSet(window))) {
            throw new DataSetException(Reason.MALFORMED, "no DICOM file", "", 0);
        }
        TransferSyntax said = Objects.requireNonNullElse(declared, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        syntax = !visible || said.deflated() || said.encapsulated() ? said
                : EncodingGuess.ofDataSet(window, Encoding.of(said)).correct(said);
        complete = true;
    }

    @Override
    public void close() {
        gathered.release();
    }
}
