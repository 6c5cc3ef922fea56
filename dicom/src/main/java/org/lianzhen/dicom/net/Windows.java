package org.lianzhen.dicom.net;

/** Arithmetic of operation windows, where 0 means unlimited. */
final class Windows {
    private Windows() {}

    /** The smaller of a wish, which may be unlimited, and our own limit. */
    static int cap(int wish, int limit) {
        return wish == 0 ? limit : Math.min(wish, limit);
    }
}
