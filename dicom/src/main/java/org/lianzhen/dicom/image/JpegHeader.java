package org.lianzhen.dicom.image;

import java.util.ArrayList;
import java.util.List;

/**
 * The frame header of a JPEG stream (ISO/IEC 10918-1 annex B.2.2).
 *
 * @param lossless process 14, rather than one with a cosine transform
 * @param bits precision of samples
 */
record JpegHeader(boolean lossless, int bits, int rows, int columns, List<JpegComponent> components) {

    private static final int SOF_0 = 0xC0;
    private static final int SOF_1 = 0xC1;
    private static final int SOF_3 = 0xC3;
    private static final int BLOCK = 8;

    JpegHeader {
        components = List.copyOf(components);
    }

    /** Reads the segment in work, which the marker began. */
    static JpegHeader read(int marker, JpegSegments segments, ImageLimits limits) {
        if (marker != SOF_0 && marker != SOF_1 && marker != SOF_3) {
            throw ImageException.unsupported("JPEG process %02X".formatted(marker));
        }
        boolean lossless = marker == SOF_3;
        int bits = segments.u8();
        int rows = segments.u16();
        int columns = segments.u16();
        if (lossless ? bits < 2 || bits > 16 : bits != 8 && bits != 12) {
            throw ImageException.malformed("JPEG samples of " + bits + " bits");
        }
        int count = segments.u8();
        limits.samplesOf(rows, columns, count);
        if (count > 4) {
            throw ImageException.unsupported("JPEG with " + count + " components");
        }
        List<JpegComponent> components = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            components.add(new JpegComponent(segments));
        }
        return new JpegHeader(lossless, bits, rows, columns, components).allocated();
    }

    /** Memory for whole units of all components: at most 3 x 8 more lines and columns than the image has. */
    private JpegHeader allocated() {
        for (JpegComponent component : components) {
            if (lossless && (component.horizontal != 1 || component.vertical != 1)) {
                throw ImageException.unsupported("lossless JPEG with components of different size");
            }
            component.allocate(unitsAcross() * component.horizontal * side(),
                    unitsDown() * component.vertical * side());
        }
        return this;
    }

    /** Samples along a data unit. */
    int side() {
        return lossless ? 1 : BLOCK;
    }

    int mostHorizontal() {
        return components.stream().mapToInt(component -> component.horizontal).max().orElse(1);
    }

    int mostVertical() {
        return components.stream().mapToInt(component -> component.vertical).max().orElse(1);
    }

    /** Interleaved units (MCU) in a line. */
    int unitsAcross() {
        return Math.ceilDiv(columns, side() * mostHorizontal());
    }

    /** Lines of interleaved units. */
    int unitsDown() {
        return Math.ceilDiv(rows, side() * mostVertical());
    }

    /** All components, each pixel with its samples. */
    Frame frame() {
        int count = components.size();
        short[] pixels = new short[rows * columns * count];
        int mostHorizontal = mostHorizontal();
        int mostVertical = mostVertical();
        for (int c = 0; c < count; c++) {
            JpegComponent component = components.get(c);
            int to = c;
            for (int row = 0; row < rows; row++) {
                int line = row * component.vertical / mostVertical * component.stride;
                for (int column = 0; column < columns; column++) {
                    pixels[to] = component.samples[line + column * component.horizontal / mostHorizontal];
                    to += count;
                }
            }
        }
        return new Frame(new FrameShape(rows, columns, count, bits, false), pixels);
    }
}
