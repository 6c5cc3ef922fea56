package org.lianzhen.dicom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.image.ImageException.Reason;
import org.lianzhen.dicom.io.Part10File;
import org.lianzhen.dicom.io.Part10Reader;

/** Streams that hold an image of another size than their data set says. */
class ContradictedSizesTest {

    @ParameterizedTest
    @ValueSource(strings = { "JPEG-LL.dcm", "JPEG-lossy.dcm", "SC_rgb_small_odd_jpeg.dcm", "MR_small_jp2klossless.dcm",
            "MR_small_jpeg_ls_lossless.dcm", "SC_rgb_jls_lossy_line.dcm", "US1_J2KR.dcm",
            "SC_rgb_dcmtk_+eb+cy+s4.dcm" })
    void areRefused(String name) {
        for (int change : new int[]{ 1, -1, 1000 }) {
            refused(name, Tag.Rows, change);
            refused(name, Tag.Columns, change);
        }
        refused(name, Tag.SamplesPerPixel, 1);
    }

    /** These have no header that says a size, so only what is missing shows. */
    @ParameterizedTest
    @ValueSource(strings = { "MR_small_RLE.dcm", "SC_rgb_rle.dcm", "MR_small.dcm", "SC_rgb_small_odd.dcm",
            "SC_ybr_full_422_uncompressed.dcm", "image_dfl.dcm" })
    void areRefusedWhenTheyEndBeforeTheirPixels(String name) {
        refused(name, Tag.Rows, 1);
        refused(name, Tag.Columns, 2);
        refused(name, Tag.SamplesPerPixel, 1);
    }

    private static void refused(String name, int tag, int change) {
        Part10File file = ImageSamples.read(name);
        DataSet image = file.dataSet().toBuilder().putInts(tag, file.dataSet().integer(tag).orElse(1) + change).build();

        assertThatExceptionOfType(ImageException.class).as("%s with another %08x", name, tag)
                .isThrownBy(() -> Frames.of(image, file.transferSyntax(), Part10Reader.files()).decoded(0))
                .satisfies(e -> assertThat(e.reason()).isNotEqualTo(Reason.UNSUPPORTED));
    }
}
