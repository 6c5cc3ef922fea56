package org.lianzhen.dicom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.image.ImageException.Reason;
import org.lianzhen.dicom.vr.Bytes;

/** JPEG streams put together by hand, and those of the JDK's encoder. */
class JpegStreamsTest {

    private static final String SOI = "ffd8";
    /** Two codes of one bit: 0 for no difference, 10 for a difference of one bit, 110 for one of three. */
    private static final String TABLE = "ffc4 0016 00 01010100000000000000000000000000 000103";

    private static String lossless(String bits, int rows, int columns) {
        return "ffc3 000b %s %04x %04x 01 011100".formatted(bits, rows, columns);
    }

    private static String scan(int predictor, int pointTransform) {
        return "ffda 0008 01 0100 %02x 00 %02x".formatted(predictor, pointTransform);
    }

    private static Frame decode(String... parts) {
        return JpegDecoder.decode(Bytes.ofHex(String.join("", parts)), ImageLimits.DEFAULT);
    }

    @Test
    void addsDifferencesToThePrediction() {
        // 0, +1, -1 | 0, +7, 0 in bits 0 101 100 0 110111 0, filled with ones
        String body = Bytes.of((byte) 0b01011000, (byte) 0b11011101).toHex();

        Frame frame = decode(SOI, TABLE, lossless("08", 2, 3), scan(1, 0), body, "ffd9");

        assertThat(frame).isEqualTo(Frame.of(new FrameShape(2, 3, 1, 8, false),
                new int[]{ 128, 129, 128, 128, 135, 135 }));
    }

    @Test
    void shiftsByThePointTransform() {
        Frame frame = decode(SOI, TABLE, lossless("08", 1, 2), scan(1, 2), "5f", "ffd9");

        assertThat(frame).isEqualTo(Frame.of(new FrameShape(1, 2, 1, 8, false), new int[]{ 128, 132 }));
    }

    @Test
    void startsAnewAfterARestartMarker() {
        Frame frame = decode(SOI, TABLE, "ffdd 0004 0002", lossless("08", 2, 2), scan(1, 0), "5f ffd0 5f", "ffd9");

        assertThat(frame).isEqualTo(Frame.of(new FrameShape(2, 2, 1, 8, false), new int[]{ 128, 129, 128, 129 }));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            MALFORMED,      SOI,          00ff
            TRUNCATED,      without end,  ffd8 0000 0000
            TRUNCATED,      all its,      ffd8 ffd9 0000
            MALFORMED,      before,       ffd8 ffda 0008 01 0100 01 00 00
            UNSUPPORTED,    process C2,   ffd8 ffc2 000b 08 0002 0002 01 011100
            MALFORMED,      10 bits,      ffd8 ffc0 000b 0a 0002 0002 01 011100
            MALFORMED,      17 bits,      ffd8 ffc3 000b 11 0002 0002 01 011100
            MALFORMED,      0 rows,       ffd8 ffc3 000b 08 0000 0002 01 011100
            MALFORMED,      sampling,     ffd8 ffc0 000b 08 0002 0002 01 010100
            UNSUPPORTED,    different,    ffd8 ffc3 000b 08 0002 0002 01 012100
            UNSUPPORTED,    5 components, ffd8 ffc0 0017 08 0002 0002 05 011100 021100 031100 041100 051100
            MALFORMED,      two frame,    ffd8 ffc3 000b 08 0002 0002 01 011100 ffc3 000b 08 0002 0002 01 011100
            MALFORMED,      not in,       ffd8 ffc3 000b 08 0002 0002 01 011100 ffda 0008 01 0200 01 00 00 ffd9
            MALFORMED,      nothing,      ffd8 ffc3 000b 08 0002 0002 01 011100 ffda 0006 00 01 00 00 ffd9
            MALFORMED,      predictor 0,  ffd8 ffc3 000b 08 0002 0002 01 011100 ffda 0008 01 0100 00 00 00 ffd9
            MALFORMED,      Huffman,      ffd8 ffc3 000b 08 0002 0002 01 011100 ffda 0008 01 0100 01 00 00 ffd9
            MALFORMED,      quantization, ffd8 ffc0 000b 08 0002 0002 01 011100 ffda 0008 01 0100 00 3f 00 ffd9
            MALFORMED,      there are,    ffd8 ffc4 0016 00 03000000000000000000000000000000 000000
            MALFORMED,      place,        ffd8 ffc4 0016 09 01010100000000000000000000000000 000103
            LIMIT_EXCEEDED, most,         ffd8 ffc3 000b 08 ffff ffff 01 011100
            """)
    void refuses(Reason reason, String message, String stream) {
        assertThatExceptionOfType(ImageException.class).isThrownBy(() -> decode(stream)).withMessageContaining(message)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void noticesCodesThatNoTableHas() {
        assertThatExceptionOfType(ImageException.class)
                .isThrownBy(() -> decode(SOI, TABLE, lossless("08", 1, 2), scan(1, 0), "ff00".repeat(8), "ffd9"))
                .withMessageContaining("no table");
    }

    @Test
    void noticesTheEndOfTheData() {
        assertThatExceptionOfType(ImageException.class)
                .isThrownBy(() -> decode(SOI, TABLE, lossless("08", 9, 9), scan(1, 0), "00", "ffd9"))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TRUNCATED));
    }

    /** A smooth picture whose sides are no multiple of a block. */
    private static Picture smooth(int samples) {
        byte[] data = new byte[37 * 53 * samples];
        for (int i = 0; i < data.length; i++) {
            int pixel = i / samples;
            data[i] = (byte) (60 + pixel % 53 + pixel / 53 * 2 + i % samples * 10);
        }
        return new Picture(37, 53, samples, data);
    }

    @Test
    void decodesGreyOfTheJdk() {
        Picture picture = smooth(1);

        Frame frame = JpegDecoder.decode(picture.jpeg(1), ImageLimits.DEFAULT);

        assertThat(frame.shape()).isEqualTo(new FrameShape(37, 53, 1, 8, false));
        for (int i = 0; i < frame.shape().sampleCount(); i++) {
            assertThat(frame.sample(i)).isCloseTo(picture.data().u8(i), within(2));
        }
    }

    @Test
    void decodesSharedColoursOfTheJdkToRgb() {
        Picture picture = smooth(3);

        Frame frame = JpegDecoder.decodeRgb(picture.jpeg(1), ImageLimits.DEFAULT);

        for (int i = 0; i < frame.shape().sampleCount(); i++) {
            assertThat(frame.sample(i)).isCloseTo(picture.data().u8(i), within(6));
        }
        assertThat(JpegDecoder.decode(picture.jpeg(1), ImageLimits.DEFAULT)).isNotEqualTo(frame);
    }

    @Test
    void transformsOnesInEveryPlace() {
        var cosine = new JpegCosine();
        for (int place = 0; place < 64; place++) {
            float[] block = new float[64];
            block[place] = 100;
            cosine.inverse(block);

            for (int at = 0; at < 64; at++) {
                assertThat((double) block[at]).isCloseTo(100 * basis(at % 8, place % 8) * basis(at / 8, place / 8),
                        within(1e-3));
            }
        }
    }

    /** As the standard writes it, annex A.3.3. */
    private static double basis(int at, int frequency) {
        double scale = frequency == 0 ? 1 / Math.sqrt(2) : 1;
        return scale / 2 * Math.cos((2 * at + 1) * frequency * Math.PI / 16);
    }
}
