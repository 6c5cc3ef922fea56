package org.lianzhen.gateway.http.dicomweb.retrieve;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.image.NativeForm;
import org.lianzhen.dicom.image.PixelDescription;

/** Decodes the frames of an image one by one while it goes out; one is in memory at a time, and its memory counts. */
final class DecodedFrames implements NativeForm.Source, Closeable {
    /** Encoded, decoded and native. */
    private static final int BYTES_PER_SAMPLE = 10;

    private final NativeForm form;
    private final ImageWork work;
    private int held = -1;
    private ImageWork.@Nullable Held<byte[]> cells;

    private DecodedFrames(NativeForm form, ImageWork work) {
        this.form = form;
        this.work = work;
    }

    /** With its first frame decoded. */
    static DecodedFrames begun(NativeForm form, ImageWork work) throws IOException {
        var frames = new DecodedFrames(form, work);
        frames.cells(0);
        return frames;
    }

    /** Memory that decoding one frame takes. */
    static long memory(PixelDescription pixels) {
        return (long) pixels.rows() * pixels.columns() * pixels.samplesPerPixel() * BYTES_PER_SAMPLE;
    }

    @Override
    public byte[] cells(int frame) throws IOException {
        ImageWork.Held<byte[]> decoded = cells;
        if (decoded == null || frame != held) {
            close();
            decoded = work.hold(memory(form.description()), () -> form.cells(frame));
            decoded.share().shrink(decoded.outcome().length);
            cells = decoded;
            held = frame;
        }
        return decoded.outcome();
    }

    @Override
    public void close() {
        ImageWork.Held<byte[]> done = cells;
        cells = null;
        if (done != null) {
            done.share().close();
        }
    }
}
