package org.lianzhen.gateway.postgres.archive;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lianzhen.gateway.archive.PixelPlace;
import org.lianzhen.gateway.archive.PixelPlace.FramePlace;
import org.lianzhen.gateway.archive.PixelPlace.Span;

/**
 * Places of frames as a column holds them: the number of frames, then for each the number of its fragments and their offsets
 * (from the end of the fragment before) and lengths. All numbers are base 128, low groups first, so that a frame costs about
 * six bytes.
 */
final class FrameBytes {
    private static final int GROUP = 7;
    private static final int MORE = 0x80;
    private static final int LOW = 0x7F;

    private FrameBytes() {}

    /** Null without frames. */
    static @Nullable Buffer of(PixelPlace pixels) {
        if (pixels.frames().isEmpty()) {
            return null;
        }
        Buffer out = Buffer.buffer();
        put(out, pixels.frames().size());
        long end = pixels.offset();
        for (FramePlace frame : pixels.frames()) {
            put(out, frame.fragments().size());
            for (Span span : frame.fragments()) {
                put(out, zigZag(span.offset() - end));
                put(out, span.length());
                end = span.offset() + span.length();
            }
        }
        return out;
    }

    /** @param offset of the first fragment */
    static List<FramePlace> frames(@Nullable Buffer bytes, long offset) {
        if (bytes == null) {
            return List.of();
        }
        var in = new Input(bytes);
        List<FramePlace> frames = new ArrayList<>();
        long end = offset;
        for (long left = in.next(); left > 0; left--) {
            List<Span> spans = new ArrayList<>();
            for (long fragments = in.next(); fragments > 0; fragments--) {
                long start = end + unZigZag(in.next());
                long length = in.next();
                spans.add(new Span(start, length));
                end = start + length;
            }
            frames.add(new FramePlace(spans));
        }
        return frames;
    }

    private static long zigZag(long value) {
        return (value << 1) ^ (value >> 63);
    }

    private static long unZigZag(long value) {
        return (value >>> 1) ^ -(value & 1);
    }

    private static void put(Buffer out, long value) {
        long rest = value;
        while (rest >>> GROUP != 0) {
            out.appendByte((byte) (rest | MORE));
            rest >>>= GROUP;
        }
        out.appendByte((byte) rest);
    }

    private static final class Input {
        private final Buffer bytes;
        private int at;

        Input(Buffer bytes) {
            this.bytes = bytes;
        }

        long next() {
            long value = 0;
            for (int shift = 0;; shift += GROUP) {
                byte group = bytes.getByte(at++);
                value |= (long) (group & LOW) << shift;
                if (group >= 0) {
                    return value;
                }
            }
        }
    }
}
