package org.lianzhen.dicom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.image.ImageException.Reason;
import org.lianzhen.dicom.vr.Bytes;

/** RLE segments put together by hand after PS3.5 annex G. */
class RleDecoderTest {

    /** A stream of segments, each given in hexadecimal digits. */
    private static Bytes stream(String... segments) {
        StringBuilder header = new StringBuilder("%02x000000".formatted(segments.length));
        StringBuilder body = new StringBuilder();
        for (String segment : segments) {
            header.append("%02x000000".formatted(64 + body.length() / 2));
            body.append(segment);
        }
        return Bytes.ofHex(header.append("00".repeat(64 - header.length() / 2)).append(body).toString());
    }

    private static Frame decode(int columns, int samples, int bits, Bytes stream) {
        PixelDescription pixels = PixelDescription.of(TestImages.described(1, columns, samples, bits).build());
        return new FrameDecoder(TransferSyntax.RLE_LOSSLESS, pixels, ImageLimits.DEFAULT).decode(stream);
    }

    private static void refused(Reason reason, int columns, Bytes stream) {
        assertThatExceptionOfType(ImageException.class).isThrownBy(() -> decode(columns, 1, 8, stream))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void unpacksLiteralsAndRuns() {
        // three as they are, nothing, four times 9
        Frame frame = decode(7, 1, 8, stream("02010203" + "80" + "fd09"));

        assertThat(frame).isEqualTo(TestImages.row(8, false, 1, 2, 3, 9, 9, 9, 9));
    }

    @Test
    void putsHighBytesFirst() {
        Frame frame = decode(2, 1, 16, stream("011234", "015678"));

        assertThat(frame).isEqualTo(TestImages.row(16, false, 0x1256, 0x3478));
    }

    @Test
    void putsColoursSideBySide() {
        Frame frame = decode(2, 3, 8, stream("010102", "010304", "010506"));

        assertThat(frame).isEqualTo(Frame.of(new FrameShape(1, 2, 3, 8, false), new int[]{ 1, 3, 5, 2, 4, 6 }));
    }

    @Test
    void leavesWhatIsTooMuch() {
        assertThat(decode(2, 1, 8, stream("fc07" + "00ff"))).isEqualTo(TestImages.row(8, false, 7, 7));
    }

    @ParameterizedTest
    @CsvSource({ "TRUNCATED,0201", "TRUNCATED,fd", "TRUNCATED,0001", "TRUNCATED,80808080" })
    void noticesSegmentsTooShort(Reason reason, String segment) {
        refused(reason, 4, stream(segment));
    }

    @Test
    void noticesHeadersThatCannotBe() {
        refused(Reason.TRUNCATED, 1, Bytes.ofHex("01000000"));
        refused(Reason.MALFORMED, 1, stream("0001", "0001"));
        refused(Reason.MALFORMED, 1, Bytes.ofHex("01000000" + "ff000000" + "00".repeat(60)));
        refused(Reason.MALFORMED, 1, Bytes.ofHex("01000000" + "10000000" + "00".repeat(60)));
        refused(Reason.MALFORMED, 1, Bytes.ofHex("ffffffff" + "40000000" + "00".repeat(60)));
    }
}
