package org.lianzhen.dicom.service;

import java.io.IOException;
import org.lianzhen.dicom.data.DataSet;
import org.lianzhen.dicom.dict.TransferSyntax;
import org.lianzhen.dicom.io.BulkDataResolver;

/**
 * Undoes the compression of an instance's pixels, for a peer that takes none of it. Every implementation of DICOM must take
 * uncompressed pixels, and some propose nothing else (PS3.5 section 10.1).
 */
public interface PixelDecoding {

    /** Undoes none. */
    PixelDecoding NONE = new PixelDecoding() {
        @Override
        public boolean decodes(TransferSyntax kept) {
            return false;
        }

        @Override
        public void decode(Image image, Receiver receiver) throws IOException {
            throw new IOException("nothing decodes " + image.syntax().name());
        }
    };

    /**
     * An instance as it is kept.
     *
     * @param dataSet whose large values may be references
     * @param syntax it is encapsulated in
     * @param values opens what the data set refers to, one value at a time
     */
    record Image(DataSet dataSet, TransferSyntax syntax, BulkDataResolver values) {}

    /** Takes an instance with native pixel data. */
    @FunctionalInterface
    interface Receiver {
        /** May block for as long as a peer takes. */
        void take(DataSet dataSet, BulkDataResolver values) throws IOException;
    }

    /** Whether pixels in a transfer syntax can be decoded at all. Must not block. */
    boolean decodes(TransferSyntax kept);

    /**
     * Decodes an image and hands it on, once. Blocks. All that can be wrong with it must show before it is handed on, because a data
     * set that has begun to go out can only be broken off together with its association.
     *
     * @throws IOException when it cannot be read, or not be decoded now; any other exception counts as well
     */
    void decode(Image image, Receiver receiver) throws IOException, InterruptedException;
}
