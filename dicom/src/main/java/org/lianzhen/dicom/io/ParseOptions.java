package org.lianzhen.dicom.io;

import org.lianzhen.dicom.dict.Tag;

/**
 * What a parser shall do with what it finds.
 *
 * @param limits how much it may take in
 * @param stopTag it stops before the first top-level element with this tag or a higher one (unsigned)
 * @param bulkThreshold longer values and fragments are skipped and kept by reference; {@link #KEEP_ALL} holds all
 * @param source URI that references shall name; empty when the stream is not kept
 * @param sourceOffset where in that source the data set begins, in bytes
 */
public record ParseOptions(ParseLimits limits, int stopTag, long bulkThreshold, String source, long sourceOffset) {

    /** A stop tag that is never reached: no element is higher than an item delimiter's group. */
    public static final int NO_STOP = 0xFFFF_FFFF;

    /** A bulk threshold that keeps every value in memory. */
    public static final long KEEP_ALL = Long.MAX_VALUE;

    /** Everything, in memory. */
    public static final ParseOptions WHOLE = new ParseOptions(ParseLimits.DEFAULT, NO_STOP, KEEP_ALL, "", 0);

    /** Everything up to Pixel Data, which is where the big values are; long values before it by reference. */
    public static final ParseOptions HEADER = new ParseOptions(ParseLimits.DEFAULT, Tag.PixelData, 64 * 1024, "", 0);

    public ParseOptions withLimits(ParseLimits newLimits) {
        return new ParseOptions(newLimits, stopTag, bulkThreshold, source, sourceOffset);
    }

    /** Stops before this tag; {@link #NO_STOP} reads to the end. */
    public ParseOptions stoppingAt(int tag) {
        return new ParseOptions(limits, tag, bulkThreshold, source, sourceOffset);
    }

    /** Keeps values and fragments longer than this by reference into a source. */
    public ParseOptions withBulk(long threshold, String newSource, long newSourceOffset) {
        return new ParseOptions(limits, stopTag, threshold, newSource, newSourceOffset);
    }
}
