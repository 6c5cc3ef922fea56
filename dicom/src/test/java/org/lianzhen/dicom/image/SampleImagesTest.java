package org.lianzhen.dicom.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.BulkDataResolver;
import org.lianzhen.dicom.io.DataSetException;
import org.lianzhen.dicom.io.ParseOptions;
import org.lianzhen.dicom.io.Part10File;
import org.lianzhen.dicom.io.Part10Reader;

/** Other people's images of every kind: each is shown, or there is a good reason why not. */
class SampleImagesTest {

    /** Not images at all, or of kinds that are refused; the rest is shown. */
    private static final Set<String> REFUSED = Set.of("HTJ2KLossless_08_RGB.dcm",
            "JPEG2000-embedded-sequence-delimiter.dcm", "MR_truncated.dcm", "SC_rgb_jpeg.dcm", "badVR.dcm",
            "gdcm-US-ALOKA-16_big.dcm", "meta_missing_tsyntax.dcm", "nested_priv_SQ.dcm", "no_meta.dcm",
            "rtplan_truncated.dcm");

    @Test
    void everyImageIsShown() throws IOException {
        Map<String, String> refused = new TreeMap<>();
        int shown = 0;
        for (Path path : ImageSamples.all()) {
            try {
                Part10File file = Part10Reader.read(path, ParseOptions.WHOLE);
                if (file.dataSet().contains(Tag.PixelData)) {
                    Frame frame = ImageSamples.frames(file).decoded(0);
                    Picture picture = Rendering.of(file.dataSet(), 0).render(frame).reduced(128);
                    assertThat(picture.png().length()).isPositive();
                    shown++;
                }
            } catch (ImageException | DataSetException e) {
                refused.put(path.getFileName().toString(), e.getMessage());
            }
        }
        assertThat(refused.keySet()).as(refused::toString).isSubsetOf(REFUSED);
        assertThat(shown).isGreaterThan(90);
    }

    @ParameterizedTest
    @ValueSource(strings = { "CT_small.dcm", "MR_small_RLE.dcm", "SC_rgb_rle_2frame.dcm", "emri_small.dcm",
            "SC_rgb_16bit.dcm", "JPEG-LL.dcm", "MR_small_jp2klossless.dcm", "liver_1frame.dcm", "rtdose.dcm",
            "SC_ybr_full_422_uncompressed.dcm", "US1_J2KR.dcm", "MR_small_bigendian.dcm" })
    void isTheSameInNativePixels(String name) throws IOException {
        Part10File file = ImageSamples.read(name);
        Frames before = ImageSamples.frames(file);

        DataSet plain = Transcoding.toNative(file.dataSet(), before);

        Frames after = Frames.of(plain, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, BulkDataResolver.NONE);
        areEqual(before, after);
    }

    @ParameterizedTest
    @ValueSource(strings = { "CT_small.dcm", "MR_small_RLE.dcm", "SC_rgb_rle_2frame.dcm", "emri_small.dcm",
            "SC_rgb_16bit.dcm", "JPEG-LL.dcm", "SC_ybr_full_422_uncompressed.dcm", "US1_J2KR.dcm" })
    void isTheSameInJpegLs(String name) throws IOException {
        Part10File file = ImageSamples.read(name);
        Frames before = ImageSamples.frames(file);

        DataSet coded = Transcoding.toJpegLs(file.dataSet(), before);

        Frames after = Frames.of(coded, TransferSyntax.JPEG_LS_LOSSLESS, BulkDataResolver.NONE);
        areEqual(before, after);
        assertThat(after.description().photometricInterpretation()).isEqualTo(before.description().decodedColours());
    }

    private static void areEqual(Frames before, Frames after) throws IOException {
        assertThat(after.count()).isEqualTo(before.count());
        for (int frame = 0; frame < before.count(); frame++) {
            assertThat(after.decoded(frame)).as("frame %d", frame).isEqualTo(before.decoded(frame));
        }
    }

    /** The same picture in many colour spaces and codecs, within what loss allows. */
    @ParameterizedTest
    @ValueSource(strings = { "SC_rgb_rle.dcm", "SC_rgb_jpeg_dcmtk.dcm", "SC_rgb_dcmtk_+eb+cr.dcm",
            "SC_rgb_dcmtk_+eb+cy+n1.dcm", "SC_rgb_dcmtk_+eb+cy+s4.dcm", "SC_rgb_gdcm_KY.dcm", "SC_rgb_jpeg_gdcm.dcm",
            "SC_rgb_jls_lossy_line.dcm", "SC_rgb_jls_lossy_sample.dcm", "SC_ybr_full_422_uncompressed.dcm",
            "SC_ybr_full_uncompressed.dcm" })
    void coloursAreTheSame(String name) throws IOException {
        Part10File file = ImageSamples.read(name);
        Picture picture = Rendering.of(file.dataSet(), 0).render(ImageSamples.frames(file).decoded(0));

        // ten bands: red, its paler kin, green, blue, and from black to white
        assertThat(colour(picture, 5)).as("red").isEqualTo("FF0000");
        assertThat(colour(picture, 25)).as("green").isEqualTo("00FF00");
        assertThat(colour(picture, 45)).as("blue").isEqualTo("0000FF");
        assertThat(colour(picture, 65)).as("black").isEqualTo("000000");
        assertThat(colour(picture, 95)).as("white").isEqualTo("FFFFFF");
    }

    /** Of the middle of a row, to the nearest of 0 and FF where it is near. */
    private static String colour(Picture picture, int row) {
        StringBuilder colour = new StringBuilder();
        for (int sample = 0; sample < 3; sample++) {
            int value = picture.sample(row, 50, sample);
            colour.append("%02X".formatted(value < 8 ? 0 : value > 247 ? 255 : value));
        }
        return colour.toString();
    }

    /** Photometric Interpretation says RGB, and only the stream itself may know that it is not. */
    @ParameterizedTest
    @ValueSource(strings = { "SC_rgb_jpeg_app14_dcmd.dcm", "SC_jpeg_no_color_transform.dcm",
            "SC_jpeg_no_color_transform_2.dcm" })
    void coloursAreNotTransformedTwice(String name) throws IOException {
        Frame plain = ImageSamples.frame("SC_rgb_jpeg_dcmd.dcm");
        Frame coded = ImageSamples.frame(name);

        long sum = 0;
        for (int i = 0; i < plain.shape().sampleCount(); i++) {
            sum += Math.abs(plain.sample(i) - coded.sample(i));
        }
        assertThat((double) sum / plain.shape().sampleCount()).isLessThan(6);
    }
}
