package org.lianzhen.dicom.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The bytes of frames in native Pixel Data (PS3.5 section 8.1), little endian. */
public final class NativeCells {

    private final PixelDescription pixels;
    private final long frameBits;

    public NativeCells(PixelDescription pixels) {
        this.pixels = pixels;
        this.frameBits = (long) pixels.shape().sampleCount() * pixels.bitsAllocated();
    }

    /** Of all frames, the last byte of which may not be full. */
    public long length() {
        return (frameBits * pixels.numberOfFrames() + Byte.SIZE - 1) / Byte.SIZE;
    }

    /** How many frames there are. */
    int count() {
        return pixels.numberOfFrames();
    }

    /** The first byte that a frame has a part in. */
    long first(int frame) {
        return frame * frameBits / Byte.SIZE;
    }

    /** Whether the first byte belongs to the frame before as well, which happens to samples of one bit only. */
    boolean sharesFirst(int frame) {
        return offset(frame) != 0;
    }

    /** Bits of the frames before in the first byte of a frame. */
    private int offset(int frame) {
        return (int) (frame * frameBits % Byte.SIZE);
    }

    /** A frame by itself; of one-bit samples the first is the lowest bit, whatever frame it is. */
    public byte[] of(Frame decoded) {
        return of(0, decoded);
    }

    /** A frame in its place among the others; bits that are not its own are 0. */
    byte[] of(int frame, Frame decoded) {
        int offset = offset(frame);
        ByteBuffer cells = ByteBuffer.allocate(Math.toIntExact((offset + frameBits + Byte.SIZE - 1) / Byte.SIZE))
                .order(ByteOrder.LITTLE_ENDIAN);
        int count = decoded.shape().sampleCount();
        // a loop for each size: a choice for each sample would cost more than the sample
        switch (pixels.bitsAllocated()) {
            case 1 -> putBits(decoded, cells, offset);
            case Byte.SIZE -> {
                for (int i = 0; i < count; i++) {
                    cells.put((byte) decoded.sample(i));
                }
            }
            case Short.SIZE -> {
                for (int i = 0; i < count; i++) {
                    cells.putShort((short) decoded.sample(i));
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    cells.putInt(decoded.sample(i));
                }
            }
        }
        return cells.array();
    }

    private static void putBits(Frame decoded, ByteBuffer cells, int offset) {
        int count = decoded.shape().sampleCount();
        for (int i = 0; i < count; i++) {
            int bit = offset + i;
            cells.put(bit >> 3, (byte) (cells.get(bit >> 3) | decoded.sample(i) << (bit & 7)));
        }
    }
}
