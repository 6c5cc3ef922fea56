package org.lianzhen.dicom.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.vr.Bytes;

/** The worked example of ISO/IEC 14495-1 annex H.3, and the parameters its annex C tabulates. */
class JpegLsVectorsTest {

    private static final Bytes ANNEX_H = Bytes.ofHex("ffd8 fff7 000b 08 0004 0004 01 011100 ffda 0008 01 0100 00 00 00"
            + " c000006c80208e01c0000057400000 6ee6000001bc18000005d800009160 ffd9");
    private static final Frame IMAGE = Frame.of(new FrameShape(4, 4, 1, 8, false), new int[]{ 0, 0, 90, 74, 68, 50, 43,
            205, 64, 145, 145, 145, 100, 145, 145, 145 });

    @Test
    void decodesTheExampleOfTheStandard() {
        assertThat(JpegLsDecoder.decode(ANNEX_H, ImageLimits.DEFAULT)).isEqualTo(IMAGE);
    }

    @Test
    void encodesTheExampleOfTheStandard() {
        assertThat(JpegLsEncoder.encode(IMAGE, Interleave.NONE)).isEqualTo(ANNEX_H);
    }

    @Test
    void hasTheDefaultThresholdsOfTheStandard() {
        assertThat(JpegLsCoding.standard(255, 0)).isEqualTo(new JpegLsCoding(255, 0, 3, 7, 21, 64));
        assertThat(JpegLsCoding.standard(4095, 0)).isEqualTo(new JpegLsCoding(4095, 0, 18, 67, 276, 64));
        assertThat(JpegLsCoding.standard(65535, 0)).isEqualTo(new JpegLsCoding(65535, 0, 18, 67, 276, 64));
        assertThat(JpegLsCoding.standard(255, 3)).isEqualTo(new JpegLsCoding(255, 3, 12, 22, 42, 64));
        assertThat(JpegLsCoding.standard(15, 0)).isEqualTo(new JpegLsCoding(15, 0, 2, 3, 4, 64));
    }

    @Test
    void derivesRangesAsTheStandardDoes() {
        JpegLsCoding eight = JpegLsCoding.standard(255, 0);
        assertThat(eight.range()).isEqualTo(256);
        assertThat(eight.errorBits()).isEqualTo(8);
        assertThat(eight.limit()).isEqualTo(32);

        JpegLsCoding near = JpegLsCoding.standard(255, 2);
        assertThat(near.step()).isEqualTo(5);
        assertThat(near.range()).isEqualTo(52);
        assertThat(near.errorBits()).isEqualTo(6);

        JpegLsCoding sixteen = JpegLsCoding.standard(65535, 0);
        assertThat(sixteen.errorBits()).isEqualTo(16);
        assertThat(sixteen.limit()).isEqualTo(64);
    }
}
