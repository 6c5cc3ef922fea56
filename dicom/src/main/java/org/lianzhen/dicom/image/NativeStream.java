package org.lianzhen.dicom.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/** Native Pixel Data from its first byte, put together of frames that are asked for one after the other. */
final class NativeStream implements ReadableByteChannel {

    private final NativeCells cells;
    private final NativeForm.Source frames;
    private ByteBuffer current = ByteBuffer.allocate(0);
    private int next;
    /** The bits of a byte whose other bits are the next frame's. */
    private byte carried;

    NativeStream(NativeCells cells, NativeForm.Source frames) {
        this.cells = cells;
        this.frames = frames;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        while (!current.hasRemaining()) {
            if (next == cells.count()) {
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
        byte[] bytes = frames.cells(frame);
        if (cells.sharesFirst(frame)) {
            bytes = bytes.clone(); // whoever gave it may give it again
            bytes[0] |= carried;
        }
        boolean shares = frame + 1 < cells.count() && cells.sharesFirst(frame + 1);
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
