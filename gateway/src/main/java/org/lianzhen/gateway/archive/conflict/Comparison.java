package org.lianzhen.gateway.archive.conflict;

import java.nio.file.Path;
import java.util.List;

/** What came out of comparing two instances with the same SOP Instance UID by what they say, whatever their encoding. */
public sealed interface Comparison {

    /** They say the same: all attributes agree, and so do the samples of all frames. */
    record Same() implements Comparison {}

    /**
     * They do not.
     *
     * @param where attributes and frames that differ, the first few of them; never their values
     */
    record Differs(List<String> where) implements Comparison {
        public Differs {
            where = List.copyOf(where);
        }
    }

    /**
     * Nobody can tell.
     *
     * @param why without anything that identifies a patient
     */
    record Unknown(String why) implements Comparison {}

    /**
     * Compares two files with one instance each, frame by frame. Blocks and computes for long; memory is bounded by a frame of
     * each.
     *
     * @param deadline in the terms of {@link System#nanoTime}; after it the outcome is unknown
     */
    static Comparison of(Path one, Path other, long deadline) {
        return FileComparison.of(one, other, new Deadline(deadline));
    }
}
