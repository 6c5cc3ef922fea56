package org.lianzhen.dicom.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.image.ImageException.Reason;
import org.lianzhen.dicom.vr.Bytes;

/** Broken frames of real images give the declared exception or some image, within the memory of the image. */
class JpegFuzzTest {

    private static final ImageLimits LIMITS = new ImageLimits(300_000);

    @ParameterizedTest
    @ValueSource(strings = { "SC_rgb_small_odd_jpeg.dcm", "SC_rgb_dcmtk_+eb+cy+n1.dcm", "SC_rgb_jpeg_gdcm.dcm" })
    void brokenJpeg(String name) throws IOException {
        Bytes sound = ImageSamples.frames(name).encoded(0);

        var refusals = new Fuzz(7, 8_000_000).run(sound, 1_500, broken -> JpegDecoder.decode(broken, LIMITS));

        assertThat(refusals).containsKeys(Reason.MALFORMED, Reason.TRUNCATED, Reason.LIMIT_EXCEEDED);
    }

    @ParameterizedTest
    @ValueSource(strings = { "JPEG-LL.dcm", "JPGExtended.dcm" })
    void brokenLargeJpeg(String name) throws IOException {
        Bytes sound = ImageSamples.frames(name).encoded(0);

        var refusals = new Fuzz(8, 16_000_000).run(sound, 150, broken -> JpegDecoder.decode(broken, LIMITS));

        assertThat(refusals).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "MR_small_jp2klossless.dcm" })
    void brokenJpeg2000(String name) throws IOException {
        Bytes sound = ImageSamples.frames(name).encoded(0);

        var refusals = new Fuzz(9, 64_000_000).run(sound, 200, broken -> Jpeg2000Decoder.decode(broken, LIMITS));

        assertThat(refusals).containsKeys(Reason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = { "MR_small_RLE.dcm", "SC_rgb_rle_16bit.dcm", "liver_nonbyte_aligned_rle.dcm" })
    void brokenRle(String name) throws IOException {
        Frames frames = ImageSamples.frames(name);

        var refusals = new Fuzz(10, 8_000_000).run(frames.encoded(0), 2_000,
                broken -> RleDecoder.decode(frames.description(), broken, LIMITS));

        assertThat(refusals).containsKeys(Reason.MALFORMED, Reason.TRUNCATED);
    }
}
