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
import org.lianzhen.gateway.http.dicomweb.retrieve.ImageWork.Held;

/** Reads what stands before the pixels, and no byte of these: where they begin was noted when they came. */
final class DataSetHeaders {
    private static final int PIECE = 32 * 1024;
    /** Look-up tables may have 128 KiB; longer values are not held. */
    private static final int LONGEST_HELD = 256 * 1024;
    /** Of an element: in implicit and in explicit VR. */
    private static final int SHORT_HEADER = 8;
    private static final int LONG_HEADER = 12;
    private static final int MOST_DESCRIPTIONS = 10_000;

    private final Function<String, Path> files;
    private final Reading reading;
    private final Map<String, PixelDescription> descriptions = new ConcurrentHashMap<>();

    DataSetHeaders(Function<String, Path> files, Reading reading) {
        this.files = files;
        this.reading = reading;
    }

    Reading reading() {
        return reading;
    }

    /**
     * Reads a header. Blocks.
     *
     * @throws DataSetException when there is none
     */
    Held<DataSetHeader> read(KeptObject object) throws IOException {
        return read(object, (header, source, options) -> header);
    }

    /**
     * Reads a header, and what stands behind the pixels. Blocks.
     *
     * @throws DataSetException when there is none
     */
    Held<DataSetHeader> whole(KeptObject object) throws IOException {
        return read(object, Tail::of);
    }

    private Held<DataSetHeader> read(KeptObject object, Behind behind) throws IOException {
        TransferSyntax syntax = TransferSyntax.of(object.transferSyntaxUid());
        if (syntax == null) {
            throw new DataSetException(DataSetException.Reason.UNSUPPORTED, "an unknown transfer syntax", "", 0);
        }
        return reading.read(syntax, limits -> {
            try (FileChannel file = FileChannel.open(files.apply(object.bytes().key()), StandardOpenOption.READ)) {
                return read(new Source(file, object, syntax), options(limits), behind);
            }
        }, DataSetHeader::dataSet);
    }

    private static ParseOptions options(ParseLimits limits) {
        return ParseOptions.WHOLE.withLimits(limits).withBulk(LONGEST_HELD, "", 0);
    }

    /** An object that is open. */
    record Source(FileChannel file, KeptObject object, TransferSyntax syntax) {

        /** Feeds until the parser has seen enough; what it has left of the last piece. */
        ByteBuf feed(DataSetParser parser, long from, long to) throws IOException {
            ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE, Math.max(1, to - from)));
            ByteBuf bytes = Unpooled.EMPTY_BUFFER;
            for (long at = from; at < to && parser.state() == DataSetParser.State.MORE;) {
                long over = Math.min(parser.toPassOver(), to - at);
                if (over > PIECE) {
                    parser.leap(over);
                    at += over;
                }
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
    }

    /** What is made of what stands behind the pixels. */
    @FunctionalInterface
    private interface Behind {
        DataSetHeader with(DataSetHeader header, Source source, ParseOptions options) throws IOException;
    }

    private static DataSetHeader read(Source source, ParseOptions all, Behind behind) throws IOException {
        KeptObject object = source.object();
        boolean stops = object.hasPixels() && !source.syntax().deflated();
        try (var parser = new DataSetParser(source.syntax(), stops ? all.stoppingAt(Tag.FloatPixelData) : all)) {
            long from = object.bytes().dataSetOffset();
            long to = stops ? from + object.pixels() : object.bytes().length();
            ByteBuf rest = source.feed(parser, from, to);
            if (parser.state() == DataSetParser.State.MORE) {
                parser.end();
            }
            DataSetHeader header = header(parser, source, rest);
            return stops ? behind.with(header, source, all) : header;
        }
    }

    private static DataSetHeader header(DataSetParser parser, Source source, ByteBuf rest) {
        if (parser.state() != DataSetParser.State.STOPPED) {
            return new DataSetHeader(parser.result(), 0, Vr.OW, -1);
        }
        ByteBuf next = Unpooled.wrappedBuffer(Unpooled.wrappedBuffer(parser.unread().asByteBuffer()), rest);
        if (next.readableBytes() < SHORT_HEADER) {
            return new DataSetHeader(parser.result(), Tag.PixelData, Vr.OW, -1);
        }
        boolean big = source.syntax().bigEndian();
        int tag = big ? next.getInt(0) : next.getUnsignedShortLE(0) << 16 | next.getUnsignedShortLE(2);
        String vr = next.toString(4, 2, StandardCharsets.US_ASCII);
        boolean known = tag == Tag.PixelData || tag == Tag.FloatPixelData || tag == Tag.DoubleFloatPixelData;
        // a native value begins right behind its length; fragments are preceded by a table
        int length = (int) Math.min(source.object().pixels() - parser.position(), next.readableBytes());
        boolean plain = length == SHORT_HEADER || length == LONG_HEADER;
        return new DataSetHeader(parser.result(), known ? tag : Tag.PixelData, vr.equals("OB") ? Vr.OB : Vr.OW,
                !plain ? -1 : big ? next.getUnsignedInt(length - 4) : next.getUnsignedIntLE(length - 4));
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
        try (Held<DataSetHeader> header = read(object)) {
            return describe(object, header.outcome());
        }
    }

    /** Reads a header, and remembers what it says of the pixels. Blocks. */
    Held<DataSetHeader> image(KeptObject object) throws IOException {
        Held<DataSetHeader> header = read(object);
        try {
            describe(object, header.outcome());
            return header;
        } catch (RuntimeException e) {
            header.close();
            throw e;
        }
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
