package org.lianzhen.dicom.image;

/**
 * Which values of a grey image are shown, from black to white (PS3.3 section C.11.2.1.2).
 *
 * @param width at least 1 for {@link Function#LINEAR}, otherwise above 0
 */
public record Window(double center, double width, Function function) {

    /** VOI LUT Function (0028,1056). */
    public enum Function {
        /** Straight between center - 0.5 - (width - 1) / 2 and center - 0.5 + (width - 1) / 2. */
        LINEAR,
        /** Straight between center - width / 2 and center + width / 2. */
        LINEAR_EXACT,
        /** Steepest at the center and never quite black or white. */
        SIGMOID
    }

    public Window {
        if (!Double.isFinite(center) || !Double.isFinite(width) || width <= 0
                || (function == Function.LINEAR && width < 1)) {
            throw ImageException.malformed("a window of center " + center + " and width " + width);
        }
    }

    public Window(double center, double width) {
        this(center, width, Function.LINEAR);
    }

    /** The brightness of a value, from 0 (black) to 1 (white). */
    public double brightness(double value) {
        return switch (function) {
            case LINEAR -> linear(value);
            case LINEAR_EXACT -> Math.clamp((value - center) / width + 0.5, 0.0, 1.0);
            case SIGMOID -> 1 / (1 + Math.exp(-4 * (value - center) / width));
        };
    }

    private double linear(double value) {
        double middle = center - 0.5;
        double reach = (width - 1) / 2;
        if (value <= middle - reach) {
            return 0;
        }
        return value > middle + reach ? 1 : (value - middle) / (width - 1) + 0.5;
    }
}
