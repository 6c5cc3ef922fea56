package org.lianzhen.dicom.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same image in several transfer syntaxes, encoded by other people's programs: the samples are the same. */
class TwinsTest {

    @ParameterizedTest
    @CsvSource({ "MR_small.dcm,MR_small_RLE.dcm", "MR_small.dcm,MR_small_jpeg_ls_lossless.dcm",
            "MR_small.dcm,MR_small_bigendian.dcm", "MR_small.dcm,MR_small_expb.dcm",
            "MR_small.dcm,MR_small_implicit.dcm", "MR_small.dcm,MR_small_padded.dcm",
            "OBXXXX1A.dcm,OBXXXX1A_rle.dcm", "OBXXXX1A.dcm,OBXXXX1A_expb.dcm",
            "SC_rgb_16bit.dcm,SC_rgb_rle_16bit.dcm", "SC_rgb_16bit.dcm,SC_rgb_expb_16bit.dcm",
            "SC_rgb_small_odd.dcm,SC_rgb_small_odd_big_endian.dcm", "rtdose_1frame.dcm,rtdose_rle_1frame.dcm",
            "rtdose_1frame.dcm,rtdose_expb_1frame.dcm", "liver_1frame.dcm,liver_expb_1frame.dcm" })
    void areEqual(String plain, String coded) {
        assertThat(ImageSamples.frame(coded)).isEqualTo(ImageSamples.frame(plain));
    }

    @ParameterizedTest
    @CsvSource({ "SC_rgb_2frame.dcm,SC_rgb_rle_2frame.dcm,2", "SC_rgb_32bit_2frame.dcm,SC_rgb_rle_32bit_2frame.dcm,2",
            "SC_rgb_32bit_2frame.dcm,SC_rgb_expb_32bit_2frame.dcm,2",
            "SC_rgb_2frame.dcm,SC_rgb_expb_2frame.dcm,2", "rtdose.dcm,rtdose_rle.dcm,15",
            "emri_small.dcm,emri_small_big_endian.dcm,10", "rtdose.dcm,rtdose_expb.dcm,15" })
    void areEqualInEveryFrame(String plain, String coded, int count) throws IOException {
        Frames expected = ImageSamples.frames(plain);
        Frames actual = ImageSamples.frames(coded);

        assertThat(actual.count()).isEqualTo(expected.count()).isEqualTo(count);
        for (int frame = 0; frame < count; frame++) {
            assertThat(actual.decoded(frame)).as("frame %d", frame).isEqualTo(expected.decoded(frame));
        }
    }

    @ParameterizedTest
    @CsvSource({ "MR_small.dcm,MR_small_jp2klossless.dcm", "US1_UNCR.dcm,US1_J2KR.dcm" })
    void areEqualInJpeg2000(String plain, String coded) {
        assertThat(ImageSamples.frame(coded)).isEqualTo(ImageSamples.frame(plain));
    }

    /** Coded with loss: near, and not the same. */
    @ParameterizedTest
    @CsvSource({ "693_UNCI.dcm,693_J2KI.dcm,8", "MR2_UNCI.dcm,MR2_J2KI.dcm,12" })
    void areAlike(String plain, String coded, int mean) {
        Frame expected = ImageSamples.frame(plain);
        Frame actual = ImageSamples.frame(coded);

        long sum = 0;
        int count = expected.shape().sampleCount();
        for (int i = 0; i < count; i++) {
            sum += Math.abs(expected.sample(i) - actual.sample(i));
        }
        assertThat((double) sum / count).isBetween(0.0, (double) mean);
    }
}
