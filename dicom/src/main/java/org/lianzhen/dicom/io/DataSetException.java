package org.lianzhen.dicom.io;

/**
 * Bytes that are no data set, or one beyond the limits. The message says what is wrong and where, never a value,
 * because values identify patients.
 */
public final class DataSetException extends RuntimeException {

    /** What kind of fault it is, for those who answer it differently. */
    public enum Reason {
        /** The bytes break the encoding rules. */
        MALFORMED,
        /** The bytes end in the middle. */
        TRUNCATED,
        /** More, longer or deeper than {@link ParseLimits} allows. */
        LIMIT_EXCEEDED,
        /** Right, but not something we handle, such as an unknown transfer syntax. */
        UNSUPPORTED
    }

    private final Reason reason;
    private final String where;
    private final long offset;

    /**
     * @param where path of tags such as "(0040,0275)[0].(0008,0050)", empty at the top
     * @param offset in bytes from the start of the data set (inflated, for a deflated one)
     */
    public DataSetException(Reason reason, String what, String where, long offset) {
        super(what + " at byte " + offset + (where.isEmpty() ? "" : " in " + where));
        this.reason = reason;
        this.where = where;
        this.offset = offset;
    }

    public Reason reason() {
        return reason;
    }

    /** Path of tags with item numbers from 0, such as "(0040,0275)[0].(0008,0050)". */
    public String where() {
        return where;
    }

    public long offset() {
        return offset;
    }
}
