package org.lianzhen.dicom.image;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.vr.Bytes;

/**
 * Decodes JPEG with Huffman coding (ISO/IEC 10918-1): baseline, extended sequential of 8 and 12 bits, and lossless of 2
 * to 16 bits. The decoders at hand in Java know no 12 bits, and fail in undeclared ways on broken streams.
 */
public final class JpegDecoder {

    private static final int DHT = 0xC4;
    private static final int DQT = 0xDB;
    private static final int SOF_0 = 0xC0;
    private static final int SOF_15 = 0xCF;
    private static final int DAC = 0xCC;
    private static final int APP_0 = 0xE0;
    private static final int APP_14 = 0xEE;
    private static final long JFIF = 0x4A46_4946L;
    private static final long ADOBE = 0x4164_6F62L;

    private final JpegSegments segments;
    private final ImageLimits limits;
    private final JpegTables tables = new JpegTables();
    private final Set<JpegComponent> decoded = new HashSet<>();
    private @Nullable JpegHeader header;
    private int restartUnits;
    private boolean jfif;
    /** What Adobe's segment says of the colours, -1 without. */
    private int adobeTransform = -1;

    private JpegDecoder(byte[] stream, ImageLimits limits) {
        this.segments = new JpegSegments(stream);
        this.limits = limits;
    }

    /**
     * Decodes one image; its components come out as they were coded, without any change of colours, and those of fewer
     * samples repeat them.
     *
     * @throws ImageException when it is malformed, cut short, too large, or of another process
     */
    public static Frame decode(Bytes stream, ImageLimits limits) {
        return new JpegDecoder(stream.toArray(), limits).decode();
    }

    /** As {@link #decode}; luminance and differences become RGB where the stream itself says they are such. */
    static Frame decodeRgb(Bytes stream, ImageLimits limits) {
        var decoder = new JpegDecoder(stream.toArray(), limits);
        Frame frame = decoder.decode();
        boolean differences = decoder.adobeTransform == 1 || (decoder.adobeTransform < 0 && decoder.jfif);
        return differences && frame.samples() == 3 && frame.shape().bits() == Byte.SIZE ? Colours.rgb(frame) : frame;
    }

    private Frame decode() {
        while (header == null || decoded.size() < header.components().size()) {
            int marker = segments.next();
            switch (marker) {
                case DHT -> tables.readHuffman(segments);
                case DQT -> tables.readQuantization(segments);
                case JpegSegments.DRI -> restartUnits = segments.u16();
                case JpegSegments.SOS -> scan();
                case JpegSegments.EOI -> throw ImageException.truncated("JPEG stream without all its scans");
                case APP_0 -> jfif |= name() == JFIF;
                case APP_14 -> adobe();
                default -> begin(marker);
            }
            if (marker != JpegSegments.SOS) {
                segments.skip();
            }
        }
        return header.frame();
    }

    private long name() {
        return segments.left() < 4 ? 0 : (long) segments.u16() << 16 | segments.u16();
    }

    private void adobe() {
        if (name() == ADOBE && segments.left() >= 8) {
            segments.u16();
            segments.u16();
            segments.u16();
            segments.u8();
            adobeTransform = segments.u8();
        }
    }

    private void begin(int marker) {
        if (marker < SOF_0 || marker > SOF_15 || marker == DAC) {
            return;
        }
        if (header != null) {
            throw ImageException.malformed("JPEG with two frame headers");
        }
        header = JpegHeader.read(marker, segments, limits);
    }

    private void scan() {
        JpegHeader frame = header;
        if (frame == null) {
            throw ImageException.malformed("JPEG scan before the frame header");
        }
        List<JpegComponent> scanned = new ArrayList<>();
        int count = segments.u8();
        for (int i = 0; i < count; i++) {
            scanned.add(component(frame, segments.u8(), segments.u8()));
        }
        if (scanned.isEmpty()) {
            throw ImageException.malformed("JPEG scan of nothing");
        }
        int start = segments.u8();
        segments.u8();
        int approximation = segments.u8();
        JpegUnits units = frame.lossless() ? new JpegPredictions(frame, tables, start, approximation & 0xF)
                : new JpegBlocks(frame, tables);
        new JpegScan(frame, scanned, restartUnits).decode(segments, units);
    }

    private JpegComponent component(JpegHeader frame, int id, int selectors) {
        for (JpegComponent component : frame.components()) {
            if (component.id == id && decoded.add(component)) {
                component.dcTable = selectors >> 4 & 3;
                component.acTable = selectors & 3;
                return component;
            }
        }
        throw ImageException.malformed("JPEG scan of a component that is not in the frame, or twice");
    }
}
