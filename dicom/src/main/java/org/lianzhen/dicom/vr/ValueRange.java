package org.lianzhen.dicom.vr;

import org.jspecify.annotations.Nullable;

/**
 * What a query with a date or time asks for (PS3.4 section C.2.2.2.5): everything from one point to another, both
 * included.
 *
 * @param from first that matches; null when open
 * @param to last that matches; null when open
 */
public record ValueRange<T extends Comparable<? super T>>(@Nullable T from, @Nullable T to) {

    /** Whether the value lies inside. */
    public boolean contains(T value) {
        return (from == null || from.compareTo(value) <= 0) && (to == null || to.compareTo(value) >= 0);
    }
}
