package org.lianzhen.gateway.backup;

/**
 * What the database says of an object.
 *
 * @param key relative to the folder of objects; ASCII, without blanks
 * @param length of the file
 * @param dataSetOffset bytes of the file before its data set begins
 * @param sha256 lower-case hexadecimal digest of the data set's bytes
 */
public record ObjectRow(String key, long length, int dataSetOffset, String sha256) {
    private static final int OF_DIGEST = 16;

    /** Where a backup keeps it: by its digest, too, because a gateway that was restored may give a key once more. */
    String place() {
        return key + "." + sha256.substring(0, Math.min(OF_DIGEST, sha256.length()));
    }
}
