package org.lianzhen.dicom.image;

import org.lianzhen.dicom.vr.Bytes;

/** Frames of native pixel data (PS3.5 section 8.1), little endian. */
final class NativeDecoder {

    private final PixelDescription pixels;
    private final Bytes bytes;
    private final int shift;

    private NativeDecoder(PixelDescription pixels, Bytes bytes) {
        this.pixels = pixels;
        this.bytes = bytes;
        this.shift = pixels.highBit() + 1 - pixels.bitsStored();
    }

    /**
     * Decodes a frame.
     *
     * @param bytes begin with the frame, or less than a byte before it
     * @param bitOffset where in the first byte the frame begins; not 0 only for samples of 1 bit
     */
    static Frame decode(PixelDescription pixels, Bytes bytes, int bitOffset, ImageLimits limits) {
        var buffer = new FrameBuffer(pixels.shape(), limits);
        if (bitOffset + pixels.frameBits() > 8L * bytes.length()) {
            throw ImageException.truncated("a frame of " + bytes.length() + " bytes; "
                    + (pixels.frameBits() + 7) / 8 + " are wanted");
        }
        var decoder = new NativeDecoder(pixels, bytes);
        if (pixels.halvesColour()) {
            decoder.halvedColour(buffer);
        } else {
            decoder.samples(buffer, bitOffset);
        }
        return buffer.frame();
    }

    private void samples(FrameBuffer buffer, int bitOffset) {
        int samples = pixels.samplesPerPixel();
        int plane = pixels.rows() * pixels.columns();
        boolean planar = pixels.planarConfiguration() == 1 && samples > 1;
        for (int i = 0; i < plane * samples; i++) {
            int value = pixels.bitsAllocated() == 1 ? bit(bitOffset + i) : stored(i);
            buffer.put(planar ? i % plane * samples + i / plane : i, value);
        }
    }

    private int bit(int index) {
        return bytes.u8(index >> 3) >> (index & 7) & 1;
    }

    private int stored(int index) {
        int cell = switch (pixels.bitsAllocated()) {
            case Byte.SIZE -> bytes.u8(index);
            case Short.SIZE -> bytes.u16(2 * index);
            default -> bytes.i32(4 * index);
        };
        return cell >>> shift;
    }

    /** Two luminances, then the blue and the red difference they share (PS3.3 section C.7.6.3.1.2). */
    private void halvedColour(FrameBuffer buffer) {
        if ((pixels.columns() & 1) == 1) {
            throw ImageException.malformed("an odd number of columns whose pixels share colours by pairs");
        }
        int pairs = pixels.rows() * pixels.columns() / 2;
        for (int pair = 0; pair < pairs; pair++) {
            int from = 4 * pair;
            int to = 6 * pair;
            for (int pixel = 0; pixel < 2; pixel++) {
                buffer.put(to + 3 * pixel, stored(from + pixel));
                buffer.put(to + 3 * pixel + 1, stored(from + 2));
                buffer.put(to + 3 * pixel + 2, stored(from + 3));
            }
        }
    }
}
