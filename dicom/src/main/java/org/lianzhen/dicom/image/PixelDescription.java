package org.lianzhen.dicom.image;

import java.util.OptionalInt;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.vr.InvalidValueException;

/**
 * What a data set says of its pixels (PS3.3 section C.7.6.3).
 *
 * @param photometricInterpretation such as MONOCHROME2
 * @param bitsAllocated 1, 8, 16 or 32
 * @param bitsStored of them that count
 * @param highBit place of the highest of those
 * @param signed Pixel Representation: whether samples are in two's complement
 * @param planarConfiguration 1 when native pixel data has all samples of one colour before those of the next, else 0
 * @param numberOfFrames at least 1
 */
public record PixelDescription(int rows, int columns, int samplesPerPixel, String photometricInterpretation,
        int bitsAllocated, int bitsStored, int highBit, boolean signed, int planarConfiguration, int numberOfFrames) {

    public PixelDescription {
        if (rows < 1 || columns < 1 || samplesPerPixel < 1 || numberOfFrames < 1) {
            throw ImageException.malformed("no image: " + rows + " rows, " + columns + " columns, " + samplesPerPixel
                    + " samples per pixel, " + numberOfFrames + " frames");
        }
        if (bitsAllocated != 1 && bitsAllocated != Byte.SIZE && bitsAllocated != Short.SIZE
                && bitsAllocated != Integer.SIZE) {
            throw ImageException.unsupported("samples of " + bitsAllocated + " bits allocated");
        }
        if (bitsStored < 1 || bitsStored > bitsAllocated || highBit >= bitsAllocated || highBit < bitsStored - 1) {
            throw ImageException.malformed("bits " + bitsStored + " stored below high bit " + highBit + " of "
                    + bitsAllocated + " allocated");
        }
    }

    /**
     * Reads the description from a data set, or from the item of an icon image. Bits Stored and High Bit may be missing.
     *
     * @throws ImageException when an element that is needed is missing, no number, or out of range
     */
    public static PixelDescription of(DataSet image) {
        try {
            int allocated = required(image, Tag.BitsAllocated, "Bits Allocated");
            int stored = image.integer(Tag.BitsStored).orElse(allocated);
            String photometric = image.string(Tag.PhotometricInterpretation);
            int samples = image.integer(Tag.SamplesPerPixel).orElse(1);
            return new PixelDescription(required(image, Tag.Rows, "Rows"), required(image, Tag.Columns, "Columns"),
                    samples, photometric == null ? samples == 1 ? "MONOCHROME2" : "RGB" : photometric, allocated,
                    stored,
                    image.integer(Tag.HighBit).orElse(stored - 1),
                    image.integer(Tag.PixelRepresentation).orElse(0) == 1,
                    image.integer(Tag.PlanarConfiguration).orElse(0), image.integer(Tag.NumberOfFrames).orElse(1));
        } catch (InvalidValueException e) {
            throw new ImageException(ImageException.Reason.MALFORMED, "a description of pixels that is no number", e);
        }
    }

    private static int required(DataSet image, int tag, String name) {
        OptionalInt value = image.integer(tag);
        if (value.isEmpty()) {
            throw ImageException.malformed("no " + name);
        }
        return value.getAsInt();
    }

    /** Photometric Interpretation of frames once decoded: colours are shared by no pixels and in no codec's own space. */
    public String decodedColours() {
        return switch (photometricInterpretation) {
            case "YBR_RCT", "YBR_ICT" -> "RGB";
            case "YBR_FULL_422" -> "YBR_FULL";
            default -> photometricInterpretation;
        };
    }

    /** What its frames are decoded to. */
    FrameShape shape() {
        return new FrameShape(rows, columns, samplesPerPixel, bitsStored, signed);
    }

    /** Whether two pixels share their colour in native pixel data. */
    boolean halvesColour() {
        return photometricInterpretation.endsWith("_422") && samplesPerPixel == 3;
    }

    /** Bits of one frame of native pixel data, as it lies in a data set of such pixels. */
    public long frameBits() {
        int samples = halvesColour() ? 2 : samplesPerPixel;
        return (long) rows * columns * samples * bitsAllocated;
    }
}
