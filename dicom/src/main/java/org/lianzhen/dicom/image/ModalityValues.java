package org.lianzhen.dicom.image;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;

/** What the samples of a grey frame mean, such as Hounsfield units (PS3.3 section C.11.1). */
public final class ModalityValues {
    private final Frame frame;
    private final @Nullable LookupTable table;
    private final double slope;
    private final double intercept;
    private final @Nullable Padding padding;

    private ModalityValues(DataSet image, int number, Frame frame) {
        PixelDescription pixels = PixelDescription.of(image);
        DataSet transformation = FunctionalGroup.of(image, number, Tag.PixelValueTransformationSequence);
        this.frame = frame;
        this.table = LookupTable.ofSequence(transformation, Tag.ModalityLUTSequence, pixels.signed());
        this.slope = transformation.decimal(Tag.RescaleSlope).orElse(1);
        this.intercept = transformation.decimal(Tag.RescaleIntercept).orElse(0);
        this.padding = Padding.of(image, pixels);
    }

    /**
     * Those of a frame.
     *
     * @param number of the frame, from 0
     * @param frame decoded
     * @throws ImageException when it has colours
     */
    public static ModalityValues of(DataSet image, int number, Frame frame) {
        if (frame.samples() != 1 || PixelDescription.of(image).photometricInterpretation().equals("PALETTE COLOR")) {
            throw ImageException.unsupported("colours have no values");
        }
        return new ModalityValues(image, number, frame);
    }

    /** None outside of the frame, and of padding. */
    public OptionalDouble at(int column, int row) {
        if (column < 0 || row < 0 || column >= frame.columns() || row >= frame.rows()) {
            return OptionalDouble.empty();
        }
        long stored = frame.value(row * frame.columns() + column);
        if (padding != null && padding.includes(stored)) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(table == null ? stored * slope + intercept : table.look((double) stored));
    }

    public int columns() {
        return frame.columns();
    }

    public int rows() {
        return frame.rows();
    }
}
