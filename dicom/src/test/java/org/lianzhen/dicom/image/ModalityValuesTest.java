package org.lianzhen.dicom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.DataSetBuilder;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.Vr;

class ModalityValuesTest {
    private static DataSetBuilder image(int samples) {
        return DataSet.builder().putInts(Tag.Rows, 2).putInts(Tag.Columns, 2).putInts(Tag.SamplesPerPixel, samples)
                .putInts(Tag.BitsAllocated, 16).putInts(Tag.BitsStored, 12).putInts(Tag.HighBit, 11)
                .putInts(Tag.PixelRepresentation, 1)
                .put(Tag.PhotometricInterpretation, samples == 1 ? "MONOCHROME2" : "RGB");
    }

    private static Frame frame(int samples) {
        int[] values = new int[4 * samples];
        for (int at = 0; at < values.length; at++) {
            values[at] = at == 3 ? -2000 : 100 * at;
        }
        return Frame.of(new FrameShape(2, 2, samples, 12, true), values);
    }

    @Test
    void areRescaled() {
        DataSet image = image(1).put(Tag.RescaleSlope, "2").put(Tag.RescaleIntercept, "-1024").build();
        ModalityValues values = ModalityValues.of(image, 0, frame(1));
        assertThat(values.at(1, 0)).hasValue(-824);
        assertThat(values.at(0, 1)).hasValue(-624);
        assertThat(values.columns() * values.rows()).isEqualTo(4);
    }

    @Test
    void areOfTheFramesOwnGroup() {
        DataSet own = DataSet.builder().put(Tag.RescaleSlope, "1").put(Tag.RescaleIntercept, "10").build();
        DataSet other = DataSet.builder().put(Tag.RescaleSlope, "1").put(Tag.RescaleIntercept, "20").build();
        DataSet image = image(1).putSequence(Tag.PerFrameFunctionalGroupsSequence,
                DataSet.builder().putSequence(Tag.PixelValueTransformationSequence, own).build(),
                DataSet.builder().putSequence(Tag.PixelValueTransformationSequence, other).build()).build();
        assertThat(ModalityValues.of(image, 1, frame(1)).at(1, 0)).hasValue(120);
    }

    @Test
    void paddingAndWhatIsOutsideHaveNone() {
        ModalityValues values = ModalityValues.of(image(1).putInts(Tag.PixelPaddingValue, Vr.SS, -2000).build(), 0,
                frame(1));
        assertThat(values.at(1, 1)).isEmpty();
        assertThat(values.at(0, 0)).hasValue(0);
        assertThat(values.at(-1, 0)).isEmpty();
        assertThat(values.at(0, 2)).isEmpty();
    }

    @Test
    void coloursHaveNone() {
        assertThatThrownBy(() -> ModalityValues.of(image(3).build(), 0, frame(3)))
                .isInstanceOf(ImageException.class);
    }
}
