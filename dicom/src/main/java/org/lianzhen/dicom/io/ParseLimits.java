package org.lianzhen.dicom.io;

import org.lianzhen.dicom.data.DataSet;

/**
 * How much a parser may take in, so that no sender can exhaust memory or stack. Beyond it parsing ends with
 * {@link DataSetException.Reason#LIMIT_EXCEEDED}.
 *
 * @param maxDepth nesting of data sets: 1 allows no items, at most {@link DataSet#MAX_DEPTH}
 * @param maxElements elements, items and fragments together
 * @param maxValueBytes longest value held in memory; longer ones must be kept by reference
 * @param maxHeldBytes all values held in memory together
 * @param maxInflatedBytes what a deflated data set may inflate to
 */
public record ParseLimits(int maxDepth, int maxElements, int maxValueBytes, long maxHeldBytes, long maxInflatedBytes) {

    private static final int MIB = 1 << 20;
    private static final long GIB = 1L << 30;

    /** For whole instances: 64 deep, 2 million elements, 256 MiB held, 8 GiB inflated. */
    public static final ParseLimits DEFAULT = new ParseLimits(64, 2_000_000, 256 * MIB, 256 * MIB, 8 * GIB);

    /** For what a peer sends before anyone trusts it (commands, queries, headers): 32 deep, 50,000 elements, 4 MiB. */
    public static final ParseLimits HEADER = new ParseLimits(32, 50_000, MIB, 4 * MIB, 64 * MIB);

    public ParseLimits {
        if (maxDepth < 1 || maxDepth > DataSet.MAX_DEPTH || maxElements < 1 || maxValueBytes < 0 || maxHeldBytes < 0
                || maxInflatedBytes < 0) {
            throw new IllegalArgumentException("limits must be positive and the depth at most " + DataSet.MAX_DEPTH);
        }
    }
}
