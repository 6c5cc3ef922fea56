package org.lianzhen.dicom.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The bytes of frames in native Pixel Data (PS3.5 section 8.1), little endian. */
final class NativeCells {

    private final PixelDescription pixels;
    private final long frameBits;

    NativeCells(PixelDescription pixels) {
        this.pixels = pixels;
        this.frameBits = (long) pixels.shape().sampleCount() * pixels.bitsAllocated();
    }

    /** Of all frames, the last byte of which may not be full. */
    long length() {
        return (frameBits * pixels.numberOfFrames() + Byte.SIZE - 1) / Byte.SIZE;
    }

    /** The first byte that a frame has a part in. */
    long first(int frame) {
        return frame * frameBits / Byte.SIZE;
    }

    /** Whether the first byte belongs to the frame before as well, which happens to samples of one bit only. */
    boolean sharesFirst(int frame) {
        return frame * frameBits % Byte.SIZE != 0;
    }

    /** A frame; bits that are not its own are 0. */
    byte[] of(int frame, Frame decoded) {
        int offset = (int) (frame * frameBits % Byte.SIZE);
        int count = decoded.shape().sampleCount();
        ByteBuffer cells = ByteBuffer.allocate(Math.toIntExact((offset + frameBits + Byte.SIZE - 1) / Byte.SIZE))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            int sample = decoded.sample(i);
            switch (pixels.bitsAllocated()) {
                case 1 -> {
                    int bit = offset + i;
                    cells.put(bit >> 3, (byte) (cells.get(bit >> 3) | sample << (bit & 7)));
                }
                case Byte.SIZE -> cells.put((byte) sample);
                case Short.SIZE -> cells.putShort((short) sample);
                default -> cells.putInt(sample);
            }
        }
        return cells.array();
    }
}
