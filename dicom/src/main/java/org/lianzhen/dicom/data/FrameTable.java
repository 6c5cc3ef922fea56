package org.lianzhen.dicom.data;

import java.util.List;
import org.lianzhen.dicom.dict.Tag;

/**
 * Which fragments make each frame of encapsulated pixel data, and how that was found out.
 *
 * @param basis what the division rests on
 * @param frames one list of fragments per frame, in order; empty when the division cannot be known
 */
public record FrameTable(Basis basis, List<List<Fragment>> frames) {

    /** What tells frames apart, in the order in which it is believed. */
    public enum Basis {
        /** Number of Frames is 1 or absent: all fragments are the frame. */
        SINGLE_FRAME,
        /** Extended Offset Table (7FE0,0001), which requires one fragment per frame. */
        EXTENDED_OFFSET_TABLE,
        /** Basic Offset Table, checked against the fragments' places. */
        BASIC_OFFSET_TABLE,
        /** As many fragments as frames. */
        ONE_FRAGMENT_PER_FRAME,
        /** Fragments that begin like a JPEG, JPEG-LS or JPEG 2000 codestream begin a frame. */
        CODESTREAM_STARTS,
        /** Nothing fits Number of Frames. */
        UNKNOWN
    }

    public FrameTable {
        frames = frames.stream().map(List::copyOf).toList();
    }

    /**
     * Divides the encapsulated pixel data of an image, using its Number of Frames (0028,0008), the two offset tables
     * and, where neither is usable, the fragments themselves. Wrong tables are noticed and passed over.
     *
     * @param image a data set, or the item of an icon image
     * @throws IllegalArgumentException when its Pixel Data is absent or not encapsulated
     * @throws org.lianzhen.dicom.vr.InvalidValueException when Number of Frames is no number
     */
    public static FrameTable of(DataSet image) {
        if (image.element(Tag.PixelData) instanceof Fragments pixelData) {
            return of(image, pixelData);
        }
        throw new IllegalArgumentException("no encapsulated pixel data");
    }

    /**
     * As {@link #of(DataSet)} for pixel data that were read apart from the rest.
     *
     * @param header what stands before them
     * @throws org.lianzhen.dicom.vr.InvalidValueException when Number of Frames is no number
     */
    public static FrameTable of(DataSet header, Fragments pixelData) {
        return new FrameSplitter(header, pixelData).split();
    }
}
