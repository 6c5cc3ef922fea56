package org.lianzhen.dicom.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.BulkDataResolver;

/**
 * An image in its {@link NativeForm} of which every frame has been decoded, so that nothing can be wrong with it any more. A few
 * frames are kept in memory, however many there are; the others are decoded once more as they are read.
 */
public final class NativeImage {

    /** Frames beyond the first are kept up to so many bytes. */
    private static final long MOST_KEPT = 16L << 20;

    private final NativeForm form;
    private final List<byte[]> kept = new ArrayList<>();

    private NativeImage(NativeForm form) {
        this.form = form;
    }

    /**
     * Decodes every frame once, so that whatever is wrong with one shows before anything is written.
     *
     * @param syntax of the data set
     * @param values opens what the data set refers to
     * @throws ImageException when a frame cannot be decoded
     * @throws IOException from the stream that holds the frames
     */
    public static NativeImage of(DataSet image, TransferSyntax syntax, BulkDataResolver values) throws IOException {
        var decoded = new NativeImage(NativeForm.of(image, syntax, values));
        decoded.check();
        return decoded;
    }

    /** Most memory that the decoding of such an image takes, in bytes. */
    public static long memory(PixelDescription pixels) {
        long samples = (long) pixels.rows() * pixels.columns() * pixels.samplesPerPixel();
        // a frame encoded, decoded and native, and the native ones that are kept
        return 14 * samples + Math.min(MOST_KEPT, Integer.BYTES * samples * pixels.numberOfFrames());
    }

    private void check() throws IOException {
        long bytes = 0;
        for (int frame = 0; frame < form.description().numberOfFrames(); frame++) {
            byte[] cells = form.cells(frame);
            if (frame == kept.size() && (frame == 0 || bytes <= MOST_KEPT)) {
                bytes += cells.length;
                kept.add(cells);
            }
        }
    }

    /** The data set, whose Pixel Data is a reference that only {@link #values} knows. */
    public DataSet dataSet() {
        return form.dataSet();
    }

    /** Opens the pixels, and what else the data set refers to. */
    public BulkDataResolver values() {
        return form.values(frame -> frame < kept.size() ? kept.get(frame) : form.cells(frame));
    }
}
