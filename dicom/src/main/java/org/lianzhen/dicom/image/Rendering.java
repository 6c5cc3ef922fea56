package org.lianzhen.dicom.image;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.vr.InvalidValueException;

/**
 * Turns a frame into a picture as its data set wants it shown (PS3.3 sections C.7.6.3.1.2, C.11.1, C.11.2 and C.11.6):
 * rescaled, windowed and inverted, or in its colours. Of several windows the first counts; an image without any is shown
 * from its lowest to its highest value.
 */
public final class Rendering {

    /** How samples become colours. */
    private enum Kind {
        GREY,
        PALETTE,
        RGB,
        YBR_FULL,
        YBR_PARTIAL
    }

    private final Kind kind;
    private final @Nullable GreyScale grey;
    private final @Nullable Palette palette;

    private Rendering(Kind kind, @Nullable GreyScale grey, @Nullable Palette palette) {
        this.kind = kind;
        this.grey = grey;
        this.palette = palette;
    }

    /**
     * How a frame is to be shown.
     *
     * @param image the data set, of which the pixels are not needed
     * @param frame from 0: windows may differ from frame to frame
     * @throws ImageException when its tables are broken, or its Photometric Interpretation is unknown
     */
    public static Rendering of(DataSet image, int frame) {
        PixelDescription pixels = PixelDescription.of(image);
        Kind kind = kind(pixels);
        try {
            GreyScale grey = kind == Kind.GREY ? new GreyScale(image, frame, pixels) : null;
            return new Rendering(kind, grey, kind == Kind.PALETTE ? Palette.of(image, pixels.signed()) : null);
        } catch (InvalidValueException e) {
            throw new ImageException(ImageException.Reason.MALFORMED, "attributes of display that are no numbers", e);
        }
    }

    private static Kind kind(PixelDescription pixels) {
        Kind kind = switch (pixels.photometricInterpretation()) {
            case "MONOCHROME1", "MONOCHROME2" -> Kind.GREY;
            case "PALETTE COLOR" -> Kind.PALETTE;
            case "RGB", "YBR_RCT", "YBR_ICT" -> Kind.RGB;
            case "YBR_FULL", "YBR_FULL_422" -> Kind.YBR_FULL;
            case "YBR_PARTIAL_422", "YBR_PARTIAL_420" -> Kind.YBR_PARTIAL;
            default -> throw ImageException.unsupported("an unknown Photometric Interpretation");
        };
        int wanted = kind == Kind.GREY || kind == Kind.PALETTE ? 1 : 3;
        if (pixels.samplesPerPixel() != wanted) {
            throw ImageException.malformed(pixels.samplesPerPixel() + " samples per pixel for "
                    + pixels.photometricInterpretation());
        }
        return kind;
    }

    /** The same with another window instead of what the image brings; images in colour have none. */
    public Rendering withWindow(Window window) {
        return grey == null ? this : new Rendering(kind, grey.with(window), palette);
    }

    /** The window the image brings, if any. */
    public Optional<Window> window() {
        return grey == null ? Optional.empty() : grey.window();
    }

    /**
     * Renders a frame of the image.
     *
     * @throws ImageException when it is not one of this image
     */
    public Picture render(Frame frame) {
        if (frame.samples() != (kind == Kind.GREY || kind == Kind.PALETTE ? 1 : 3)) {
            throw ImageException.malformed("a " + frame + " of another image");
        }
        if (grey != null) {
            return new Picture(frame.rows(), frame.columns(), 1, grey.apply(frame));
        }
        int pixels = frame.rows() * frame.columns();
        byte[] data = new byte[3 * pixels];
        int shift = Math.max(0, frame.shape().bits() - Byte.SIZE);
        for (int pixel = 0; pixel < pixels; pixel++) {
            int rgb = palette != null ? palette.rgb(frame.sample(pixel)) : colour(frame, 3 * pixel, shift);
            data[3 * pixel] = (byte) (rgb >> 16);
            data[3 * pixel + 1] = (byte) (rgb >> 8);
            data[3 * pixel + 2] = (byte) rgb;
        }
        return new Picture(frame.rows(), frame.columns(), 3, data);
    }

    private int colour(Frame frame, int at, int shift) {
        int first = frame.sample(at) >>> shift & 0xFF;
        int second = frame.sample(at + 1) >>> shift & 0xFF;
        int third = frame.sample(at + 2) >>> shift & 0xFF;
        return switch (kind) {
            case YBR_FULL -> Colours.full(first, second, third);
            case YBR_PARTIAL -> Colours.partial(first, second, third);
            default -> first << 16 | second << 8 | third;
        };
    }
}
