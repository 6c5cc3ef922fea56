package org.lianzhen.dicom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.data.FrameTable;
import org.lianzhen.dicom.data.Value;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.image.ImageException.Reason;
import org.lianzhen.dicom.io.BulkDataResolver;
import org.lianzhen.dicom.vr.Bytes;
import org.lianzhen.dicom.vr.Vr;

/** What a data set says after its pixels were encoded anew. */
class TranscodingTest {

    private static Frames frames(DataSet image) {
        return Frames.of(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, BulkDataResolver.NONE);
    }

    private static DataSet jpegLs(DataSetBuilder builder) throws IOException {
        DataSet image = builder.build();
        return Transcoding.toJpegLs(image, frames(image));
    }

    @Test
    void everythingButPixelsStays() throws IOException {
        DataSet coded = jpegLs(TestImages.withPixels(TestImages.described(1, 4, 1, 8), 1, 2, 3, 4)
                .put(Tag.SOPInstanceUID, "1.2.3").put(Tag.PatientID, "P1"));

        assertThat(coded.string(Tag.SOPInstanceUID)).isEqualTo("1.2.3");
        assertThat(coded.string(Tag.PatientID)).isEqualTo("P1");
        assertThat(coded.element(Tag.PixelData)).isInstanceOf(Fragments.class);
        assertThat(coded.contains(Tag.PlanarConfiguration)).isFalse();
    }

    @Test
    void offsetsLeadToFrames() throws IOException {
        DataSet coded = jpegLs(TestImages.withPixels(TestImages.described(1, 2, 1, 8), 1, 2, 3, 4, 5, 6)
                .put(Tag.NumberOfFrames, "3").put(new Value(Tag.ExtendedOffsetTable, Vr.OV, Bytes.of(new byte[8]))));

        FrameTable table = FrameTable.of(coded);

        assertThat(table.basis()).isEqualTo(FrameTable.Basis.BASIC_OFFSET_TABLE);
        assertThat(table.frames()).hasSize(3);
        assertThat(coded.contains(Tag.ExtendedOffsetTable)).isFalse();
    }

    @Test
    void planesAndSharedColoursBecomePixels() throws IOException {
        DataSet image = TestImages.withPixels(TestImages.described(1, 2, 3, 8), 10, 20, 30, 40)
                .put(Tag.PhotometricInterpretation, "YBR_FULL_422").putInts(Tag.PlanarConfiguration, 0).build();

        DataSet plain = Transcoding.toNative(image, frames(image));

        assertThat(plain.string(Tag.PhotometricInterpretation)).isEqualTo("YBR_FULL");
        assertThat(plain.element(Tag.PixelData)).isEqualTo(
                new Value(Tag.PixelData, Vr.OB, Bytes.ofHex("0a1e28141e28")));
    }

    @Test
    void samplesMoveDownToBitZero() throws IOException {
        DataSet image = TestImages.withPixels(TestImages.described(1, 1, 1, 12), 0x10, 0xAB)
                .putInts(Tag.HighBit, 15).build();

        DataSet plain = Transcoding.toNative(image, frames(image));

        assertThat(plain.integer(Tag.HighBit)).hasValue(11);
        assertThat(plain.element(Tag.PixelData)).isEqualTo(new Value(Tag.PixelData, Vr.OW, Bytes.ofHex("b10a")));
    }

    @Test
    void refusesWhatJpegLsCannotHold() {
        DataSetBuilder wide = TestImages.withPixels(TestImages.described(1, 1, 1, 32), 1, 2, 3, 4);

        assertThatExceptionOfType(ImageException.class).isThrownBy(() -> jpegLs(wide))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED));
    }
}
