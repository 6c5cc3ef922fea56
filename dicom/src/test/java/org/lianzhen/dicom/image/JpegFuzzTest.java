package org.lianzhen.dicom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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

        var refusals = new Fuzz(9, 64_000_000).run(sound, 1_000, broken -> Jpeg2000Decoder.decode(broken, LIMITS));

        assertThat(refusals).containsKeys(Reason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = { "ff6000080000000001ff", "ff6000070000000000", "ff61000400ff" })
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void jpeg2000WithPackedPacketHeaders(String segment) throws IOException {
        String sound = HexFormat.of().formatHex(ImageSamples.frames("MR_small_jp2klossless.dcm").encoded(0).toArray());
        // in the main header behind SIZ, or in that of the first tile-part
        int at = segment.startsWith("ff60") ? 2 * 45 : sound.indexOf("ff90000a") + 2 * 12;
        Bytes packed = Bytes.ofHex(sound.substring(0, at) + segment + sound.substring(at));

        assertThatExceptionOfType(ImageException.class).isThrownBy(() -> Jpeg2000Decoder.decode(packed, LIMITS))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED));
    }

    /** Wherever it ends: some packet is cut short, and the rest of them are missing. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void jpeg2000ThatEndsEarly() throws IOException {
        Bytes sound = ImageSamples.frames("MR_small_jp2klossless.dcm").encoded(0);
        int refused = 0;
        for (int length = 0; length < sound.length(); length += length < 400 ? 1 : 97) {
            try {
                assertThat(Jpeg2000Decoder.decode(sound.slice(0, length), LIMITS).rows()).isEqualTo(64);
            } catch (ImageException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
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
