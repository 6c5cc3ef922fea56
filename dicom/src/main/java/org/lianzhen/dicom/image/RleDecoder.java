package org.lianzhen.dicom.image;

import org.lianzhen.dicom.vr.Bytes;

/** RLE Lossless (PS3.5 annex G): one segment for each byte of each sample, the highest byte first. */
final class RleDecoder {

    private static final int HEADER = 64;
    private static final int MOST_SEGMENTS = 15;
    private static final int NOTHING = 128;

    private final PixelDescription pixels;
    private final Bytes stream;
    private final int sampleBytes;
    private final int[] ends;

    private RleDecoder(PixelDescription pixels, Bytes stream) {
        this.pixels = pixels;
        this.stream = stream;
        this.sampleBytes = Math.max(1, pixels.bitsAllocated() / Byte.SIZE);
        this.ends = ends();
    }

    static Frame decode(PixelDescription pixels, Bytes stream, ImageLimits limits) {
        limits.samplesOf(pixels.rows(), pixels.columns(), pixels.samplesPerPixel());
        return new RleDecoder(pixels, stream).decode(limits);
    }

    /** Where each segment begins, and where the last one ends. */
    private int[] ends() {
        if (stream.length() < HEADER) {
            throw ImageException.truncated("RLE without its header");
        }
        long count = stream.u32(0);
        if (count != (long) sampleBytes * pixels.samplesPerPixel() || count > MOST_SEGMENTS) {
            throw ImageException.malformed("RLE with " + count + " segments for " + pixels.samplesPerPixel()
                    + " samples of " + pixels.bitsAllocated() + " bits");
        }
        int[] places = new int[(int) count + 1];
        for (int i = 0; i < count; i++) {
            long place = stream.u32(4 + 4 * i);
            if (place < HEADER || place > stream.length() || (i > 0 && place < places[i - 1])) {
                throw ImageException.malformed("RLE segment at " + place + " of " + stream.length() + " bytes");
            }
            places[i] = (int) place;
        }
        places[(int) count] = stream.length();
        return places;
    }

    private Frame decode(ImageLimits limits) {
        int count = pixels.rows() * pixels.columns();
        boolean bits = pixels.bitsAllocated() == 1;
        byte[] cells = new byte[(bits ? (count + 7) / 8 : count) * sampleBytes * pixels.samplesPerPixel()];
        int step = sampleBytes * pixels.samplesPerPixel();
        for (int segment = 0; segment < step; segment++) {
            int sample = segment / sampleBytes;
            int place = sampleBytes - 1 - segment % sampleBytes;
            unpack(segment, cells, sample * sampleBytes + place, step);
        }
        return NativeDecoder.decode(interleaved(), Bytes.wrap(cells), 0, limits);
    }

    private PixelDescription interleaved() {
        return new PixelDescription(pixels.rows(), pixels.columns(), pixels.samplesPerPixel(),
                pixels.halvesColour() ? "YBR_FULL" : pixels.photometricInterpretation(), pixels.bitsAllocated(),
                pixels.bitsStored(), pixels.highBit(), pixels.signed(), 0, 1);
    }

    /** Puts the bytes of a segment at every {@code step}th place. */
    private void unpack(int segment, byte[] cells, int first, int step) {
        int from = ends[segment];
        int end = ends[segment + 1];
        int to = first;
        while (to < cells.length) {
            if (from >= end) {
                throw ImageException.truncated("RLE segment " + segment + " ends before its samples");
            }
            int control = stream.u8(from++);
            int length = control < NOTHING ? control + 1 : 2 * NOTHING + 1 - control;
            if (control == NOTHING) {
                continue;
            }
            if (from + (control < NOTHING ? length : 1) > end) {
                throw ImageException.truncated("RLE segment " + segment + " ends in a run");
            }
            for (int i = 0; i < length && to < cells.length; i++) {
                cells[to] = stream.get(control < NOTHING ? from + i : from);
                to += step;
            }
            from += control < NOTHING ? length : 1;
        }
    }
}
