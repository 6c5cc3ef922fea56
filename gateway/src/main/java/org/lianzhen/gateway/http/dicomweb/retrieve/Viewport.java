package org.lianzhen.gateway.http.dicomweb.retrieve;

import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.image.Frame;
import org.lianzhen.dicom.image.FrameShape;
import org.lianzhen.dicom.image.Picture;

/**
 * What a picture has to fit in, and which part of the image it shows.
 *
 * @param width in pixels
 * @param height in pixels
 * @param source null for the whole image
 */
record Viewport(int width, int height, @Nullable Source source) {
    private static final int LARGEST = 16_384;
    private static final int SIZES = 2;
    private static final int ALL = 6;

    /** Part of an image, in pixels from its top left. */
    record Source(int left, int top, int width, int height) {}

    /** Reads {@code vw,vh[,sx,sy,sw,sh]} (PS3.18 section 8.3.5.1.3). */
    static Viewport parse(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != SIZES && parts.length != ALL) {
            throw View.bad("viewport", "A viewport is width,height or width,height,left,top,width,height.");
        }
        return new Viewport(size(parts[0]), size(parts[1]), parts.length == SIZES ? null
                : new Source(offset(parts[2]), offset(parts[3]), size(parts[4]), size(parts[5])));
    }

    static int size(String text) {
        double size = View.decimal("viewport", text);
        if (size < 1 || size > LARGEST) {
            throw View.bad("viewport",
                    "A viewport is 1 to " + LARGEST + " pixels wide and high; it turns nothing around.");
        }
        return (int) size;
    }

    private static int offset(String text) {
        double offset = text.isEmpty() ? 0 : View.decimal("viewport", text);
        if (offset < 0 || offset > 1e6) {
            throw View.bad("viewport", "The part of the image must lie within it.");
        }
        return (int) offset;
    }

    /** The part of a frame that is to be shown. */
    static Frame cut(Frame frame, Source source) {
        if (source.left() + source.width() > frame.columns() || source.top() + source.height() > frame.rows()) {
            throw View.bad("viewport", "The part of the image must lie within its " + frame.columns() + " columns and "
                    + frame.rows() + " rows.");
        }
        FrameShape shape = frame.shape();
        int samples = frame.samples();
        int[] part = new int[source.width() * source.height() * samples];
        int to = 0;
        for (int row = source.top(); row < source.top() + source.height(); row++) {
            int from = (row * frame.columns() + source.left()) * samples;
            for (int i = 0; i < source.width() * samples; i++) {
                part[to++] = frame.sample(from + i);
            }
        }
        return Frame.of(new FrameShape(source.height(), source.width(), samples, shape.bits(), shape.signed()), part);
    }

    /** The picture, made smaller when it does not fit; never larger. */
    Picture fit(Picture picture) {
        double scale = Math.min((double) width / picture.columns(), (double) height / picture.rows());
        int longest = Math.max(picture.columns(), picture.rows());
        return scale >= 1 ? picture : picture.reduced(Math.max(1, (int) (longest * scale)));
    }
}
