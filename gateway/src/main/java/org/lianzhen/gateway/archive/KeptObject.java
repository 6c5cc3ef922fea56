package org.lianzhen.gateway.archive;

import org.lianzhen.dicom.service.SopReference;

/**
 * An instance and the object that holds its bytes.
 *
 * @param study Study Instance UID
 * @param series Series Instance UID
 * @param version 1 for what came first under the instance's UID
 * @param transferSyntaxUid of the bytes
 * @param bytes where they are
 * @param pixels where the pixels begin, see {@link PixelPlace#offset}
 */
public record KeptObject(String study, String series, SopReference instance, int version, String transferSyntaxUid,
        Place bytes, long pixels) {

    /**
     * Where the bytes of an object are.
     *
     * @param key of the object in the store
     * @param length of the object
     * @param dataSetOffset bytes in the object before its data set begins
     * @param sha256 lower-case hexadecimal digest of the data set's bytes, or empty
     */
    public record Place(String key, long length, int dataSetOffset, String sha256) {}

    public String sopInstanceUid() {
        return instance.sopInstanceUid();
    }

    /** Whether it has pixels worth telling of. */
    public boolean hasPixels() {
        return pixels >= 0;
    }
}
