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
    /** Bits of frames that have been read, in a byte whose other bits are the next frame's. */
    private byte carried;

    private NativePixels(Frames frames, ImageWork work) {
        this.frames = frames;
        this.work = work;
    }

    /** With its first frame decoded. */
    static NativePixels begun(Frames frames, ImageWork work) throws IOException {
        var pixels = new NativePixels(frames, work);
        if (frames.count() > 0) {
            pixels.begin(pixels.next++);
        }
        return pixels;
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

    /** A decoded frame on its own; samples of one bit fill the low bits of a byte first (PS3.5 section 8.1.1). */
    static ByteBuffer bytes(Frame frame, PixelDescription pixels) {
        return bytes(frame, pixels, 0);
    }

    /** @param offset of the first sample in the first byte; frames of single bits follow one another without a gap */
    private static ByteBuffer bytes(Frame frame, PixelDescription pixels, int offset) {
        int count = frame.shape().sampleCount();
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact((offset + frameBits(pixels) + 7) / Byte.SIZE))
                .order(ByteOrder.LITTLE_ENDIAN);
        switch (pixels.bitsAllocated()) {
            case 1 -> {
                for (int i = 0; i < count; i++) {
                    int bit = offset + i;
                    bytes.put(bit >> 3, (byte) (bytes.get(bit >> 3) | frame.sample(i) << (bit & 7)));
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
        while (!current.hasRemaining()) {
            close();
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
        PixelDescription pixels = frames.description();
        int offset = offset(frame);
        ImageWork.Held<ByteBuffer> decoded = work.hold(memory(pixels),
                () -> bytes(frames.decoded(frame), pixels, offset));
        held = decoded.share();
        ByteBuffer bytes = decoded.outcome();
        held.shrink(bytes.remaining());
        bytes.put(0, (byte) (bytes.get(0) | carried));
        boolean shared = next < frames.count() && offset(next) != 0;
        carried = shared ? bytes.get(bytes.limit() - 1) : 0;
        current = shared ? bytes.limit(bytes.limit() - 1) : bytes;
    }

    /** Bits of the frames before in the first byte of a frame. */
    private int offset(int frame) {
        return (int) (frame * frameBits(frames.description()) % Byte.SIZE);
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
