package org.lianzhen.dicom.image;

import org.lianzhen.dicom.image.ImageException.Reason;

/**
 * How large an image may be. It is asked before any memory is taken, because a few bytes can declare a huge image.
 *
 * @param samples most samples (rows x columns x samples per pixel) of one frame
 */
public record ImageLimits(int samples) {

    private static final int MEBI = 1 << 20;

    /** 128 Mi samples: the largest mammograms have 30 Mi, a frame of a slide in full colour 48 Mi. */
    public static final ImageLimits DEFAULT = new ImageLimits(128 * MEBI);

    public ImageLimits {
        if (samples < 1) {
            throw new IllegalArgumentException("at least one sample");
        }
    }

    /**
     * How many samples such a frame has.
     *
     * @throws ImageException when there are too many, or none
     */
    int samplesOf(int rows, int columns, int samplesPerPixel) {
        if (rows < 1 || columns < 1 || samplesPerPixel < 1) {
            throw ImageException.malformed("an image of " + rows + " rows, " + columns + " columns and "
                    + samplesPerPixel + " samples per pixel");
        }
        long pixels = (long) rows * columns;
        if (pixels > samples || pixels * samplesPerPixel > samples) {
            throw new ImageException(Reason.LIMIT_EXCEEDED, "a frame of " + pixels + " pixels of " + samplesPerPixel
                    + " samples; " + samples + " samples are the most");
        }
        return (int) (pixels * samplesPerPixel);
    }
}
