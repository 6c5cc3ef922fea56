package org.lianzhen.dicom.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.List;
import org.lianzhen.dicom.data.BulkData;
import org.lianzhen.dicom.data.BulkValue;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.data.Fragments;
import org.lianzhen.dicom.dict.Tag;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.BulkDataResolver;

/**
 * An image with native pixel data for any uncompressed transfer syntax, which come into being frame by frame as they are read: only
 * a few frames are in memory, however many there are. Everything that is no pixel stays, also what the data set says of lossy
 * compression, for the loss stays too (PS3.3 section C.7.6.1.1.5).
 */
public final class NativeImage {

    private static final String PIXELS = "decoded:pixels";
    /** Frames beyond the first are kept up to so many bytes, and decoded once more beyond them. */
    private static final long MOST_KEPT = 16L << 20;

    private final DataSet dataSet;
    private final Frames frames;
    private final BulkDataResolver values;
    private final NativeCells cells;
    private final List<byte[]> kept = new ArrayList<>();

    private NativeImage(DataSet image, Frames frames, BulkDataResolver values) {
        PixelDescription pixels = frames.description();
        this.frames = frames;
        this.values = values;
        this.cells = new NativeCells(pixels);
        this.dataSet = Transcoding.described(image, pixels).put(new BulkValue(Tag.PixelData,
                Transcoding.nativeVr(pixels), new BulkData(PIXELS, 0, cells.length()))).build();
    }

    /** With an icon in native pixels: where those of the image are, no others may be encapsulated (PS3.5 annex A.4). */
    private static DataSet withNativeIcon(DataSet image, TransferSyntax syntax, BulkDataResolver values)
            throws IOException {
        DataSet icon = image.item(Tag.IconImageSequence);
        return icon != null && icon.element(Tag.PixelData) instanceof Fragments
                ? image.toBuilder().putSequence(Tag.IconImageSequence,
                        Transcoding.toNative(icon, Frames.of(icon, syntax, values))).build()
                : image;
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
        var decoded = new NativeImage(withNativeIcon(image, syntax, values), Frames.of(image, syntax, values), values);
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
        for (int frame = 0; frame < frames.count(); frame++) {
            Frame decoded = frames.decoded(frame);
            if (frame == kept.size() && (frame == 0 || bytes <= MOST_KEPT)) {
                byte[] encoded = cells.of(frame, decoded);
                bytes += encoded.length;
                kept.add(encoded);
            }
        }
    }

    /** The data set, whose Pixel Data is a reference that only {@link #values} knows. */
    public DataSet dataSet() {
        return dataSet;
    }

    /** Opens the pixels, and what else the data set refers to. */
    public BulkDataResolver values() {
        return data -> data.uri().equals(PIXELS) ? new Pixels() : values.open(data);
    }

    private byte[] bytes(int frame) throws IOException {
        return frame < kept.size() ? kept.get(frame) : cells.of(frame, frames.decoded(frame));
    }

    /** All frames one after the other. */
    private final class Pixels implements ReadableByteChannel {
        private ByteBuffer current = ByteBuffer.allocate(0);
        private int next;
        /** The bits of a byte whose other bits are the next frame's. */
        private byte carried;

        @Override
        public int read(ByteBuffer target) throws IOException {
            while (!current.hasRemaining()) {
                if (next == frames.count()) {
                    return -1;
                }
                begin(next++);
            }
            int count = Math.min(target.remaining(), current.remaining());
            target.put(current.slice().limit(count));
            current.position(current.position() + count);
            return count;
        }

        private void begin(int frame) throws IOException {
            byte[] bytes = bytes(frame).clone();
            bytes[0] |= carried;
            boolean shares = frame + 1 < frames.count() && cells.sharesFirst(frame + 1);
            carried = shares ? bytes[bytes.length - 1] : 0;
            current = ByteBuffer.wrap(bytes, 0, shares ? bytes.length - 1 : bytes.length);
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            current = ByteBuffer.allocate(0);
        }
    }
}
