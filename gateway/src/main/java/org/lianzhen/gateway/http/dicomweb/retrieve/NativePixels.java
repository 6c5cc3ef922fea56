package org.lianzhen.gateway.http.dicomweb.retrieve;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.image.Frame;
import org.lianzhen.dicom.image.Frames;
import org.lianzhen.dicom.image.PixelDescription;

/** Native Pixel Data in little endian that come into being frame by frame, so that only one is in memory. */
final class NativePixels implements ReadableByteChannel {
    /** Encoded, decoded and native. */
    private static final int BYTES_PER_SAMPLE = 10;

    private final Frames frames;
    private final ImageWork work;
    private ByteBuffer current = ByteBuffer.allocate(0);
    private ImageWork.@Nullable Share held;
    private int next;

    NativePixels(Frames frames, ImageWork work) {
        this.frames = frames;
        this.work = work;
    }

    /** Bytes of all frames. */
    static long length(PixelDescription pixels) {
        return (frameBits(pixels) * pixels.numberOfFrames() + Byte.SIZE - 1) / Byte.SIZE;
    }

    private static long frameBits(PixelDescription pixels) {
        return (long) pixels.rows() * pixels.columns() * pixels.samplesPerPixel() * pixels.bitsAllocated();
    }

    /** Memory that decoding one frame takes. */
    static long memory(PixelDescription pixels) {
        return (long) pixels.rows() * pixels.columns() * pixels.samplesPerPixel() * BYTES_PER_SAMPLE;
    }

    /** A decoded frame as its part of Pixel Data; samples of one bit fill the low bits of a byte first (PS3.5 section 8.1.1). */
    static ByteBuffer bytes(Frame frame, PixelDescription pixels) {
        int count = frame.shape().sampleCount();
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact((frameBits(pixels) + 7) / Byte.SIZE))
                .order(ByteOrder.LITTLE_ENDIAN);
        switch (pixels.bitsAllocated()) {
            case 1 -> {
                for (int i = 0; i < count; i++) {
                    bytes.put(i >> 3, (byte) (bytes.get(i >> 3) | frame.sample(i) << (i & 7)));
                }
                return bytes;
            }
            case Byte.SIZE -> {
                for (int i = 0; i < count; i++) {
                    bytes.put((byte) frame.sample(i));
                }
            }
            case Short.SIZE -> {
                for (int i = 0; i < count; i++) {
                    bytes.putShort((short) frame.sample(i));
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    bytes.putInt(frame.sample(i));
                }
            }
        }
        return bytes.flip();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (!current.hasRemaining()) {
            close();
            if (next == frames.count()) {
                return -1;
            }
            int frame = next++;
            PixelDescription pixels = frames.description();
            ImageWork.Held<ByteBuffer> decoded = work.hold(memory(pixels), () -> bytes(frames.decoded(frame), pixels));
            held = decoded.share();
            current = decoded.outcome();
            held.shrink(current.remaining());
        }
        int count = Math.min(target.remaining(), current.remaining());
        target.put(current.slice().limit(count));
        current.position(current.position() + count);
        return count;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {
        current = ByteBuffer.allocate(0);
        ImageWork.Share share = held;
        if (share != null) {
            share.close();
        }
    }
}
