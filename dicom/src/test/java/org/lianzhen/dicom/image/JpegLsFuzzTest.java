package org.lianzhen.dicom.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lianzhen.dicom.image.ImageException.Reason;
import org.lianzhen.dicom.vr.Bytes;

/** Broken streams give the declared exception or some image, and take no more memory than the limits allow. */
class JpegLsFuzzTest {

    private static final ImageLimits LIMITS = new ImageLimits(100_000);

    @ParameterizedTest
    @CsvSource({ "SMOOTH,1,8,NONE,0", "NOISE,1,16,NONE,0", "RUNS,3,8,LINE,0", "SMOOTH,3,12,SAMPLE,0",
            "RUNS,1,12,NONE,3", "EXTREMES,3,8,NONE,2" })
    void nothingButTheDeclaredExceptionComesOut(TestFrames kind, int samples, int bits, Interleave interleave,
            int near) {
        Frame frame = kind.of(new FrameShape(23, 31, samples, bits, false), 9);
        Bytes sound = JpegLsEncoder.encode(frame, interleave, near);

        var refusals = new Fuzz(bits + samples, 4_000_000).run(sound, 4_000,
                broken -> JpegLsDecoder.decode(broken, LIMITS));

        assertThat(refusals).containsKeys(Reason.MALFORMED, Reason.TRUNCATED, Reason.LIMIT_EXCEEDED);
    }
}
