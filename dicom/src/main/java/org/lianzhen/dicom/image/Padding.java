package org.lianzhen.dicom.image;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.Tag;

/** Stored values that stand for no tissue, which fill an image up to its edges (PS3.3 section C.7.5.1.1.2). */
record Padding(int lowest, int highest) {

    /** What the image says of it, or null. */
    static @Nullable Padding of(DataSet image, PixelDescription pixels) {
        OptionalInt value = image.integer(Tag.PixelPaddingValue);
        if (value.isEmpty()) {
            return null;
        }
        int first = stored(value.getAsInt(), pixels);
        int last = stored(image.integer(Tag.PixelPaddingRangeLimit).orElse(value.getAsInt()), pixels);
        return new Padding(Math.min(first, last), Math.max(first, last));
    }

    /** Its value representation may contradict that of the pixels. */
    private static int stored(int value, PixelDescription pixels) {
        if (pixels.bitsAllocated() > Short.SIZE) {
            return value;
        }
        return pixels.signed() ? (short) value : value & 0xFFFF;
    }

    boolean includes(long stored) {
        return stored >= lowest && stored <= highest;
    }
}
