package org.lianzhen.gateway.http.dicomweb.retrieve;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.image.ImageException;
import org.lianzhen.dicom.image.PixelDescription;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.io.DataSetParser;
import org.lianzhen.dicom.io.ParseLimits;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.vr.Vr;
import org.lianzhen.gateway.archive.KeptObject;

/** Reads what stands before the pixels, and no byte of these: where they begin was noted when they came. */
final class DataSetHeaders {
    private static final int PIECE = 32 * 1024;
    /** Look-up tables may have 128 KiB; longer values are not held. */
    private static final int LONGEST_HELD = 256 * 1024;
    private static final ParseLimits LIMITS = new ParseLimits(64, 2_000_000, LONGEST_HELD, 64 << 20, 1L << 30);
    private static final int MOST_DESCRIPTIONS = 10_000;

    private final Function<String, Path> files;
    private final Map<String, PixelDescription> descriptions = new ConcurrentHashMap<>();

    DataSetHeaders(Function<String, Path> files) {
        this.files = files;
    }

    /**
     * Reads a header. Blocks.
     *
     * @throws DataSetException when there is none
     */
    DataSetHeader read(KeptObject object) throws IOException {
        TransferSyntax syntax = TransferSyntax.of(object.transferSyntaxUid());
        if (syntax == null) {
            throw new DataSetException(DataSetException.Reason.UNSUPPORTED, "an unknown transfer syntax", "", 0);
        }
        ParseOptions all = ParseOptions.WHOLE.withLimits(LIMITS).withBulk(LONGEST_HELD, "", 0);
        boolean stops = object.hasPixels() && !syntax.deflated();
        try (FileChannel file = FileChannel.open(files.apply(object.bytes().key()), StandardOpenOption.READ);
                var parser = new DataSetParser(syntax, stops ? all.stoppingAt(Tag.FloatPixelData) : all)) {
            long from = object.bytes().dataSetOffset();
            long to = stops ? from + object.pixels() : object.bytes().length();
            ByteBuf rest = feed(parser, file, from, to);
            if (parser.state() == DataSetParser.State.MORE) {
                parser.end();
            }
            return header(parser, syntax, rest);
        }
    }

    /** Feeds until the parser has seen enough; what it has left of the last piece. */
    private static ByteBuf feed(DataSetParser parser, FileChannel file, long from, long to) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE, Math.max(1, to - from)));
        ByteBuf bytes = Unpooled.EMPTY_BUFFER;
        for (long at = from; at < to && parser.state() == DataSetParser.State.MORE;) {
            piece.clear().limit((int) Math.min(piece.capacity(), to - at));
            int count = file.read(piece, at);
            if (count < 0) {
                throw new IOException("an object is shorter than it was");
            }
            at += count;
            bytes = Unpooled.wrappedBuffer(piece.array(), 0, count);
            parser.feed(bytes);
        }
        return bytes;
    }

    private static DataSetHeader header(DataSetParser parser, TransferSyntax syntax, ByteBuf rest) {
        if (parser.state() != DataSetParser.State.STOPPED) {
            return new DataSetHeader(parser.result(), 0, Vr.OW);
        }
        ByteBuf next = Unpooled.wrappedBuffer(Unpooled.wrappedBuffer(parser.unread().asByteBuffer()), rest);
        if (next.readableBytes() < 6) {
            return new DataSetHeader(parser.result(), Tag.PixelData, Vr.OW);
        }
        int tag = syntax.bigEndian() ? next.getInt(0)
                : next.getUnsignedShortLE(0) << 16 | next.getUnsignedShortLE(2);
        String vr = next.toString(4, 2, StandardCharsets.US_ASCII);
        boolean known = tag == Tag.PixelData || tag == Tag.FloatPixelData || tag == Tag.DoubleFloatPixelData;
        return new DataSetHeader(parser.result(), known ? tag : Tag.PixelData, vr.equals("OB") ? Vr.OB : Vr.OW);
    }

    /**
     * What an instance says of its pixels; remembered, because it is asked for with every frame. Blocks.
     *
     * @throws ImageException when it is no image
     */
    PixelDescription pixels(KeptObject object) throws IOException {
        PixelDescription known = descriptions.get(object.bytes().key());
        if (known != null) {
            return known;
        }
        return describe(object, read(object));
    }

    /** Reads a header, and remembers what it says of the pixels. Blocks. */
    DataSetHeader image(KeptObject object) throws IOException {
        DataSetHeader header = read(object);
        describe(object, header);
        return header;
    }

    private PixelDescription describe(KeptObject object, DataSetHeader header) {
        if (header.pixels() != 0 && header.pixels() != Tag.PixelData) {
            throw ImageException.unsupported("floating-point pixels");
        }
        PixelDescription read = PixelDescription.of(header.dataSet());
        if (descriptions.size() >= MOST_DESCRIPTIONS) {
            descriptions.clear();
        }
        descriptions.put(object.bytes().key(), read);
        return read;
    }
}
