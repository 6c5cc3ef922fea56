package org.lianzhen.dicom.image;

/** Red, green and blue from luminance and colour differences (PS3.3 section C.7.6.3.1.2). */
final class Colours {

    private static final int MIDDLE = 128;

    private Colours() {}

    /** A frame of 8-bit YBR_FULL as RGB. */
    static Frame rgb(Frame frame) {
        short[] rgb = new short[frame.shape().sampleCount()];
        for (int i = 0; i < rgb.length; i += 3) {
            int packed = full(frame.sample(i), frame.sample(i + 1), frame.sample(i + 2));
            rgb[i] = (short) (packed >> 16);
            rgb[i + 1] = (short) (packed >> 8 & 0xFF);
            rgb[i + 2] = (short) (packed & 0xFF);
        }
        return new Frame(new FrameShape(frame.rows(), frame.columns(), 3, Byte.SIZE, false), rgb);
    }

    /** RGB in 24 bits from a pixel of YBR_FULL. */
    static int full(int y, int cb, int cr) {
        double blue = cb - MIDDLE;
        double red = cr - MIDDLE;
        return packed(y + 1.402 * red, y - 0.344136 * blue - 0.714136 * red, y + 1.772 * blue);
    }

    /** RGB in 24 bits from a pixel of YBR_PARTIAL, whose luminance is 16 to 235 and whose differences are 16 to 240. */
    static int partial(int y, int cb, int cr) {
        double luminance = 1.1644 * (y - 16);
        double blue = cb - MIDDLE;
        double red = cr - MIDDLE;
        return packed(luminance + 1.5960 * red, luminance - 0.3917 * blue - 0.8130 * red, luminance + 2.0173 * blue);
    }

    private static int packed(double red, double green, double blue) {
        return eight(red) << 16 | eight(green) << 8 | eight(blue);
    }

    private static int eight(double value) {
        return Math.clamp(Math.round(value), 0, 255);
    }
}
