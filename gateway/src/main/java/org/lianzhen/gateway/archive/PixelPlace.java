package org.lianzhen.gateway.archive;

import java.util.List;

/**
 * Where the pixels lie within the data set's bytes, noted on arrival so that a frame can be served without reading the rest.
 * For a deflated data set the places count inflated bytes.
 *
 * @param offset of the first byte of native pixel data, or of the first fragment; -1 without pixel data, and when it is so
 *        short (256 bytes, deflated 1,024) that reading everything costs nothing
 * @param length bytes of native pixel data; 0 when encapsulated
 * @param frames places of encapsulated frames; empty for native pixel data and when they cannot be told apart
 */
public record PixelPlace(long offset, long length, List<FramePlace> frames) {
    /** No pixel data, or hardly any. */
    public static final PixelPlace NONE = new PixelPlace(-1, 0, List.of());

    public PixelPlace {
        frames = List.copyOf(frames);
    }

    /** @param fragments of the frame, in order */
    public record FramePlace(List<Span> fragments) {
        public FramePlace {
            fragments = List.copyOf(fragments);
        }
    }

    /** Bytes in a row. */
    public record Span(long offset, long length) {}
}
