package org.lianzhen.dicom.io;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.vr.Bytes;

/**
 * Bytes as people write them down: hexadecimal digits, 'text' in quotes, "# remark" to the end of a line; and ways to
 * put them through a parser.
 */
final class Wire {

    private static final Pattern TOKEN = Pattern.compile("#[^\\n]*|'([^']*)'|([0-9a-fA-F]{2})|\\s+|(.)");

    private Wire() {}

    static Bytes bytes(String notation) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Matcher matcher = TOKEN.matcher(notation);
        while (matcher.find()) {
            if (matcher.group(1) != null) {
                out.writeBytes(matcher.group(1).getBytes(StandardCharsets.ISO_8859_1));
            } else if (matcher.group(2) != null) {
                out.write(Integer.parseInt(matcher.group(2), 16));
            } else if (matcher.group(3) != null) {
                throw new IllegalArgumentException("what is " + matcher.group(3));
            }
        }
        return Bytes.wrap(out.toByteArray());
    }

    static ByteBuf buffer(String notation) {
        return buffer(bytes(notation));
    }

    static ByteBuf buffer(Bytes bytes) {
        return Unpooled.wrappedBuffer(bytes.toArray());
    }

    static Bytes join(Bytes... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Bytes part : parts) {
            out.writeBytes(part.toArray());
        }
        return Bytes.wrap(out.toByteArray());
    }

    /** What came out of a parser. */
    record Outcome(DataSet dataSet, DataSetParser.State state, long position, List<Quirk> quirks, Bytes rest) {

        List<Quirk.Kind> kinds() {
            return quirks.stream().map(Quirk::kind).toList();
        }
    }

    static Outcome explicit(String notation) {
        return parse(bytes(notation), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, ParseOptions.WHOLE);
    }

    static Outcome implicit(String notation) {
        return parse(bytes(notation), TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, ParseOptions.WHOLE);
    }

    /** Parses at once and byte by byte, and makes sure that both give the same. */
    static Outcome parse(Bytes bytes, TransferSyntax syntax, ParseOptions options) {
        Outcome whole = parse(bytes, syntax, options, Integer.MAX_VALUE);
        Outcome single = parse(bytes, syntax, options, 1);
        if (!whole.equals(single)) {
            throw new AssertionError("byte by byte: " + single + ", but at once: " + whole);
        }
        return whole;
    }

    /** Parses in pieces of one size. */
    static Outcome parse(Bytes bytes, TransferSyntax syntax, ParseOptions options, int pieceLength) {
        List<Bytes> pieces = new ArrayList<>();
        for (int offset = 0; offset < bytes.length(); offset += Math.min(pieceLength, bytes.length() - offset)) {
            pieces.add(bytes.slice(offset, Math.min(pieceLength, bytes.length() - offset)));
        }
        return parse(pieces, syntax, options);
    }

    /** Parses in given pieces; what is left over of the data after a stop is gathered. */
    static Outcome parse(List<Bytes> pieces, TransferSyntax syntax, ParseOptions options) {
        try (DataSetParser parser = new DataSetParser(syntax, options)) {
            ByteBuf rest = Unpooled.buffer();
            boolean stopped = false;
            for (Bytes piece : pieces) {
                ByteBuf buffer = buffer(piece);
                boolean stops = parser.feed(buffer) == DataSetParser.State.STOPPED;
                if (stops && !stopped) {
                    rest.writeBytes(parser.unread().toArray());
                }
                stopped = stops;
                rest.writeBytes(buffer);
            }
            if (!stopped) {
                parser.end();
            }
            byte[] left = new byte[rest.readableBytes()];
            rest.readBytes(left);
            return new Outcome(parser.result(), parser.state(), parser.position(), parser.quirks(), Bytes.wrap(left));
        }
    }
}
