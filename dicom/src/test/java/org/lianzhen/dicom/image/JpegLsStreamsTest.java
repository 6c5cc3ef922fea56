package org.lianzhen.dicom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.image.ImageException.Reason;
import org.lianzhen.dicom.vr.Bytes;

/** Streams that other encoders may write, and those that none may. */
class JpegLsStreamsTest {

    private static final Frame GREY = TestFrames.SMOOTH.of(new FrameShape(40, 30, 1, 8, false), 1);
    private static final String SOI = "ffd8";
    private static final String FRAME = "fff7 000b 08 0028 001e 01 011100";
    private static final String SCAN = "ffda 0008 01 0100 00 00 00";

    /** What follows the headers of {@link #GREY}. */
    private static String body(Frame frame) {
        Bytes whole = JpegLsEncoder.encode(frame, Interleave.NONE);
        int headers = 2 + 13 + 10;
        return whole.slice(headers, whole.length() - headers).toHex();
    }

    private static Frame decode(String... parts) {
        return JpegLsDecoder.decode(Bytes.ofHex(String.join("", parts)), ImageLimits.DEFAULT);
    }

    private static void refuses(Reason reason, String message, String... parts) {
        assertThatExceptionOfType(ImageException.class).isThrownBy(() -> decode(parts))
                .withMessageContaining(message).satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void skipsSegmentsItDoesNotKnow() {
        String comment = "fffe 0005 616263";
        String fill = "ffffff";

        assertThat(decode(SOI, comment, "ffe0 0004 1234", FRAME, fill, comment, SCAN, body(GREY))).isEqualTo(GREY);
    }

    @Test
    void takesPresetsThatAreTheDefaults() {
        String zeros = "fff8 000d 01 0000 0000 0000 0000 0000";
        String written = "fff8 000d 01 00ff 0003 0007 0015 0040";

        assertThat(decode(SOI, FRAME, zeros, SCAN, body(GREY))).isEqualTo(GREY);
        assertThat(decode(SOI, FRAME, written, SCAN, body(GREY))).isEqualTo(GREY);
    }

    @Test
    void heedsPresetsThatAreNot() {
        String other = "fff8 000d 01 00ff 0009 0020 0040 0020";

        assertThat(decodedOrRefused(SOI, FRAME, other, SCAN, body(GREY))).isNotEqualTo(GREY);
    }

    private static Object decodedOrRefused(String... parts) {
        try {
            return decode(parts);
        } catch (ImageException e) {
            return e.reason();
        }
    }

    @Test
    void beginsAnewAfterRestartMarkers() {
        Frame top = TestFrames.RUNS.of(new FrameShape(20, 30, 1, 8, false), 5);
        String scan = body(top).replaceAll("ffd9$", "");
        String restarts = "ffdd 0004 0014";

        Frame twice = decode(SOI, FRAME, restarts, SCAN, scan, "ffd0", scan, "ffd9");

        for (int i = 0; i < 600; i++) {
            assertThat(twice.sample(i)).isEqualTo(top.sample(i));
            assertThat(twice.sample(600 + i)).isEqualTo(top.sample(i));
        }
        refuses(Reason.MALFORMED, "restart", SOI, FRAME, restarts, SCAN, scan, "ffd1", scan, "ffd9");
    }

    @Test
    void takesScansInAnyOrder() {
        Frame colour = TestFrames.SMOOTH.of(new FrameShape(9, 7, 2, 8, false), 3);
        int[] first = new int[63];
        int[] second = new int[63];
        for (int i = 0; i < 63; i++) {
            first[i] = colour.sample(2 * i);
            second[i] = colour.sample(2 * i + 1);
        }
        List<String> scans = List.of(first, second).stream()
                .map(samples -> body(Frame.of(new FrameShape(9, 7, 1, 8, false), samples)).replaceAll("ffd9$", ""))
                .toList();

        assertThat(decode(SOI, "fff7 000e 08 0009 0007 02 051100 061100", "ffda 0008 01 0600 00 00 00", scans.get(1),
                "ffda 0008 01 0500 00 00 00", scans.getFirst(), "ffd9")).isEqualTo(colour);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            MALFORMED,   SOI,             0000
            TRUNCATED,   without end,     ffd8 0000 0000
            TRUNCATED,   without all,     ffd8 ffd9
            TRUNCATED,   lacks,           ffd8 fff7 0004 0800 0000
            TRUNCATED,   bytes,           ffd8 fff7 0fff 0800 0000
            MALFORMED,   before,          ffd8 ffda 0008 01 0100 00 00 00
            MALFORMED,   another JPEG,    ffd8 ffc0 000b 08 0004 0004 01 011100
            MALFORMED,   bits,            ffd8 fff7 000b 01 0004 0004 01 011100
            UNSUPPORTED, different size,  ffd8 fff7 000b 08 0004 0004 01 012100
            UNSUPPORTED, told later,      ffd8 fff7 000b 08 0000 0004 01 011100
            MALFORMED,   0 columns,       ffd8 fff7 000b 08 0004 0000 01 011100
            MALFORMED,   two frame,       ffd8 fff7 000b 08 0004 0004 01 011100 fff7 000b 08 0004 0004 01 011100
            MALFORMED,   not in,          ffd8 fff7 000b 08 0004 0004 01 011100 ffda 0008 01 0200 00 00 00 ffd9
            MALFORMED,   NEAR 200,        ffd8 fff7 000b 08 0004 0004 01 011100 ffda 0008 01 0100 c8 00 00 ffd9
            MALFORMED,   interleave,      ffd8 fff7 000b 08 0004 0004 01 011100 ffda 0008 01 0100 00 03 00 ffd9
            UNSUPPORTED, point,           ffd8 fff7 000b 08 0004 0004 01 011100 ffda 0008 01 0100 00 00 01 ffd9
            UNSUPPORTED, mapping,         ffd8 fff7 000b 08 0004 0004 01 011100 ffda 0008 01 0101 00 00 00 ffd9
            UNSUPPORTED, mapping,         ffd8 fff8 0004 02 01
            MALFORMED,   thresholds,      ffd8 fff7 000b 08 0004 0004 01 011100 \
            fff8 000d 01 00ff 0009 0003 0007 0020 ffda 0008 01 0100 00 00 00 ffd9
            MALFORMED,   MAXVAL,          ffd8 fff7 000b 08 0004 0004 01 011100 \
            fff8 000d 01 0fff 0000 0000 0000 0000 ffda 0008 01 0100 00 00 00 ffd9
            TRUNCATED,   ends before,     ffd8 fff7 000b 08 0004 0004 01 011100 ffda 0008 01 0100 00 00 00 ffd9
            UNSUPPORTED, colour,          ffd8 ffe8 0007 6d726678 01
            LIMIT_EXCEEDED, most,         ffd8 fff7 000b 08 ffff ffff 01 011100
            """)
    void refuses(Reason reason, String message, String stream) {
        refuses(reason, message, new String[]{ stream });
    }

    @Test
    void everyCutIsNoticed() {
        Bytes whole = JpegLsEncoder.encode(GREY, Interleave.NONE);
        for (int length = 0; length < whole.length() - 3; length++) {
            Bytes cut = whole.slice(0, length);
            assertThatExceptionOfType(ImageException.class)
                    .isThrownBy(() -> JpegLsDecoder.decode(cut, ImageLimits.DEFAULT));
        }
    }

    @Test
    void encodesOnlyWhatFits() {
        assertThatExceptionOfType(ImageException.class)
                .isThrownBy(() -> JpegLsEncoder.encode(TestFrames.NOISE.of(new FrameShape(2, 2, 1, 17, false), 1),
                        Interleave.NONE))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED));
    }
}
