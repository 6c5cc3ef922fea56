package org.lianzhen.dicom.image;

import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.image.Window.Function;

/** From stored values to what a person sees: modality, values of interest, presentation (PS3.3 section C.11). */
final class GreyScale {

    private static final int WHITE = 255;
    private static final int MOST_TABLE_BITS = 16;

    private final @Nullable LookupTable modality;
    private final double slope;
    private final double intercept;
    private final @Nullable LookupTable interest;
    private final @Nullable Window window;
    private final boolean inverse;
    private final @Nullable LookupTable presentation;
    private final @Nullable Padding padding;

    private GreyScale(GreyScale other, Window window) {
        this.modality = other.modality;
        this.slope = other.slope;
        this.intercept = other.intercept;
        this.interest = null;
        this.window = window;
        this.inverse = other.inverse;
        this.presentation = other.presentation;
        this.padding = other.padding;
    }

    GreyScale(DataSet image, int frame, PixelDescription pixels) {
        DataSet transformation = FunctionalGroup.of(image, frame, Tag.PixelValueTransformationSequence);
        DataSet voi = FunctionalGroup.of(image, frame, Tag.FrameVOILUTSequence);
        this.modality = LookupTable.ofSequence(transformation, Tag.ModalityLUTSequence, pixels.signed());
        this.slope = transformation.decimal(Tag.RescaleSlope).orElse(1);
        this.intercept = transformation.decimal(Tag.RescaleIntercept).orElse(0);
        this.interest = LookupTable.ofSequence(voi, Tag.VOILUTSequence, modality == null && canBeNegative(pixels));
        this.window = window(voi);
        String shape = image.string(Tag.PresentationLUTShape);
        this.inverse = shape == null ? pixels.photometricInterpretation().equals("MONOCHROME1")
                : shape.equals("INVERSE");
        this.presentation = LookupTable.ofSequence(image, Tag.PresentationLUTSequence, false);
        this.padding = Padding.of(image, pixels);
    }

    /** Whether rescaling gives values below 0; a table gives none (PS3.3 section C.11.2.1.1). */
    private boolean canBeNegative(PixelDescription pixels) {
        FrameShape shape = pixels.shape();
        return Math.min(shape.lowest() * slope, shape.highest() * slope) + intercept < 0;
    }

    /** The first window there is. */
    private static @Nullable Window window(DataSet voi) {
        OptionalDouble center = voi.decimal(Tag.WindowCenter);
        OptionalDouble width = voi.decimal(Tag.WindowWidth);
        if (center.isEmpty() || width.isEmpty() || width.getAsDouble() <= 0) {
            return null;
        }
        Function function = switch (voi.string(Tag.VOILUTFunction)) {
            case "SIGMOID" -> Function.SIGMOID;
            case "LINEAR_EXACT" -> Function.LINEAR_EXACT;
            case null, default -> Function.LINEAR;
        };
        // widths below 1, which LINEAR forbids, are seen all the same
        double least = function == Function.LINEAR ? Math.max(1, width.getAsDouble()) : width.getAsDouble();
        return new Window(center.getAsDouble(), least, function);
    }

    /** The same with another window instead of what the image brings. */
    GreyScale with(Window other) {
        return new GreyScale(this, other);
    }

    private double modality(long stored) {
        return modality == null ? stored * slope + intercept : modality.look((double) stored);
    }

    /** Grey in 8 bits for each sample of a frame. */
    byte[] apply(Frame frame) {
        FrameShape shape = frame.shape();
        Window shown = window == null && interest == null ? whole(frame) : window;
        byte[] grey = new byte[shape.sampleCount()];
        if (shape.bits() > MOST_TABLE_BITS) {
            for (int i = 0; i < grey.length; i++) {
                grey[i] = grey(frame.value(i), shown);
            }
            return grey;
        }
        int lowest = (int) shape.lowest();
        byte[] table = new byte[(int) (shape.highest() - lowest + 1)];
        for (int i = 0; i < table.length; i++) {
            table[i] = grey(lowest + i, shown);
        }
        for (int i = 0; i < grey.length; i++) {
            grey[i] = table[frame.sample(i) - lowest];
        }
        return grey;
    }

    private byte grey(long stored, @Nullable Window shown) {
        double value = modality(stored);
        double brightness = 0;
        if (interest != null) {
            brightness = interest.brightness(value);
        } else if (shown != null) {
            brightness = shown.brightness(value);
        }
        return (byte) Math.round(WHITE * presented(brightness));
    }

    /** A table takes the place of a shape; its first entry is for black as it comes, and its last for white (PS3.3 section C.11.4). */
    private double presented(double brightness) {
        if (presentation != null) {
            return presentation.brightness(brightness * presentation.last());
        }
        return inverse ? 1 - brightness : brightness;
    }

    /** A window from the lowest to the highest value, without padding. */
    private Window whole(Frame frame) {
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < frame.shape().sampleCount(); i++) {
            long stored = frame.value(i);
            if (padding == null || !padding.includes(stored)) {
                double value = modality(stored);
                lowest = Math.min(lowest, value);
                highest = Math.max(highest, value);
            }
        }
        if (lowest >= highest) {
            return new Window(Double.isFinite(lowest) ? lowest : 0, 1, Function.LINEAR_EXACT);
        }
        return new Window((lowest + highest) / 2, highest - lowest, Function.LINEAR_EXACT);
    }

    /** The window the image brings, if any. */
    Optional<Window> window() {
        return Optional.ofNullable(window);
    }
}
