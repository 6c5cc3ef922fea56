package org.lianzhen.dicom.io;

/**
 * Freedoms of encoding that the standard leaves.
 *
 * @param sequenceLengths how sequences and their items end
 * @param bulk where values kept by reference are read from
 */
public record WriteOptions(SequenceLengths sequenceLengths, BulkDataResolver bulk) {

    /** How sequences and items end (PS3.5 section 7.5.1). */
    public enum SequenceLengths {
        /** By a length, which has to be computed first. */
        DEFINED,
        /** By a delimiter. */
        UNDEFINED
    }

    /** Undefined lengths, no bulk data. */
    public static final WriteOptions DEFAULT = new WriteOptions(SequenceLengths.UNDEFINED, BulkDataResolver.NONE);

    public WriteOptions withSequenceLengths(SequenceLengths lengths) {
        return new WriteOptions(lengths, bulk);
    }

    public WriteOptions withBulk(BulkDataResolver resolver) {
        return new WriteOptions(sequenceLengths, resolver);
    }
}
