package org.lianzhen.dicom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.image.ImageException.Reason;
import org.lianzhen.dicom.vr.Bytes;

/** Frames in every transfer syntax, and what their data set says of them. */
class FrameDecoderTest {

    private static FrameDecoder decoder(TransferSyntax syntax, int rows, int columns, int bits) {
        PixelDescription pixels = PixelDescription.of(TestImages.described(rows, columns, 1, bits).build());
        return new FrameDecoder(syntax, pixels, ImageLimits.DEFAULT);
    }

    private static void refused(Reason reason, FrameDecoder decoder, Bytes bytes) {
        assertThatExceptionOfType(ImageException.class).isThrownBy(() -> decoder.decode(bytes))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static Bytes deflated(byte[] bytes) {
        try (var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true)) {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] out = new byte[bytes.length + 64];
            return Bytes.wrap(Arrays.copyOf(out, deflater.deflate(out)));
        }
    }

    @ParameterizedTest
    @CsvSource({ "1.2.840.10008.1.2.1,true", "1.2.840.10008.1.2.2,true", "1.2.840.10008.1.2.4.50,true",
            "1.2.840.10008.1.2.4.51,true", "1.2.840.10008.1.2.4.57,true", "1.2.840.10008.1.2.4.70,true",
            "1.2.840.10008.1.2.4.80,true", "1.2.840.10008.1.2.4.81,true", "1.2.840.10008.1.2.4.90,true",
            "1.2.840.10008.1.2.4.91,true", "1.2.840.10008.1.2.5,true", "1.2.840.10008.1.2.1.98,true",
            "1.2.840.10008.1.2.8.1,true", "1.2.840.10008.1.2.4.201,false", "1.2.840.10008.1.2.4.102,false" })
    void saysWhatItSupports(String uid, boolean supported) {
        assertThat(FrameDecoder.supports(TransferSyntax.of(uid))).isEqualTo(supported);
    }

    @Test
    void inflatesFrames() {
        byte[] samples = new byte[1000];
        Arrays.fill(samples, 300, 600, (byte) 7);
        FrameDecoder decoder = decoder(TransferSyntax.DEFLATED_IMAGE_FRAME, 10, 100, 8);

        Frame frame = decoder.decode(deflated(samples));

        assertThat(frame.sample(299)).isZero();
        assertThat(frame.sample(300)).isEqualTo(7);
        refused(Reason.TRUNCATED, decoder, deflated(new byte[500]));
        refused(Reason.MALFORMED, decoder, Bytes.ofHex("ffffffffffff"));
    }

    @Test
    void refusesAnImageOfAnotherSize() {
        Bytes coded = JpegLsEncoder.encode(TestImages.row(8, false, 1, 2, 3), Interleave.NONE);

        refused(Reason.MALFORMED, decoder(TransferSyntax.JPEG_LS_LOSSLESS, 3, 1, 8), coded);
        refused(Reason.LIMIT_EXCEEDED, decoder(TransferSyntax.JPEG_LS_LOSSLESS, 1, 2, 8), coded);
        assertThat(decoder(TransferSyntax.JPEG_LS_LOSSLESS, 1, 3, 8).decode(coded))
                .isEqualTo(TestImages.row(8, false, 1, 2, 3));
    }

    @Test
    void refusesFramesItCannotDecode() {
        refused(Reason.UNSUPPORTED, decoder(TransferSyntax.HTJ2K, 1, 3, 8), Bytes.of((byte) 1));
        refused(Reason.MALFORMED, decoder(TransferSyntax.JPEG_2000, 1, 3, 8), Bytes.ofHex("0102030405"));
        refused(Reason.TRUNCATED, decoder(TransferSyntax.JPEG_2000, 1, 3, 8), Bytes.ofHex("ff4fff510029"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            MALFORMED,      columns,   00000000 00000003 00000000 00000000 00000001 00000001
            MALFORMED,      tiles,     00000003 00000001 00000000 00000000 00000000 00000001
            LIMIT_EXCEEDED, most,      00009000 00009000 00000000 00000000 00000001 00000001
            """)
    void checksTheHeaderOfJpeg2000(Reason reason, String message, String sizes) {
        Bytes stream = Bytes.ofHex("ff4fff5100290000" + sizes + "0000000000000000" + "0001" + "070101");

        assertThatExceptionOfType(ImageException.class)
                .isThrownBy(() -> Jpeg2000Header.read(stream, ImageLimits.DEFAULT)).withMessageContaining(message)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void signedSamplesOfFewBitsKeepTheirSign() {
        PixelDescription pixels = PixelDescription
                .of(TestImages.described(1, 3, 1, 12).putInts(Tag.PixelRepresentation, 1)
                        .build());
        Frame frame = TestImages.row(12, true, -5, 0, 2047);
        var decoder = new FrameDecoder(TransferSyntax.JPEG_LS_LOSSLESS, pixels, ImageLimits.DEFAULT);

        assertThat(decoder.decode(JpegLsEncoder.encode(frame, Interleave.NONE))).isEqualTo(frame);
    }
}
