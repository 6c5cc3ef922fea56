package org.lianzhen.dicom.dimse;

import org.jspecify.annotations.Nullable;

/**
 * Numbers of C-STORE sub-operations of a C-GET or C-MOVE, (0000,1020) to (0000,1023), each 0 to 65535; null is a field that the message
 * does not contain. Larger counts are sent as 65535.
 *
 * @param remaining only in pending and cancelled responses
 * @param warning stored with a warning
 */
public record SubOperations(@Nullable Integer remaining, @Nullable Integer completed, @Nullable Integer failed,
        @Nullable Integer warning) {

    /** No numbers at all. */
    public static final SubOperations UNKNOWN = new SubOperations(null, null, null, null);

    public SubOperations {
        remaining = clamp(remaining);
        completed = clamp(completed);
        failed = clamp(failed);
        warning = clamp(warning);
    }

    /** The numbers of a final response, which does not say how many remain (PS3.7 tables 9.1-3 and 9.1-4). */
    public static SubOperations ended(int completed, int failed, int warning) {
        return new SubOperations(null, completed, failed, warning);
    }

    private static @Nullable Integer clamp(@Nullable Integer count) {
        return count == null ? null : Integer.valueOf(Math.clamp(count, 0, 0xFFFF));
    }
}
