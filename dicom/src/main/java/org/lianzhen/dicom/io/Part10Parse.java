package org.lianzhen.dicom.io;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;
import org.lianzhen.dicom.dict.TransferSyntax;

/** Reads one file: looks for the meta information, then parses the data set. */
final class Part10Parse {

    private static final int PIECE = 32 * 1024;
    /** Bytes before the data set; no more of it would be held than of any other header. */
    private static final int LONGEST_HEAD = (int) ParseLimits.HEADER.maxHeldBytes();

    private final FileChannel channel;
    private final String uri;
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE);

    Part10Parse(FileChannel channel, String uri) {
        this.channel = channel;
        this.uri = uri;
    }

    Part10File read(ParseOptions options) throws IOException {
        try (var head = new Part10Head(LONGEST_HEAD)) {
            read(head);
            return dataSet(head, options);
        }
    }

    private void read(Part10Head head) throws IOException {
        long offset = 0;
        boolean found = false;
        while (!found) {
            ByteBuf bytes = piece(offset);
            offset += bytes.readableBytes();
            if (bytes.isReadable()) {
                found = head.read(bytes);
            } else {
                head.end();
                found = true;
            }
        }
    }

    private Part10File dataSet(Part10Head head, ParseOptions options) throws IOException {
        long offset = head.dataSetOffset();
        TransferSyntax syntax = Objects.requireNonNullElse(head.declared(), TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
        ParseOptions here = options.withBulk(options.bulkThreshold(), uri, syntax.deflated() ? 0 : offset);
        try (DataSetParser parser = new DataSetParser(syntax, here)) {
            parse(parser, offset);
            return new Part10File(head.meta(), parser.encoding().correct(syntax), offset, parser.result(),
                    parser.quirks());
        }
    }

    /** Feeds a parser with the file from an offset on. */
    private void parse(DataSetParser parser, long from) throws IOException {
        long offset = from;
        DataSetParser.State state = DataSetParser.State.MORE;
        while (state == DataSetParser.State.MORE) {
            long passedOver = Math.min(parser.toPassOver(), channel.size() - offset);
            if (passedOver > PIECE) {
                parser.leap(passedOver);
                offset += passedOver;
            }
            ByteBuf bytes = piece(offset);
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
