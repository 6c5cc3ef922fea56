package org.lianzhen.dicom.io;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.BulkData;

/**
 * The values that a first reading kept by reference, out of a stream that can be read from its beginning only, such as a deflated one.
 * A writer asks for them in the order in which they lie in the data set, so one more reading serves them all; a value further back,
 * after elements out of order, costs another. Serves one value at a time.
 */
public final class StreamedBulkData implements BulkDataResolver, Closeable {
    private final Opening opening;
    private @Nullable InputStream bytes;
    /** Of the next byte in the data set, inflated. */
    private long position;

    /** Begins another reading. */
    @FunctionalInterface
    public interface Opening {
        /** The bytes that references count, from the first one on. */
        InputStream open() throws IOException;
    }

    public StreamedBulkData(Opening opening) {
        this.opening = opening;
    }

    @Override
    public ReadableByteChannel open(BulkData data) throws IOException {
        InputStream from = bytes;
        if (from == null || position > data.offset()) {
            close();
            from = opening.open();
            bytes = from;
            position = 0;
        }
        from.skipNBytes(data.offset() - position);
        position = data.offset();
        return Channels.newChannel(new Part(from, data.length()));
    }

    @Override
    public void close() throws IOException {
        InputStream done = bytes;
        bytes = null;
        if (done != null) {
            done.close();
        }
    }

    /** One value. Its end leaves what is behind it open. */
    private final class Part extends InputStream {
        private final InputStream from;
        private long left;

        Part(InputStream from, long length) {
            this.from = from;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] single = new byte[1];
            return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = from.read(target, offset, (int) Math.min(length, left));
            if (count > 0) {
                left -= count;
                position += count;
            }
            return count;
        }
    }
}
