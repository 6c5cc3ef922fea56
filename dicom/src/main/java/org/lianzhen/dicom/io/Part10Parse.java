package org.lianzhen.dicom.io;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.DataSetException.Reason;

/** Reads one file: looks for the meta information, then parses the data set. */
final class Part10Parse {

    private static final int AFTER_META = 0x0003_0000;
    private static final int META_GROUP = 0x0002;
    private static final int PREFIX_LENGTH = 4;
    private static final int PIECE = 32 * 1024;
    /** (0002,0000) UL, 4 bytes, then the length of the rest. */
    private static final int GROUP_LENGTH_ELEMENT = 12;

    private final FileChannel channel;
    private final String uri;
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE);

    Part10Parse(FileChannel channel, String uri) {
        this.channel = channel;
        this.uri = uri;
    }

    Part10File read(ParseOptions options) throws IOException {
        ByteBuf top = piece(0);
        int metaOffset = metaOffset(top);
        if (metaOffset < 0) {
            return dataSet(new Top(null, 0), null, options);
        }
        Top meta = meta(metaOffset, statedEnd(top, metaOffset));
        return dataSet(meta, syntax(meta.meta()), options);
    }

    /** What stands before the data set, and where that begins. */
    private record Top(@Nullable FileMetaInformation meta, long dataSetOffset) {}

    private Top meta(long offset, long statedEnd) throws IOException {
        ParseOptions options = ParseOptions.WHOLE.withLimits(ParseLimits.HEADER).stoppingAt(AFTER_META);
        try (DataSetParser parser = new DataSetParser(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, options)) {
            parse(parser, offset, statedEnd);
            return new Top(new FileMetaInformation(parser.result()), offset + parser.position());
        } catch (DataSetException e) {
            if (statedEnd == Long.MAX_VALUE) {
                throw e;
            }
        }
        return meta(offset, Long.MAX_VALUE);
    }

    /** Where File Meta Information begins; -1 when there is none. Preamble and prefix may be missing. */
    private static int metaOffset(ByteBuf top) {
        if (hasPrefix(top, Part10Writer.PREAMBLE)) {
            return Part10Writer.PREAMBLE + PREFIX_LENGTH;
        }
        if (hasPrefix(top, 0)) {
            return PREFIX_LENGTH;
        }
        return top.readableBytes() >= 2 && top.getUnsignedShortLE(0) == META_GROUP ? 0 : -1;
    }

    private static boolean hasPrefix(ByteBuf top, int offset) {
        return top.readableBytes() >= offset + PREFIX_LENGTH && Part10Writer.PREFIX
                .contentEquals(top.getCharSequence(offset, PREFIX_LENGTH, StandardCharsets.US_ASCII));
    }

    /**
     * Where the group length says that File Meta Information ends, if what follows does not belie it. Without that, the
     * first bytes of a deflated data set could be taken for more of it.
     */
    private static long statedEnd(ByteBuf top, int metaOffset) {
        if (top.readableBytes() < metaOffset + GROUP_LENGTH_ELEMENT || top.getIntLE(metaOffset) != META_GROUP) {
            return Long.MAX_VALUE;
        }
        long end = metaOffset + GROUP_LENGTH_ELEMENT + top.getUnsignedIntLE(metaOffset + 8);
        boolean visible = end + 2 <= top.readableBytes();
        return visible && top.getUnsignedShortLE((int) end) != META_GROUP ? end : Long.MAX_VALUE;
    }

    private static @Nullable TransferSyntax syntax(@Nullable FileMetaInformation meta) {
        String uid = meta == null ? null : meta.transferSyntaxUid();
        TransferSyntax syntax = uid == null ? null : TransferSyntax.of(uid);
        if (uid != null && syntax == null) {
            throw new DataSetException(Reason.UNSUPPORTED, "unknown transfer syntax " + uid, "(0002,0010)", 0);
        }
        return syntax;
    }

    private Part10File dataSet(Top top, @Nullable TransferSyntax declared, ParseOptions options) throws IOException {
        long offset = top.dataSetOffset();
        if (top.meta() == null) {
            requireDataSet(piece(offset));
        }
        TransferSyntax syntax = declared == null ? TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN : declared;
        long base = syntax.deflated() ? 0 : offset;
        ParseOptions here = options.withBulk(options.bulkThreshold(), uri, base);
        try (DataSetParser parser = new DataSetParser(syntax, here)) {
            parse(parser, offset, Long.MAX_VALUE);
            TransferSyntax actual = actual(syntax, parser.encoding());
            return new Part10File(top.meta(), actual, offset, parser.result(), parser.quirks());
        }
    }

    /** Without meta information anything could be in the file. */
    private static void requireDataSet(ByteBuf first) {
        ByteWindow window = new ByteWindow();
        window.enter(first);
        if (!window.has(EncodingGuess.SAMPLE) || !EncodingGuess.isDataSet(window)) {
            throw new DataSetException(Reason.MALFORMED, "no DICOM file", "", 0);
        }
    }

    private static TransferSyntax actual(TransferSyntax declared, Encoding encoding) {
        if (Encoding.of(declared) == encoding) {
            return declared;
        }
        return switch (encoding) {
            case IMPLICIT_LITTLE -> TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;
            case EXPLICIT_LITTLE -> TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
            case EXPLICIT_BIG -> TransferSyntax.EXPLICIT_VR_BIG_ENDIAN;
        };
    }

    /** Feeds a parser with the file from an offset on. */
    private void parse(DataSetParser parser, long from, long to) throws IOException {
        long offset = from;
        DataSetParser.State state = DataSetParser.State.MORE;
        while (state == DataSetParser.State.MORE) {
            long passedOver = Math.min(parser.toPassOver(), channel.size() - offset);
            if (passedOver > PIECE) {
                parser.leap(passedOver);
                offset += passedOver;
            }
            ByteBuf bytes = piece(offset);
            bytes.writerIndex((int) Math.min(bytes.writerIndex(), to - offset));
            offset += bytes.readableBytes();
            state = bytes.isReadable() ? parser.feed(bytes) : parser.end();
        }
    }

    private ByteBuf piece(long offset) throws IOException {
        piece.clear();
        int count = 0;
        while (count >= 0 && piece.hasRemaining()) {
            count = channel.read(piece, offset + piece.position());
        }
        return Unpooled.wrappedBuffer(piece.array(), 0, piece.position());
    }
}
