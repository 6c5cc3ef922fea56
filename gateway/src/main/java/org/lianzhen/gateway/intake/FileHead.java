package org.lianzhen.gateway.intake;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.dict.Uid;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.io.DataSetException.Reason;
import org.lianzhen.dicom.io.DataSetParser;
import org.lianzhen.dicom.io.DataSets;
import org.lianzhen.dicom.io.FileMetaInformation;
import org.lianzhen.dicom.io.ParseLimits;
import org.lianzhen.dicom.io.ParseOptions;

/**
 * Tells what stands before the data set of a DICOM file (PS3.10 section 7.1) from the data set, while the file arrives in pieces
 * of any size. Preamble, prefix, group length and the File Meta Information as a whole may be missing. Holds no more than
 * {@value #LONGEST} bytes, and closing it frees them.
 */
final class FileHead implements AutoCloseable {
    static final int LONGEST = 64 * 1024;
    static final int PREAMBLE = 128;
    static final String PREFIX = "DICM";
    private static final int META_GROUP = 0x0002;
    private static final int AFTER_META = 0x0003_0000;
    private static final int AFTER_SOP_INSTANCE_UID = 0x0008_0019;
    /** (0002,0000) UL, 4 bytes, then the length of the rest. */
    private static final int GROUP_LENGTH_ELEMENT = 12;
    private static final int TOP = PREAMBLE + PREFIX.length() + GROUP_LENGTH_ELEMENT;
    /** What is looked at of a data set, to see how it is encoded. */
    private static final int SAMPLE = 8;
    private static final int STEP = 512;

    private final ByteBuf gathered = PooledByteBufAllocator.DEFAULT.directBuffer(STEP, LONGEST + STEP);
    private Runnable step = this::top;
    private int wanted = TOP;
    private boolean over;
    private boolean complete;
    private int metaOffset = -1;
    private int dataSetOffset;
    private @Nullable FileMetaInformation meta;
    private @Nullable TransferSyntax syntax;
    private @Nullable DataSet opening;

    /**
     * Takes what it needs of {@code bytes}.
     *
     * @return whether the data set has been found; what remains readable belongs to it and follows {@link #opening}
     * @throws DataSetException when this is no DICOM file
     */
    boolean read(ByteBuf bytes) {
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
     * @throws DataSetException when no data set begins there
     */
    void end() {
        over = true;
        while (!complete) {
            step.run();
        }
    }

    /** File Meta Information as sent; null when there is none that says how to read the data set. */
    @Nullable
    FileMetaInformation meta() {
        return meta;
    }

    /** Of the data set. */
    TransferSyntax syntax() {
        if (syntax == null) {
            throw new IllegalStateException("the head is not complete");
        }
        return syntax;
    }

    /** The beginning of the data set, when there was no File Meta Information to say what it is; else null. */
    @Nullable
    DataSet opening() {
        return opening;
    }

    /** Preamble, or what stands for one; empty when there is none. */
    ByteBuf preamble() {
        return gathered.slice(0, metaOffset == TOP - GROUP_LENGTH_ELEMENT ? PREAMBLE : 0);
    }

    /** The bytes of the File Meta Information. */
    ByteBuf metaBytes() {
        return gathered.slice(metaOffset, dataSetOffset - metaOffset);
    }

    /** What was taken of the data set; the caller owns it. */
    ByteBuf dataSetBytes() {
        return gathered.retainedSlice(dataSetOffset, gathered.readableBytes() - dataSetOffset);
    }

    private void want(int count, Runnable next) {
        if (count > LONGEST) {
            throw new DataSetException(Reason.LIMIT_EXCEEDED, "more than " + LONGEST + " bytes before the data set", "",
                    LONGEST);
        }
        wanted = count;
        step = next;
    }

    private void top() {
        metaOffset = offsetOfMeta();
        if (metaOffset < 0) {
            guess(0);
            return;
        }
        long end = statedEnd();
        if (end <= LONGEST) {
            want((int) end + 2, () -> stated((int) end));
        } else {
            walk();
        }
    }

    private int offsetOfMeta() {
        if (hasPrefix(PREAMBLE)) {
            return PREAMBLE + PREFIX.length();
        }
        if (hasPrefix(0)) {
            return PREFIX.length();
        }
        return gathered.readableBytes() >= 2 && gathered.getUnsignedShortLE(0) == META_GROUP ? 0 : -1;
    }

    private boolean hasPrefix(int offset) {
        return gathered.readableBytes() >= offset + PREFIX.length()
                && gathered.toString(offset, PREFIX.length(), StandardCharsets.US_ASCII).equals(PREFIX);
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

    private void walk() {
        parse(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, metaOffset, AFTER_META, this::take);
    }

    private void take(DataSet elements, int end) {
        var found = new FileMetaInformation(elements);
        String uid = found.transferSyntaxUid();
        if (uid == null) {
            guess(end);
            return;
        }
        TransferSyntax declared = TransferSyntax.of(uid);
        if (declared == null) {
            throw new DataSetException(Reason.UNSUPPORTED, "unknown transfer syntax " + printable(uid), "(0002,0010)",
                    0);
        }
        meta = found;
        dataSetOffset = end;
        want(end + SAMPLE, () -> finish(isOneOfThree(declared) ? Guess.of(gathered, end, declared) : declared));
    }

    private static String printable(String uid) {
        return Uid.isPlausible(uid) ? uid : "that is no UID";
    }

    private static boolean isOneOfThree(TransferSyntax syntax) {
        return !syntax.encapsulated() && !syntax.deflated();
    }

    /** Without a word about it, the data set itself must tell how it is encoded, and what it is. */
    private void guess(int offset) {
        dataSetOffset = offset;
        want(offset + SAMPLE, () -> {
            TransferSyntax seen = Guess.of(gathered, offset, null);
            parse(seen, offset, AFTER_SOP_INSTANCE_UID, (elements, end) -> {
                opening = elements;
                finish(seen);
            });
        });
    }

    private void finish(TransferSyntax found) {
        syntax = found;
        complete = true;
    }

    /** What to do with some elements that end at an offset. */
    private interface Parsed {
        void take(DataSet elements, int end);
    }

    /** Reads elements up to a tag, waiting for more bytes as often as needed. */
    private void parse(TransferSyntax of, int from, int stop, Parsed then) {
        try (var parser = new DataSetParser(of,
                ParseOptions.WHOLE.withLimits(ParseLimits.HEADER).stoppingAt(stop))) {
            DataSetParser.State state = parser.feed(gathered.slice(from, gathered.readableBytes() - from));
            if (state == DataSetParser.State.MORE && over) {
                state = parser.end();
            }
            if (state == DataSetParser.State.MORE) {
                want(more(), () -> parse(of, from, stop, then));
            } else {
                then.take(parser.result(), from + (int) parser.position());
            }
        }
    }

    private int more() {
        int there = gathered.readableBytes();
        return there < LONGEST ? Math.min(Math.max(there * 2, STEP), LONGEST) : LONGEST + 1;
    }

    @Override
    public void close() {
        gathered.release();
    }
}
