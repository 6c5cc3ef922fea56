package org.lianzhen.dicom.image;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.vr.Bytes;

/**
 * Decodes JPEG-LS, lossless and near-lossless (ISO/IEC 14495-1): samples of 2 to 16 bits, any number of components of
 * equal size, every interleaving, own thresholds, restart intervals.
 */
public final class JpegLsDecoder {

    private static final int SOF_55 = 0xF7;
    private static final int LSE = 0xF8;
    private static final int SOF_0 = 0xC0;
    private static final int SOF_15 = 0xCF;
    private static final int PRESET_PARAMETERS = 1;
    /** HP's colour transforms, which DICOM does not know. */
    private static final int APP_8 = 0xE8;
    private static final int TRANSFORM_LENGTH = 5;
    private static final long TRANSFORM_NAME = 0x6D726678;

    private final JpegSegments segments;
    private final ImageLimits limits;
    private @Nullable JpegLsHeader header;
    private short[] samples = new short[0];
    private final BitSet decoded = new BitSet();
    private int presetMaxVal;
    private final int[] preset = new int[4];
    private int restartLines;

    private JpegLsDecoder(byte[] stream, ImageLimits limits) {
        this.segments = new JpegSegments(stream);
        this.limits = limits;
    }

    /**
     * Decodes one image.
     *
     * @param stream from SOI on; what follows the last scan does not matter
     * @return unsigned samples
     * @throws ImageException when it is malformed, cut short, too large, or uses what is not supported
     */
    public static Frame decode(Bytes stream, ImageLimits limits) {
        return new JpegLsDecoder(stream.toArray(), limits).decode();
    }

    private Frame decode() {
        while (header == null || decoded.cardinality() < header.components()) {
            int marker = segments.next();
            switch (marker) {
                case SOF_55 -> begin();
                case LSE -> presets();
                case JpegSegments.DRI -> restartLines = restartInterval();
                case JpegSegments.SOS -> scan();
                case JpegSegments.EOI -> throw ImageException.truncated("JPEG-LS stream without all its scans");
                case APP_8 -> refuseTransform();
                default -> {
                    if (marker >= SOF_0 && marker <= SOF_15) {
                        throw ImageException.malformed("another JPEG process than JPEG-LS");
                    }
                }
            }
            if (marker != JpegSegments.SOS) {
                segments.skip();
            }
        }
        return new Frame(shape(header), samples);
    }

    private static FrameShape shape(JpegLsHeader header) {
        return new FrameShape(header.rows(), header.columns(), header.components(), header.bits(), false);
    }

    private void begin() {
        if (header != null) {
            throw ImageException.malformed("JPEG-LS with two frame headers");
        }
        JpegLsHeader read = JpegLsHeader.read(segments);
        samples = new short[limits.samplesOf(read.rows(), read.columns(), read.components())];
        header = read;
    }

    private void presets() {
        if (segments.u8() != PRESET_PARAMETERS) {
            throw ImageException.unsupported("JPEG-LS with mapping tables or oversize");
        }
        presetMaxVal = segments.u16();
        for (int i = 0; i < preset.length; i++) {
            preset[i] = segments.u16();
        }
    }

    private int restartInterval() {
        int lines = 0;
        while (segments.left() > 0) {
            lines = lines << Byte.SIZE | segments.u8();
        }
        if (lines < 0) {
            throw ImageException.malformed("JPEG-LS with restart interval " + lines);
        }
        return lines;
    }

    private void refuseTransform() {
        if (segments.left() == TRANSFORM_LENGTH && ((long) segments.u16() << 16 | segments.u16()) == TRANSFORM_NAME
                && segments.u8() != 0) {
            throw ImageException.unsupported("JPEG-LS with a colour transform");
        }
    }

    private void scan() {
        JpegLsHeader frame = header;
        if (frame == null) {
            throw ImageException.malformed("JPEG-LS scan before the frame header");
        }
        List<Integer> components = scanned(frame);
        int count = components.size();
        int near = segments.u8();
        Interleave interleave = Interleave.of(segments.u8());
        if (segments.u8() != 0) {
            throw ImageException.unsupported("JPEG-LS with point transform");
        }
        if (count == 0 || (count > 1 && (interleave == Interleave.NONE || count != frame.components()))) {
            throw ImageException.malformed("JPEG-LS scan of " + count + " components, interleaved by " + interleave);
        }
        int maxVal = presetMaxVal == 0 ? (1 << frame.bits()) - 1 : presetMaxVal;
        if (maxVal >= 1 << frame.bits()) {
            throw ImageException.malformed("JPEG-LS with MAXVAL beyond its precision");
        }
        new JpegLsScan(components, interleave, JpegLsCoding.withDefaults(maxVal, near, preset), restartLines)
                .decode(segments, frame, samples);
    }

    /** The places of the components that the scan in work names. */
    private List<Integer> scanned(JpegLsHeader frame) {
        List<Integer> components = new ArrayList<>();
        int count = segments.u8();
        for (int i = 0; i < count; i++) {
            int component = frame.ids().indexOf(segments.u8());
            if (component < 0 || decoded.get(component)) {
                throw ImageException.malformed("JPEG-LS scan of a component that is not in the frame, or twice");
            }
            decoded.set(component);
            components.add(component);
            if (segments.u8() != 0) {
                throw ImageException.unsupported("JPEG-LS with mapping tables");
            }
        }
        return components;
    }
}
